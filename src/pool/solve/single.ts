import type { Curve } from './curve.ts'
import { bought, buyingRange, ROUNDING, type StateRange, sellingRange, sold } from './leg.ts'
import { lastNotNegative } from './search.ts'

/** A trade whose limit bounds the price after it, in one pool. Unit: rao. */
export interface BoundedPath {
  readonly side: 'buy' | 'sell'
  readonly curve: Curve
  /** What the limit is held against: net of fee. */
  readonly bounded: number
  /** What is traded: net of the fee that is charged in the end, and of what is held back. */
  readonly traded: number
  /** Taken from what the pool pays. */
  readonly heldBack: number
}

/** The chain's rounding lets through up to 2 rao more than the limit. */
const SLACK = 3

/**
 * The same for sales and purchases: along `way` every state is worse than the ones before, both in what is received
 * and in the price after the trade, told as a number that grows.
 */
interface Way extends StateRange {
  received(way: number): number
  ended(way: number): number
}

function wayOf({ side, curve, bounded, traded, heldBack }: BoundedPath): Way {
  const input = Math.max(0, bounded - SLACK)
  const blur = (x: number) => 1e-12 + 2 * curve.blur(x)
  if (side === 'buy') {
    return {
      ...buyingRange(curve, traded),
      received: x => bought(curve, x, traded, ROUNDING) - heldBack,
      ended: x => Math.log(curve.price) + curve.buy(x, input).x - blur(x),
    }
  }
  const { low, high } = sellingRange(curve, traded)
  return {
    low: -high,
    high: -low,
    received: way => sold(curve, -way, traded, ROUNDING) - heldBack,
    ended: way => -Math.log(curve.price) - curve.sell(-way, input).x - blur(-way),
  }
}

/**
 * The loosest price the trade may end at, TAO per alpha, so that no state brings less than the minimum. Infinite for a
 * purchase and 0 for a sale that no state makes that bad; undefined if even the best state is.
 */
export function loosestPrice(trade: BoundedPath, minimum: number): number | undefined {
  const way = wayOf(trade)
  const unbounded = trade.side === 'buy' ? Number.POSITIVE_INFINITY : 0
  if (!(way.low < way.high) || !(way.received(way.low) >= minimum)) return undefined
  const last = lastNotNegative(at => Math.log(Math.max(0, way.received(at)) / minimum), way.low, way.high)
  if (last === way.high) return unbounded
  const ended = way.ended(last)
  return Math.exp(trade.side === 'buy' ? ended : -ended)
}

/** The least a state brings in which the trade ends within a price; infinite if it does so in none. */
export function leastWithin(trade: BoundedPath, price: number): number {
  const way = wayOf(trade)
  const end = Math.log(price) * (trade.side === 'buy' ? 1 : -1)
  if (!(way.low < way.high) || way.ended(way.low) > end) return Number.POSITIVE_INFINITY
  return Math.max(0, way.received(lastNotNegative(at => end - way.ended(at), way.low, way.high)))
}

/** Where the price is after the trade in the present state. Unit: TAO per alpha. */
export function presentEnd({ side, curve, bounded }: BoundedPath): number {
  const { x } = side === 'buy' ? curve.buy(0, bounded) : curve.sell(0, bounded)
  return curve.price * Math.exp(x)
}
