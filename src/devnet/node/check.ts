import type { Hex, Runtime } from '../../scale/runtime.ts'
import { extrinsicDecoder } from '../extrinsic/decode.ts'
import type { Extrinsic } from '../extrinsic/extrinsic.ts'
import { loadSr25519 } from '../extrinsic/sr25519.ts'
import { type Verify, verifier } from '../extrinsic/verify.ts'

/** Everything about an extrinsic that does not depend on the state of accounts. */
export interface Checker {
  /** @throws ExtrinsicFormatError */
  decode(bytes: Uint8Array): Extrinsic
  /** Loads the signature check on first use. */
  verify(): Promise<Verify>
}

/** A checker for one runtime and genesis. */
export function createChecker(runtime: Runtime, genesisHash: Hex): Checker {
  let decoder: ReturnType<typeof extrinsicDecoder> | undefined
  let verify: Promise<Verify> | undefined
  return {
    decode: bytes => {
      decoder ??= extrinsicDecoder(runtime)
      return decoder(bytes)
    },
    verify: () => {
      verify ??= loadSr25519().then(check => verifier(runtime, genesisHash, check))
      return verify
    },
  }
}
