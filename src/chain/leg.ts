import {
  type Alpha,
  type Balance,
  invert,
  type Price,
  type SubnetKey,
  shortfallPercent,
  type Tao,
  widen,
} from '../balance/index.ts'
import { priceOfTrade } from '../balance/wire.ts'
import type { Leg } from './types.ts'

/** A sale of alpha into its pool, measured against the price before it. */
export function sale<S extends SubnetKey>(
  paid: Balance<Alpha<S>>,
  received: Balance<Tao>,
  fee: Balance<Alpha<S>>,
  before: Price<Alpha<S>, Tao>,
): Leg {
  const impactPercent = shortfallPercent(priceOfTrade(paid, received), before)
  const netuid = paid.unit.netuid
  return {
    netuid,
    side: 'sell',
    paid: widen(paid),
    received,
    fee: widen(fee),
    priceBefore: before.toText(),
    impactPercent,
  }
}

/** A purchase of alpha from its pool, measured against the price before it. */
export function purchase<S extends SubnetKey>(
  paid: Balance<Tao>,
  received: Balance<Alpha<S>>,
  fee: Balance<Tao>,
  before: Price<Alpha<S>, Tao>,
): Leg {
  const impactPercent = shortfallPercent(priceOfTrade(paid, received), invert(before))
  const netuid = received.unit.netuid
  return {
    netuid,
    side: 'buy',
    paid,
    received: widen(received),
    fee,
    priceBefore: before.toText(),
    impactPercent,
  }
}
