import type { Hex } from '../../src/scale/bytes.ts'
import type { Account, DispatchCall } from '../types.ts'
import type { Era } from './era.ts'

/** A signed extrinsic as it came, its parts named. Nothing of it is checked yet. */
export interface Extrinsic {
  /** BLAKE2b-256 of `bytes`. */
  readonly hash: Hex
  /** Whole extrinsic with its length in front. */
  readonly bytes: Uint8Array
  readonly signer: Account
  readonly publicKey: Uint8Array
  readonly signature: { readonly type: string; readonly bytes: Uint8Array }
  readonly call: DispatchCall
  readonly callBytes: Uint8Array
  /** What the transaction extensions wrote, in their order. */
  readonly extraBytes: Uint8Array
  readonly era: Era
  readonly nonce: number
  /** Rao. */
  readonly tip: bigint
  /** CheckMetadataHash mode: 0 off, 1 on. */
  readonly metadataHashMode: number
}

/** Bytes that are no extrinsic of this chain. */
export class ExtrinsicFormatError extends Error {
  override readonly name = 'ExtrinsicFormatError'
  /** `frame`: the length in front is wrong. `content`: the runtime cannot decode it. `unsigned`: it bears no signature. */
  readonly part: 'frame' | 'content' | 'unsigned'

  constructor(part: ExtrinsicFormatError['part'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.part = part
  }
}
