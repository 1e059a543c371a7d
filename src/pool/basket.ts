import { min, U64_MAX } from './fixed.ts'

/** Fraction bits of I96F32. */
const FRACTION = 32n

/**
 * Shares of a validator's basket that a coldkey is owed for its root stake. `rate` is the bits of an I96F32, `claimed`
 * whole shares, below zero where stake has left that was owed for. Rounds down, never below zero.
 * Source: RaoFoundation/subtensor pallets/subtensor/src/staking/claim_root.rs, docs of BasketRate and BasketClaimed in
 * metadata of spec 461
 */
export function basketOwed(rate: bigint, rootStake: bigint, claimed: bigint): bigint {
  const owed = (rate * rootStake - (claimed << FRACTION)) >> FRACTION
  if (owed < 0n) return 0n
  return min(owed, U64_MAX)
}

/** What shares are worth of a basket that has so many in all and is worth `nav`. Unit: rao. Rounds down. */
export function basketPayout(owed: bigint, shares: bigint, nav: bigint): bigint {
  if (shares === 0n) return 0n
  return min((min(owed, shares) * nav) / shares, nav)
}

/** By how much what was claimed changes when root stake does, so that what is owed stays owed. Unit: shares. */
export function basketRebase(rate: bigint, change: bigint): bigint {
  return (rate * change) >> FRACTION
}
