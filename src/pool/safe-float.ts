import { max, min, minus, U64_MAX } from './fixed.ts'

/**
 * The chain's decimal floating-point number: mantissa × 10^exponent, in the shape its storage decodes to. A result is
 * zero or has its mantissa in (1e20, 1e21]; digits beyond are cut off. The chain's checks for an exponent beyond
 * 64 bits are left out: shares of amounts below 2^64 never come near.
 * Source: opentensor/subtensor@14bc6f9f primitives/share-pool/src/lib.rs:27
 */
export interface SafeFloat {
  readonly mantissa: bigint
  readonly exponent: bigint
}

export const ZERO: SafeFloat = { mantissa: 0n, exponent: 0n }

/** Powers of ten beyond are this one. Source: opentensor/subtensor@14bc6f9f primitives/share-pool/src/lib.rs:34 */
const MOST_DIGITS = 22n

const LARGEST_MANTISSA = 10n ** 21n

function normalize(mantissa: bigint, exponent: bigint): SafeFloat {
  if (mantissa === 0n) return ZERO
  let [digits, power] = [mantissa, exponent]
  for (; digits > LARGEST_MANTISSA; power++) digits /= 10n
  for (; digits <= LARGEST_MANTISSA / 10n; power--) digits *= 10n
  return { mantissa: digits, exponent: power }
}

/** A whole number. Exact. Range: 0..1e21. */
export function fromWhole(value: bigint): SafeFloat {
  if (value < 0n || value > LARGEST_MANTISSA)
    throw new RangeError(`${value} is not a whole number of 0..1e21`)
  return normalize(value, 0n)
}

/**
 * A share of the old storage items, which hold U64F64 bits.
 * Source: opentensor/subtensor@14bc6f9f primitives/share-pool/src/lib.rs:328
 */
export function fromFixedBits(bits: bigint): SafeFloat {
  const fraction = multiplyDivide(fromWhole(bits & U64_MAX), fromWhole(1n), fromWhole(2n ** 64n))
  return add(fromWhole(bits >> 64n), fraction)
}

/** The whole part. Rounds down, saturates at 2^64-1. Source: opentensor/subtensor@14bc6f9f primitives/share-pool/src/lib.rs:287 */
export function wholePart({ mantissa, exponent }: SafeFloat): bigint {
  return min(
    exponent < 0n ? cutDigits(mantissa, -exponent) : mantissa * 10n ** min(exponent, MOST_DIGITS),
    U64_MAX,
  )
}

function cutDigits(mantissa: bigint, count: bigint): bigint {
  return count > 22n ? 0n : mantissa / 10n ** count
}

/** The number as U64F64 bits, the form of the old storage items. Rounds down, saturates. */
export function toFixedBits({ mantissa, exponent }: SafeFloat): bigint {
  const scaled = mantissa << 64n
  return min(exponent < 0n ? scaled / 10n ** -exponent : scaled * 10n ** exponent, 2n ** 128n - 1n)
}

/** Mantissa at a larger exponent. The digits beyond are lost. */
function mantissaAt({ mantissa, exponent }: SafeFloat, larger: bigint): bigint {
  return cutDigits(mantissa, larger - exponent)
}

/** Sum. Rounds down. */
export function add(a: SafeFloat, b: SafeFloat): SafeFloat {
  if (isZero(a)) return b
  if (isZero(b)) return a
  const exponent = max(a.exponent, b.exponent)
  return normalize(mantissaAt(a, exponent) + mantissaAt(b, exponent), exponent)
}

/** Difference, never below zero. Rounds down. */
export function subtract(a: SafeFloat, b: SafeFloat): SafeFloat {
  if (isZero(a) || isZero(b)) return a
  const exponent = max(a.exponent, b.exponent)
  return normalize(minus(mantissaAt(a, exponent), mantissaAt(b, exponent)), exponent)
}

/** `a × b / divisor`. Rounds down; zero when the divisor is zero. */
export function multiplyDivide(a: SafeFloat, b: SafeFloat, divisor: SafeFloat): SafeFloat {
  if (isZero(divisor)) return ZERO
  return normalize((a.mantissa * b.mantissa) / divisor.mantissa, a.exponent + b.exponent - divisor.exponent)
}

export function isZero({ mantissa }: SafeFloat): boolean {
  return mantissa === 0n
}
