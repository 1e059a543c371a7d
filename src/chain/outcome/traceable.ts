import type { Hex } from '../../scale/bytes.ts'
import type { Address } from '../address.ts'

/** A signed extrinsic as the journal knows it. */
export interface Traceable {
  readonly hash: Hex
  readonly signer: Address
  readonly nonce: number
  /** The block its era counts from; only later ones can hold it. */
  readonly firstBlock: number
  /** The last block that can hold it. */
  readonly lastBlock: number
}
