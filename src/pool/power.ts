import { dropGuardBits, exponential, floorDivide, logarithm, logarithmOfTwo, precisionFor } from './series.ts'

/** A fraction of whole numbers, not negative. */
export interface Ratio {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** Exponents whose reduced parts are no larger are computed exactly. */
const LARGEST_EXACT = 1024n

function reduce({ numerator, denominator }: Ratio): Ratio {
  let [divisor, rest] = [numerator, denominator]
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest]
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

/** The `degree`-th root of `value`. Rounds down. */
function root(value: bigint, degree: bigint): bigint {
  if (degree === 1n) return value
  let low = 0n
  let high = 1n
  while (high ** degree <= value) high <<= 1n
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (middle ** degree <= value) low = middle
    else high = middle - 1n
  }
  return low
}

function exactPower(base: Ratio, exponent: Ratio, scale: bigint): bigint {
  const { numerator: p, denominator: q } = exponent
  return root((base.numerator ** p * scale ** q) / base.denominator ** p, q)
}

function approximatePower(base: Ratio, exponent: Ratio, scale: bigint, wantedBits: bigint): bigint {
  const precision = precisionFor(wantedBits)
  const ofTwo = logarithmOfTwo(precision)
  const ofBase = logarithm(base.numerator, precision, ofTwo) - logarithm(base.denominator, precision, ofTwo)
  const power = exponential(floorDivide(ofBase * exponent.numerator, exponent.denominator), precision)
  return floorDivide(dropGuardBits(power) * scale, 1n << wantedBits)
}

/**
 * `scale × base^exponent`, as the chain's big-number crate computes it; undefined when a denominator is zero.
 *
 * An exponent that reduces to parts of at most 1024 gives the exact value, rounded down. Any other goes through
 * series with `bits` fraction bits (at least 8 more than `scale` has). These are good to far below one part in 1e18 while `|exponent × ln base|` stays
 * below about 100, and no good beyond: the result may then be anything, negative too. Even the largest input allowed,
 * 1000 reserves, gets there only with a weight below 0.07; the chain's answer is the one that counts all the same.
 *
 * Source: sam0x17/safe-bigmath@013c4998 src/integer.rs:265-378
 */
export function scaledPower(base: Ratio, exponent: Ratio, scale: bigint, bits: bigint): bigint | undefined {
  if (base.denominator === 0n || exponent.denominator === 0n) return undefined
  if (base.numerator === 0n) return 0n
  if (exponent.numerator === 0n) return scale
  const reduced = reduce(exponent)
  return reduced.numerator <= LARGEST_EXACT && reduced.denominator <= LARGEST_EXACT
    ? exactPower(base, reduced, scale)
    : approximatePower(base, reduced, scale, bits)
}
