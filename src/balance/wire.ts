/**
 * Where integers become amounts and amounts become integers. For src/chain and devnet alone;
 * test/architecture.test.ts holds that.
 */
import { type Balance, make, peek, type SomeBalance } from './balance.ts'
import { bornLimit, type LimitPrice, scaledLimit } from './limit-price.ts'
import { born, type Price } from './price.ts'
import type { SomeAlpha, Unit } from './unit.ts'

const ONE = 1_000_000_000n

/** An amount the chain stated as rao. @throws E_BALANCE_OVERFLOW outside 0..2^64-1 */
export function balanceFromRao<U extends Unit | SomeAlpha>(rao: bigint, unit: U): Balance<U> {
  return make(rao, unit)
}

/** Rao of an amount, to be put into a call or compared with the chain's integers. */
export function raoOf(amount: SomeBalance): bigint {
  return peek(amount)
}

/** A price the chain states as rao of quote per whole unit of base (scaled by 1e9). */
export function priceFromWire<B extends Unit, Q extends Unit>(
  scaled: bigint,
  base: B,
  quote: Q,
): Price<B, Q> {
  return born([scaled, ONE], base, quote)
}

/** The average price at which `bought` was paid for `sold`. @throws E_PRICE when nothing was sold */
export function priceOfTrade<B extends Unit, Q extends Unit>(
  sold: Balance<B>,
  bought: Balance<Q>,
): Price<B, Q> {
  return born([peek(bought), peek(sold)], sold.unit, bought.unit)
}

/** A limit as the chain's calls take it: 1e9 × a price or ratio. @throws E_BUG outside 1..2^64-1 */
export function limitFromWire<B extends Unit, Q extends Unit>(
  scaled: bigint,
  base: B,
  quote: Q,
): LimitPrice<B, Q> {
  return bornLimit(scaled, base, quote)
}

/** A limit in the form the chain's calls take it. */
export function scaledOf<B extends Unit, Q extends Unit>(limit: LimitPrice<B, Q>): bigint {
  return scaledLimit(limit)
}
