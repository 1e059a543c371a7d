import type { Curve } from './curve.ts'
import {
  bought,
  buyingRange,
  lowestEnd,
  NEAR_END,
  ROUNDING,
  type StateRange,
  sellingRange,
  sold,
} from './leg.ts'
import { largest, lastNotNegative } from './search.ts'

/** A move of alpha to alpha. Unit: rao. */
export interface Move {
  readonly origin: Curve
  readonly destination: Curve
  /** What the limit is held against: all of it. */
  readonly amount: number
  /** What is sold: net of fee. */
  readonly net: number
  /** What stays free between the two trades. */
  readonly heldBack: number
  /** The states that count, of each pool. */
  readonly reach: { readonly origin: StateRange; readonly destination: StateRange }
  /** The chain refuses a move with no more TAO than this between the two trades. */
  readonly refusedUpTo: number
}

/** Points of the grid on which a worst state is looked for first, and how closely it is looked for then. */
const GRID = { points: 64, width: 1e-12 }

/**
 * Limits a chain accepts in a state are those up to this, as destination units per origin unit: the ratio of prices,
 * and the average ratio that the chain works out as if there was no fee and all weights were one half.
 * The chain's rounding lets through up to 1 rao more; 2 are taken off.
 */
export function acceptedUpTo({ origin, destination, amount }: Move, x: number, y: number): number {
  const [from, to] = [origin.at(x), destination.at(y)]
  const prices = (origin.price / destination.price) * Math.exp(x - y)
  const input = Math.max(0, amount - 2)
  const average = (to.alpha * from.tao) / (input * (from.tao + to.tao) + from.alpha * to.tao)
  return Math.min(prices * (1 + 2 * destination.blur(y)), average) * (1 + 1e-12)
}

/** The largest value over all states of the origin, given those of the destination in which the chain buys. */
function worst(move: Move, value: (x: number, tao: number, low: number, high: number) => number): number {
  const at = (x: number) => {
    const tao = sold(move.origin, x, move.net, ROUNDING) - move.heldBack
    if (!(tao > 0)) return Number.NEGATIVE_INFINITY
    const { low, high } = buyingRange(move.destination, tao, move.reach.destination)
    return low < high ? value(x, tao, low, high) : Number.NEGATIVE_INFINITY
  }
  const found = smoothParts(move).map(part => largest(at, { ...part, ...GRID }))
  return Math.max(Number.NEGATIVE_INFINITY, ...found)
}

/** States of the origin in which the chain moves anything, in two parts where it cuts the sale in some of them. */
function smoothParts(move: Move): readonly StateRange[] {
  const { origin, net, refusedUpTo } = move
  const range = sellingRange(origin, net, move.reach.origin)
  const moves = firstAbove(x => origin.sell(x, net).out - refusedUpTo + ROUNDING_IN_SALE, range)
  const uncut = firstAbove(x => origin.sell(x, net).x - lowestEnd(origin) - NEAR_END, range)
  const { high } = range
  const parts =
    uncut > moves
      ? [
          { low: moves, high: uncut - NEXT },
          { low: uncut, high },
        ]
      : [{ low: moves, high }]
  return parts.filter(part => part.low < part.high)
}

/** How much more than the curve says the chain may see in a sale. Unit: rao. */
const ROUNDING_IN_SALE = 4

/** The next state, as far as these searches tell states apart. */
const NEXT = 1e-12

/** The first place at which a rising function is not negative; the end if there is none. */
function firstAbove(f: (x: number) => number, { low, high }: StateRange): number {
  return low < high ? -lastNotNegative(u => f(-u), -high, -low) : low
}

/** The highest limit that any state accepts in which less than the minimum is received. 0 if there is none. */
export function dangerousUpTo(move: Move, minimum: number): number {
  const { destination } = move
  const limit = worst(move, (x, tao, low, high) => {
    const y = lastNotNegative(y => Math.log(bought(destination, y, tao, ROUNDING) / minimum), low, high)
    return y === high ? Number.NEGATIVE_INFINITY : acceptedUpTo(move, x, y)
  })
  return Math.max(0, limit)
}

/** The least that any state brings which accepts the limit. Infinite if none does. */
export function leastUnder(move: Move, limit: number): number {
  const { destination } = move
  return -worst(move, (x, tao, low, high) => {
    const y = lastNotNegative(y => Math.log(acceptedUpTo(move, x, y) / limit), low, high)
    return acceptedUpTo(move, x, y) < limit
      ? Number.NEGATIVE_INFINITY
      : -bought(destination, y, tao, ROUNDING)
  })
}
