import { u16 } from '@polkadot-api/substrate-bindings'

/** How long an extrinsic may execute. */
export interface Lifetime {
  /** Blocks, a power of two from 4 to 2048. */
  readonly era: number
  /** The block it begins at. */
  readonly block: { readonly number: number }
}

/**
 * SCALE bytes of a mortal era that begins at the block.
 * Source: paritytech/polkadot-sdk substrate/primitives/runtime/src/generic/era.rs Encode; up to 4096 blocks the phase is
 * kept as it is.
 */
export function eraBytes({ era, block }: Lifetime): Uint8Array {
  return u16.enc(Math.log2(era) - 1 + (block.number % era) * 16)
}
