import type { Hex } from '../../src/scale/bytes.ts'
import type { Invalid } from '../types.ts'

/** Why the pool does not take an extrinsic. */
export type TxRefusal =
  | { readonly kind: 'invalid'; readonly reason: Invalid }
  /** It was in a block or was found invalid not long ago. */
  | { readonly kind: 'banned' }
  | { readonly kind: 'imported'; readonly hash: Hex }
  /** Another transaction of the same signer and nonce is at least as important. */
  | { readonly kind: 'priority'; readonly old: bigint; readonly new: bigint }
  | { readonly kind: 'full' }

/** The pool refuses an extrinsic; it was not stored. */
export class PoolRefusal extends Error {
  override readonly name = 'PoolRefusal'
  readonly refusal: TxRefusal

  constructor(refusal: TxRefusal) {
    super(`the pool refuses the extrinsic: ${refusal.kind}`)
    this.refusal = refusal
  }
}
