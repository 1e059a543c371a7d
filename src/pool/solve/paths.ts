import { ONE, UNIT } from '../fixed.ts'
import type { LimitedTrade } from '../limited.ts'
import { HIGHEST_PRICE_RAO } from '../price.ts'
import type { Market, Pool } from '../types.ts'
import { across } from './across.ts'
import { curveOf } from './curve.ts'
import { netOf, roundUp, SCALE } from './fine.ts'
import { holdsPurchases, isPredictable } from './leg.ts'
import type { Belief, Problem } from './problem.ts'
import { type BoundedPath, leastWithin, loosestPrice, presentEnd } from './single.ts'
import { untoldMove, untoldPurchase, untoldSale } from './untold.ts'

interface Terms {
  readonly guardFactor: number
  readonly belief: Belief
}

/** The problem of a trade, or why there is none: both sides trade one to one, or the chain holds it to no limit. */
export function problemOf(trade: LimitedTrade, terms: Terms): Problem | 'one to one' | 'unbounded' {
  const origin = trade.path === 'add' ? 'root' : trade.origin
  const destination = trade.path === 'remove' ? 'root' : trade.destination
  if (![origin, destination].every(market => !isPool(market) || isPredictable(market))) return 'unbounded'
  if (isPool(origin)) {
    return isPool(destination) ? move(trade, origin, destination, terms) : sale(trade, origin, terms)
  }
  if (!isPool(destination)) return 'one to one'
  if (!holdsPurchases(destination)) return 'unbounded'
  return trade.path === 'add'
    ? purchase(trade, destination, terms)
    : conversion(trade, origin, destination, terms)
}

const isPool = (market: Market): market is Pool => typeof market !== 'string'

function move(
  trade: LimitedTrade,
  origin: Pool,
  destination: Pool,
  { belief, guardFactor }: Terms,
): Problem | 'unbounded' {
  if (belief === 'pools') return across(trade, origin, destination, { guardFactor })
  const untold = untoldMove(trade, origin, destination)
  return untold ? across(trade, origin, destination, { guardFactor, untold }) : 'unbounded'
}

function sale(given: LimitedTrade, pool: Pool, { belief }: Terms): Problem {
  const trade = given.path === 'remove' ? { ...given, heldBack: 0n } : given
  const net = netOf(trade.amount, pool)
  const bounded: BoundedPath = { ...common(trade, pool), side: 'sell', bounded: net, traded: net }
  const bound = belief === 'pools' ? told(bounded) : untoldSale(trade, pool)
  return {
    stricter: 1n,
    loosest(minimum) {
      const price = bound.loosest(Number(minimum))
      return price === undefined ? undefined : roundUp(price)
    },
    least: limitRao => bound.least(Number(limitRao) / SCALE),
    strictest: () => BigInt(Math.floor(presentEnd(bounded) * SCALE)),
  }
}

function purchase(trade: LimitedTrade, pool: Pool, { belief }: Terms): Problem {
  const { heldBack = 0n } = trade
  const bounded: BoundedPath = {
    ...common({ ...trade, heldBack: 0n }, pool),
    side: 'buy',
    bounded: netOf(trade.amount, pool),
    traded: netOf(trade.amount - heldBack, pool),
  }
  const bound = belief === 'pools' ? told(bounded) : untoldPurchase(trade, pool)
  return {
    stricter: -1n,
    loosest(minimum) {
      const price = bound.loosest(Number(minimum))
      return price === undefined ? undefined : roundDown(price)
    },
    least: limitRao => bound.least(Number(limitRao) / SCALE),
    strictest: () => BigInt(Math.ceil(presentEnd(bounded) * SCALE)),
  }
}

/** Out of root or a stable subnet: a purchase whose limit is turned around, and rounded, by the chain. */
function conversion(trade: LimitedTrade, origin: Market, pool: Pool, { belief }: Terms): Problem {
  const { amount, heldBack = 0n } = trade
  const brought = amount - heldBack
  const bounded: BoundedPath = {
    ...common({ ...trade, heldBack: 0n }, pool),
    side: 'buy',
    bounded: netOf(amount, pool),
    traded: origin === 'root' ? netOf(brought, pool) : Number(brought),
  }
  const bound = belief === 'pools' ? told(bounded) : untoldPurchase(trade, pool)
  return {
    stricter: 1n,
    loosest(minimum) {
      const price = bound.loosest(Number(minimum))
      return price === undefined ? undefined : limitFor(roundDown(price))
    },
    least: limitRao =>
      bound.least(limitRao === 0n ? Number.POSITIVE_INFINITY : Number(capOf(limitRao)) / SCALE),
    strictest: () => limitFor(BigInt(Math.ceil(presentEnd(bounded) * SCALE))),
  }
}

function common({ heldBack = 0n }: LimitedTrade, pool: Pool) {
  return { curve: curveOf(pool), heldBack: Number(heldBack) }
}

/** The price to end at, in any state that others can bring the told pool to. */
function told(bounded: BoundedPath) {
  return {
    loosest: (minimum: number) => loosestPrice(bounded, minimum),
    least: (price: number) => leastWithin(bounded, price),
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
