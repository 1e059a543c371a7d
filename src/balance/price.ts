import { Decimal } from 'decimal.js'
import { CliError } from '../errors/cli-error.ts'
import { assertBigint, assertKey, type Balance, constructorKey, make, peek } from './balance.ts'
import { divide, type Rounding } from './rounding.ts'
import { type Alpha, alphaOf, netuid, sameUnit, type Tao, tao, type Unit, unitName } from './unit.ts'

const Exact = Decimal.clone({ precision: 40, toExpNeg: -40, toExpPos: 40 })

let born: <B extends Unit, Q extends Unit>(ratio: readonly [bigint, bigint], base: B, quote: Q) => Price<B, Q>
let ratioOf: <B extends Unit, Q extends Unit>(price: Price<B, Q>) => readonly [bigint, bigint]

/**
 * Quote per base as an exact ratio: the only way from one unit to another. Opaque and frozen, invariant in both
 * units. Never negative; zero is allowed (an empty pool) but cannot be inverted.
 */
export class Price<in out B extends Unit, in out Q extends Unit> {
  readonly #ratio: readonly [bigint, bigint]
  readonly base: B
  readonly quote: Q

  private constructor(key: symbol, ratio: readonly [bigint, bigint], base: B, quote: Q) {
    assertKey(key, 'a price')
    for (const part of ratio) assertBigint(part, 'part of a ratio')
    if (ratio[0] < 0n || ratio[1] <= 0n) throw new CliError('E_PRICE', { problem: `${ratio[0]}/${ratio[1]}` })
    const ends = { base: { ...base }, quote: { ...quote } }
    Object.freeze(ends.base)
    Object.freeze(ends.quote)
    this.#ratio = ratio
    this.base = ends.base
    this.quote = ends.quote
    Object.freeze(this)
  }

  /** Always throws E_BALANCE_COERCION. */
  [Symbol.toPrimitive](hint: string): never {
    throw new CliError('E_BALANCE_COERCION', { hint })
  }

  /** Decimal text, as prices appear in JSON. Rounds half up at the given number of decimals. */
  toText(decimals = 9): string {
    return new Exact(String(this.#ratio[0])).div(String(this.#ratio[1])).toDecimalPlaces(decimals).toString()
  }

  toJSON(): string {
    return this.toText()
  }

  static {
    born = (ratio, base, quote) => new Price(constructorKey, ratio, base, quote)
    ratioOf = price => price.#ratio
    Object.freeze(Price.prototype)
  }
}

/**
 * Changes the unit of an amount at a price.
 * @throws E_UNIT_MISMATCH when the price is of another subnet, E_INEXACT, E_BALANCE_OVERFLOW
 */
export function convert<B extends Unit, Q extends Unit>(
  amount: Balance<B>,
  price: Price<NoInfer<B>, Q>,
  rounding: Rounding,
): Balance<Q> {
  if (!sameUnit(amount.unit, price.base)) {
    throw new CliError('E_UNIT_MISMATCH', { left: unitName(amount.unit), right: unitName(price.base) })
  }
  const [numerator, denominator] = ratioOf(price)
  return make(divide(peek(amount) * numerator, denominator, rounding), price.quote)
}

/** Base per quote. Exact. @throws E_PRICE for a price of zero */
export function invert<B extends Unit, Q extends Unit>(price: Price<B, Q>): Price<Q, B> {
  const [numerator, denominator] = ratioOf(price)
  return born([denominator, numerator], price.quote, price.base)
}

/** A price over two steps. Exact. @throws E_UNIT_MISMATCH when the steps do not meet */
export function compose<A extends Unit, B extends Unit, C extends Unit>(
  first: Price<A, B>,
  second: Price<NoInfer<B>, C>,
): Price<A, C> {
  if (!sameUnit(first.quote, second.base)) {
    throw new CliError('E_UNIT_MISMATCH', { left: unitName(first.quote), right: unitName(second.base) })
  }
  const [a, b] = ratioOf(first)
  const [c, d] = ratioOf(second)
  return born([a * c, b * d], first.base, second.quote)
}

/** Stake on root is worth its number in TAO, and still changes unit through a price. */
export const rootPrice: Price<Alpha<0>, Tao> = born([1n, 1n], alphaOf(netuid(0)), tao)

/**
 * How far a realised price lies below a reference, in percent text with 4 decimals; negative when above.
 * Rounds half up. '0' for a reference of zero. @throws E_UNIT_MISMATCH
 */
export function shortfallPercent<B extends Unit, Q extends Unit>(
  realised: Price<B, Q>,
  reference: Price<B, Q>,
): string {
  if (!sameUnit(realised.base, reference.base) || !sameUnit(realised.quote, reference.quote)) {
    throw new CliError('E_UNIT_MISMATCH', { left: ends(realised), right: ends(reference) })
  }
  const [a, b] = ratioOf(realised)
  const [c, d] = ratioOf(reference)
  if (c === 0n) return '0'
  const share = new Exact(String(a * d)).div(String(b * c))
  return new Exact(1).minus(share).times(100).toDecimalPlaces(4).toString()
}

const ends = (price: { readonly base: Unit; readonly quote: Unit }) =>
  `${unitName(price.quote)} per ${unitName(price.base)}`

export { born }
