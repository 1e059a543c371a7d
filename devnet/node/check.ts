import type { Hex } from '../../src/scale/bytes.ts'
import type { Runtime } from '../../src/scale/runtime.ts'
import { extrinsicDecoder } from '../extrinsic/decode.ts'
import type { Extrinsic } from '../extrinsic/extrinsic.ts'
import { loadSr25519 } from '../extrinsic/sr25519.ts'
import { type Branch, type SignatureVerdict, type Verify, verifier } from '../extrinsic/verify.ts'

/** Everything about an extrinsic that does not depend on the state of accounts. */
export interface Checker {
  /** @throws ExtrinsicFormatError */
  decode(bytes: Uint8Array): Extrinsic
  /** The check of one extrinsic, with all it needs loaded. */
  verify(extrinsic: Extrinsic): Promise<(branch: Branch) => SignatureVerdict>
}

/** A checker for one runtime and genesis. `metadataHash` is asked only for an extrinsic that signs it. */
export function createChecker(
  runtime: Runtime,
  genesisHash: Hex,
  metadataHash: () => Promise<Uint8Array>,
): Checker {
  let decoder: ReturnType<typeof extrinsicDecoder> | undefined
  let verify: Promise<Verify> | undefined
  return {
    decode: bytes => {
      decoder ??= extrinsicDecoder(runtime)
      return decoder(bytes)
    },
    verify: async extrinsic => {
      verify ??= loadSr25519().then(check => verifier(runtime, genesisHash, check))
      const check = await verify
      const digest = extrinsic.metadataHashMode === 0 ? undefined : await metadataHash()
      return branch => check(extrinsic, branch, digest)
    },
  }
}
