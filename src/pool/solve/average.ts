import { WEIGHT_SUM } from '../price.ts'
import type { Pool } from '../types.ts'
import type { Move } from './between.ts'
import { SCALE } from './fine.ts'
import { highestEnd, lowestEnd, NEAR_END, ROUNDING, sold } from './leg.ts'

/**
 * Whether the limit of a move is its average: both pools at a weight of one half, and nowhere in reach does the chain
 * cut a leg at its own lowest or highest price.
 */
export function isAverage(origin: Pool, destination: Pool, { net, reach, ...move }: Move): boolean {
  if (![origin, destination].every(pool => !pool.ellipse && pool.quoteWeight * 2n === WEIGHT_SUM))
    return false
  const cheapest = move.origin.sell(reach.origin.low, net).x
  const most = move.origin.sell(reach.origin.high, net).out
  const dearest = move.destination.buy(reach.destination.high, most).x
  return cheapest > lowestEnd(move.origin) + NEAR_END && dearest < highestEnd(move.destination) - NEAR_END
}

/** What the chain's own rounding of a limit hides. */
export const HIDDEN = 1e-9 / SCALE

/** The chain's rounding lets through up to 1 rao more than a limit; 2 are counted. */
const SLACK = 2

/**
 * At weights of one half a move brings, for what is traded of the amount, at least the limit for each rao: a higher
 * limit than this average is refused, whatever the state. What roundings, and what is held back, take of it counts as
 * a part of the least TAO in between.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:484-527
 */
export function averageOf(move: Move) {
  const { amount, net, heldBack, refusedUpTo } = move
  const leastTao = Math.max(refusedUpTo, sold(move.origin, move.reach.origin.low, net, 0))
  const whole =
    Math.min(net, amount - SLACK) * Math.max(0, 1 - (heldBack + ROUNDING) / leastTao) * (1 - 1e-12)
  return {
    loosest: (minimum: number) => (minimum + ROUNDING) / whole + HIDDEN,
    least: (limit: number) => Math.max(0, (limit - HIDDEN) * whole - ROUNDING),
  }
}
