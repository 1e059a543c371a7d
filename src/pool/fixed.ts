/** A U64F64 fixed-point number as its bits: value × 2^64. Range: 0..2^128-1. */
export type Fixed = bigint

export const U64_MAX = 2n ** 64n - 1n
const BITS_MAX = 2n ** 128n - 1n

/** 1.0 */
export const ONE: Fixed = 1n << 64n

/** Rao in one TAO or one alpha. */
export const UNIT = 1_000_000_000n

/** The smaller of two. */
export function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

/** The larger of two. */
export function max(a: bigint, b: bigint): bigint {
  return a < b ? b : a
}

/** `a - b`, but never below zero. */
export function minus(a: bigint, b: bigint): bigint {
  return a > b ? a - b : 0n
}

/** The whole part of a square root. Rounds down. Takes 0 and above. */
export function squareRoot(value: bigint): bigint {
  if (value < 2n) return value
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** A whole number as Fixed. Saturates above 2^64-1. */
export function toFixed(whole: bigint): Fixed {
  return min(whole, U64_MAX) << 64n
}

/** The whole part. Rounds down. */
export function toWhole(value: Fixed): bigint {
  return value >> 64n
}

/** Sum. Saturates. */
export function plus(a: Fixed, b: Fixed): Fixed {
  return min(a + b, BITS_MAX)
}

/** Product. Rounds down, saturates. */
export function multiply(a: Fixed, b: Fixed): Fixed {
  return min((a * b) >> 64n, BITS_MAX)
}

/**
 * Quotient. Rounds down. Zero, not an error and not the maximum, when `b` is zero or the result does not fit.
 * Source: opentensor/subtensor@14bc6f9f primitives/safe-math/src/lib.rs:222
 */
export function divide(a: Fixed, b: Fixed): Fixed {
  if (b === 0n) return 0n
  const quotient = (a << 64n) / b
  return quotient > BITS_MAX ? 0n : quotient
}

/** A price given in rao per whole alpha, as the calls take it. Rounds down. */
export function fromRaoPrice(rao: bigint): Fixed {
  return divide(toFixed(rao), toFixed(UNIT))
}
