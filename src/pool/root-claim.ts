import { U64_MAX } from './fixed.ts'

/** Fraction bits of I96F32, and its range as bits. */
const FRACTION = 32n
const BITS_MAX = 2n ** 127n - 1n

const capped = (bits: bigint) => (bits > BITS_MAX ? BITS_MAX : bits)

/**
 * Alpha of a subnet that root stake has earned and not claimed yet: rate × root stake − claimed, never below zero.
 * `rate` is the bits of an I96F32 at 0 or above, the others rao. Rounds down.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/claim_root.rs:77-130
 */
export function rootOwed(rate: bigint, rootStake: bigint, claimed: bigint): bigint {
  const earned = capped((rate * capped(rootStake << FRACTION)) >> FRACTION)
  const owed = (earned - capped(claimed << FRACTION)) >> FRACTION
  if (owed < 0n) return 0n
  return owed > U64_MAX ? U64_MAX : owed
}
