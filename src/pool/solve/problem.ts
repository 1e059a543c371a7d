import { ONE, UNIT } from '../fixed.ts'
import type { LimitedTrade } from '../limited.ts'
import { HIGHEST_PRICE_RAO } from '../price.ts'
import type { Market, Pool } from '../types.ts'
import { across } from './across.ts'
import { curveOf } from './curve.ts'
import { keptOf, netOf, roundUp, SCALE } from './fine.ts'
import { holdsPurchases, isPredictable } from './leg.ts'
import { type Bounded, leastWithin, loosestPrice, presentEnd } from './single.ts'

/** How limits guard a minimum on one path. Limits as the calls take them: 1e9 × a price or ratio. */
export interface Problem {
  /** The loosest limit under which no state brings less than a minimum; undefined if there is none. */
  loosest(minimum: bigint): bigint | undefined
  /** The least that a state brings which accepts a limit. Infinite if none does. */
  least(limitRao: bigint): number
  /** About the strictest limit that the present state accepts, and which way stricter ones lie. */
  strictest(): bigint | undefined
  readonly stricter: 1n | -1n
}

/** The problem of a trade, or why there is none: both sides trade one to one, or the chain holds it to no limit. */
export function problemOf(trade: LimitedTrade, guardFactor: number): Problem | 'one to one' | 'unbounded' {
  const origin = trade.path === 'add' ? 'root' : trade.origin
  const destination = trade.path === 'remove' ? 'root' : trade.destination
  if (![origin, destination].every(market => !isPool(market) || isPredictable(market))) return 'unbounded'
  if (isPool(origin))
    return isPool(destination) ? across(trade, origin, destination, guardFactor) : sale(trade, origin)
  if (!isPool(destination)) return 'one to one'
  if (!holdsPurchases(destination)) return 'unbounded'
  return trade.path === 'add' ? purchase(trade, destination) : conversion(trade, origin, destination)
}

const isPool = (market: Market): market is Pool => typeof market !== 'string'

function sale(given: LimitedTrade, pool: Pool): Problem {
  const trade = given.path === 'remove' ? { ...given, heldBack: 0n } : given
  const net = netOf(trade.amount, pool)
  const bounded: Bounded = { ...common(trade, pool), side: 'sell', bounded: net, traded: net }
  const whole = wholeOrPart(trade, bounded, pool)
  return {
    stricter: 1n,
    loosest(minimum) {
      const price = whole.loosest(minimum)
      return price === undefined ? undefined : roundUp(price)
    },
    least: limitRao => whole.least(Number(limitRao) / SCALE),
    strictest: () => BigInt(Math.floor(presentEnd(bounded) * SCALE)),
  }
}

function purchase(trade: LimitedTrade, pool: Pool): Problem {
  const { heldBack = 0n } = trade
  const bounded: Bounded = {
    ...common({ ...trade, heldBack: 0n }, pool),
    side: 'buy',
    bounded: netOf(trade.amount, pool),
    traded: netOf(trade.amount - heldBack, pool),
  }
  const whole = wholeOrPart(trade, bounded, pool)
  return {
    stricter: -1n,
    loosest(minimum) {
      const price = whole.loosest(minimum)
      return price === undefined ? undefined : roundDown(price)
    },
    least: limitRao => whole.least(Number(limitRao) / SCALE),
    strictest: () => BigInt(Math.ceil(presentEnd(bounded) * SCALE)),
  }
}

/** Out of root or a stable subnet: a purchase whose limit is turned around, and rounded, by the chain. */
function conversion(trade: LimitedTrade, origin: Market, pool: Pool): Problem {
  const { amount, heldBack = 0n } = trade
  const brought = amount - heldBack
  const bounded: Bounded = {
    ...common({ ...trade, heldBack: 0n }, pool),
    side: 'buy',
    bounded: netOf(amount, pool),
    traded: origin === 'root' ? netOf(brought, pool) : Number(brought),
  }
  const whole = wholeOrPart(trade, bounded, pool)
  return {
    stricter: 1n,
    loosest(minimum) {
      const price = whole.loosest(minimum)
      return price === undefined ? undefined : limitFor(roundDown(price))
    },
    least: limitRao =>
      whole.least(limitRao === 0n ? Number.POSITIVE_INFINITY : Number(capOf(limitRao)) / SCALE),
    strictest: () => limitFor(BigInt(Math.ceil(presentEnd(bounded) * SCALE))),
  }
}

function common({ amount, heldBack = 0n }: LimitedTrade, pool: Pool) {
  return { curve: curveOf(pool), amount: Number(amount), heldBack: Number(heldBack) }
}

/** The price to end at, for the whole amount or, where parts may be filled, for the last rao of a part. */
function wholeOrPart({ allowPartial = false }: LimitedTrade, bounded: Bounded, pool: Pool) {
  if (!allowPartial) {
    return {
      loosest: (minimum: bigint) => loosestPrice(bounded, Number(minimum)),
      least: (price: number) => leastWithin(bounded, price),
    }
  }
  const { amount, side } = bounded
  const kept = keptOf(pool)
  return {
    loosest: (minimum: bigint) =>
      side === 'buy' ? (kept * amount) / Number(minimum) : Number(minimum) / amount / kept,
    least: (price: number) => amount * kept * (side === 'buy' ? 1 / price : price),
  }
}

/** The next limit that is stricter, where lower ones are; no higher than any price of a trade. */
function roundDown(price: number): bigint | undefined {
  const scaled = Math.min(Math.floor(price * SCALE * (1 - 1e-12) - 1e-9), Number(HIGHEST_PRICE_RAO))
  return scaled > 0 ? BigInt(scaled) : undefined
}

/** The highest price that a limit on a move out of root allows, in rao per alpha. As `maxMove` works it out. */
const capOf = (limitRao: bigint) => (((UNIT * ONE) / limitRao) * UNIT) / ONE

/** The lowest limit whose highest price is no higher than this. */
function limitFor(cap: bigint | undefined): bigint | undefined {
  if (cap === undefined) return undefined
  let limit = (UNIT * UNIT) / (cap + 1n)
  while (limit === 0n || capOf(limit) > cap) limit += 1n
  return limit
}
