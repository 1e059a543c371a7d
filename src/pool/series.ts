/**
 * Natural logarithm and exponential in binary fixed point, bit for bit as the chain's big-number crate has them:
 * the chain rounds to whole rao only at the very end, so the last bits of these series can decide a rao.
 * Source: sam0x17/safe-bigmath@013c4998 src/integer.rs:619-723
 */

/** Bits computed beyond the wanted precision, and dropped at the end. */
const GUARD_BITS = 24n
const GUARD = 1n << GUARD_BITS

/** How far a series is computed. */
export interface Precision {
  /** Fraction bits of the arguments and results, guard bits included. */
  readonly bits: bigint
  /** No more terms than this are summed, converged or not. */
  readonly terms: bigint
}

/** Precision for a wanted number of fraction bits. */
export function precisionFor(wanted: bigint): Precision {
  const bits = wanted + GUARD_BITS
  return { bits, terms: bits + 128n < 4096n ? bits + 128n : 4096n }
}

/** Drops the guard bits. Rounds to nearest, halves away from zero. */
export function dropGuardBits(value: bigint): bigint {
  return value < 0n ? -((-value + GUARD / 2n) >> GUARD_BITS) : (value + GUARD / 2n) >> GUARD_BITS
}

/** Quotient by a positive divisor. Rounds towards minus infinity. */
export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  return dividend < 0n ? -((divisor - 1n - dividend) / divisor) : dividend / divisor
}

/** Adds terms until one is below the guard bits, or adding it changes nothing that will be kept. */
function sum(first: bigint, rest: Iterable<bigint>): bigint {
  let total = first
  let kept = dropGuardBits(total)
  for (const term of rest) {
    total += term
    const keptNow = dropGuardBits(total)
    if ((term < 0n ? -term : term) < GUARD || keptNow === kept) break
    kept = keptNow
  }
  return total
}

function* logarithmTerms(x: bigint, { bits, terms }: Precision): Iterable<bigint> {
  let power = x
  for (let n = 2n; n <= terms; n++) {
    power = (power * x) >> bits
    const term = floorDivide(power, n)
    if (term === 0n) return
    yield n % 2n === 0n ? -term : term
  }
}

/** ln(1 + x). */
function logarithmNearOne(x: bigint, precision: Precision): bigint {
  return sum(x, logarithmTerms(x, precision))
}

/** The natural logarithm of 2. */
export function logarithmOfTwo(precision: Precision): bigint {
  return -logarithmNearOne(-(1n << (precision.bits - 1n)), precision)
}

/** The natural logarithm of a whole number from 1 up, given that of 2. */
export function logarithm(value: bigint, precision: Precision, ofTwo: bigint): bigint {
  const one = 1n << precision.bits
  let shift = BigInt(value.toString(2).length - 1)
  let mantissa = (value << precision.bits) >> shift
  if (mantissa >= one + one / 2n) {
    mantissa >>= 1n
    shift += 1n
  }
  return logarithmNearOne(mantissa - one, precision) + ofTwo * shift
}

function* exponentialTerms(x: bigint, { bits, terms }: Precision): Iterable<bigint> {
  let term = 1n << bits
  for (let n = 1n; n <= terms; n++) {
    term = floorDivide((term * x) >> bits, n)
    if (term === 0n) return
    yield term
  }
}

/** e^x. */
export function exponential(x: bigint, precision: Precision): bigint {
  return sum(1n << precision.bits, exponentialTerms(x, precision))
}
