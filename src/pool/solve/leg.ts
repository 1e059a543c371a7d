import { WEIGHT_SUM } from '../price.ts'
import type { Pool } from '../types.ts'
import type { Curve } from './curve.ts'

/**
 * No reserve grows larger. Unit: rao. Of TAO, and of the alpha of each subnet, 21 million are ever issued; a pool that
 * holds more than twice that belongs to a chain with other rules, so there the present reserve counts too.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:453, coinbase/block_emission.rs:43
 */
const LARGEST_RESERVE = 42e15

/** A pool pays out of no smaller reserve, as in `sell`. Unit: rao. */
const SMALLEST_RESERVE = 1e6

/** No trade pays in more reserves than this, as in `sell`. */
export const LARGEST_INPUT = 1000

/** Prices at which the chain ends a sale and a purchase without a limit. Unit: TAO per alpha. */
const LOWEST_PRICE = 1e-6
const HIGHEST_PRICE = 1e6

/** Beyond e^60 times the present price nothing is left in any pool. */
const FARTHEST = 60

/** Largest exponent × logarithm the chain's powers are good for, see `scaledPower`. */
const LARGEST_POWER = 100

/**
 * Whether a pool's trades stay on its curve. Where a weight is below about 0.065 the chain's powers are no good for
 * its largest inputs, so anybody could bring the pool to states that nobody foresees.
 */
export function isPredictable(pool: Pool): boolean {
  const { base, quote } = weightsOf(pool)
  return Math.max(base / quote, quote / base) * Math.log1p(LARGEST_INPUT) <= LARGEST_POWER
}

/**
 * Whether the chain holds purchases to a limit. It tries the largest input and takes a pool without alpha for one
 * whose price is 0. Where that input buys all but 1e-18 of the alpha, above a quote weight of 0.857, every amount is
 * within every limit. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/add_stake.rs:183, pallets/swap/src/pallet/balancer.rs:220
 */
export function holdsPurchases(pool: Pool): boolean {
  const { base, quote } = weightsOf(pool)
  return (quote / base) * Math.log1p(LARGEST_INPUT) < Math.log(1e18)
}

function weightsOf({ quoteWeight, ellipse }: Pool) {
  const quote = ellipse ? 0.5 : Number(quoteWeight) / Number(WEIGHT_SUM)
  return { quote, base: 1 - quote }
}

export interface StateRange {
  readonly low: number
  readonly high: number
}

const largest = (reserve: number) => Math.max(LARGEST_RESERVE, 2 * reserve)

/** Where hostile trades can bring a pool whatever is traded next. */
export function reachable(curve: Curve): StateRange {
  const { alpha, tao } = curve.at(0)
  return {
    low: Math.max(-FARTHEST, curve.whereAlpha(largest(alpha))),
    high: Math.min(FARTHEST, curve.whereTao(largest(tao))),
  }
}

/** Where the chain sells this much alpha. */
export function sellingRange(
  curve: Curve,
  alpha: number,
  { low, high }: StateRange = reachable(curve),
): StateRange {
  return {
    low: Math.max(low, curve.sellsAbove(alpha), curve.whereTao(SMALLEST_RESERVE)),
    high: Math.min(high, curve.whereAlpha(alpha / LARGEST_INPUT)),
  }
}

/** Where the chain takes this much TAO. */
export function buyingRange(
  curve: Curve,
  tao: number,
  { low, high }: StateRange = reachable(curve),
): StateRange {
  return {
    low: Math.max(low, curve.whereTao(tao / LARGEST_INPUT)),
    high: Math.min(high, curve.buysBelow(tao), curve.whereAlpha(SMALLEST_RESERVE)),
  }
}

/**
 * What the chain pays at the least, in rao. Its own roundings take less than 2 (`loss`). Up to sixteen hostile trades
 * that each left a rao more in the pool, by their rounding, take 16 × the part of the reserve that is paid out.
 * One part in 1e12 is for the arithmetic of this folder.
 */
function assured(out: number, reserve: number, loss: number): number {
  return Math.max(0, out * (1 - 1e-12) - loss - (16 * out) / reserve)
}

/** Rounding losses of one leg. Unit: rao. Rates are told without them. */
export const ROUNDING = 2

/** So close to the end of a trade the chain's rounding decides whether it is cut. */
export const NEAR_END = 1e-9

/** Where a sale without a limit ends at the latest, see `Curve`. */
export const lowestEnd = (curve: Curve) => Math.log(LOWEST_PRICE / curve.price)

/** Where a purchase without a limit ends at the latest. */
export const highestEnd = (curve: Curve) => Math.log(HIGHEST_PRICE / curve.price)

/** TAO that a sale without a limit brings at the least: the chain cuts it where it would pass the lowest price. */
export function sold(curve: Curve, x: number, alpha: number, loss: number): number {
  const here = curve.at(x)
  const step = curve.sell(x, alpha)
  const end = lowestEnd(curve)
  if (step.x >= end + NEAR_END) return assured(step.out, here.tao, loss)
  const cut = Math.min(alpha, curve.at(end).alpha - here.alpha, curve.largestCut * here.alpha)
  return cut > 0 ? assured(curve.sell(x, cut).out, here.tao, loss) : 0
}

/** Alpha that a purchase without a limit brings at the least: the chain cuts it where it would pass the highest price. */
export function bought(curve: Curve, x: number, tao: number, loss: number): number {
  const here = curve.at(x)
  const step = curve.buy(x, tao)
  const end = highestEnd(curve)
  if (step.x <= end - NEAR_END) return assured(step.out, here.alpha, loss)
  const cut = Math.min(tao, curve.at(end).tao - here.tao, curve.largestCut * here.tao)
  return cut > 0 ? assured(curve.buy(x, cut).out, here.alpha, loss) : 0
}
