import { type Fixed, ONE } from '../../../src/pool/fixed.ts'

/** Terms of the series: one less than the fraction bits. */
const TERMS = 64n
const LONGEST = 40n * ONE

/**
 * What is left of 1 after `blocks`, when 1/e is left after `rate` blocks. The series for e^x is summed at 64 fraction
 * bits, each step cut off, and its inverse taken, so the last digits are the chain's own. Nothing is less than e^-40;
 * at a rate of 0 all is gone at once.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:335;
 * encointer/substrate-fixed@d5f70362 src/transcendental.rs:230
 */
export function decay(blocks: bigint, rate: bigint): Fixed {
  if (blocks === 0n) return ONE
  if (rate === 0n) return 0n
  const ratio = (fromWhole(blocks) << 64n) / fromWhole(rate)
  const exponent = ratio < LONGEST ? ratio : LONGEST
  if (exponent === 0n) return ONE
  let term = exponent
  let sum = exponent + ONE
  for (let i = 2n; i < TERMS; i++) {
    term = ((term * exponent) >> 64n) / i
    sum += term
  }
  return (ONE << 64n) / sum
}

/** A block count as I64F64, which ends at 2^63. */
function fromWhole(blocks: bigint): Fixed {
  const most = (1n << 127n) - 1n
  const bits = blocks << 64n
  return bits < most ? bits : most
}
