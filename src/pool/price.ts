import { ellipsePrice } from './ellipse.ts'
import { divide, type Fixed, minus, multiply, toFixed, toWhole, UNIT } from './fixed.ts'
import type { Pool } from './types.ts'

/** 1e18: the weights of a pool's two sides add up to this. */
export const WEIGHT_SUM = 1_000_000_000_000_000_000n

/** Weight of the alpha side, in parts of 1e18. Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/balancer.rs:120 */
export function baseWeight(pool: Pool): bigint {
  return minus(WEIGHT_SUM, pool.quoteWeight)
}

/** No sale goes below this price unless told so. Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/impls.rs:280 */
export const LOWEST_PRICE_RAO = 1_000n

/** No purchase goes above this price unless told so. Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/impls.rs:284 */
export const HIGHEST_PRICE_RAO = 1_000_000_000_000_000n

/**
 * Spot price, TAO per alpha. Zero for a pool without alpha. Each division rounds down at 2^-64, so an exact 0.025
 * comes out just below itself.
 * Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/balancer.rs:220
 */
export function spotPrice(pool: Pool): Fixed {
  if (pool.ellipse) return ellipsePrice(pool.ellipse, pool)
  const weights = divide(toFixed(baseWeight(pool)), toFixed(pool.quoteWeight))
  return multiply(weights, divide(toFixed(pool.tao), toFixed(pool.alphaIn)))
}

/**
 * Spot price in rao per whole alpha, as `SwapRuntimeApi.current_alpha_price` returns it. Rounds down.
 * Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:2652
 */
export function spotPriceRao(pool: Pool): bigint {
  return toWhole(multiply(spotPrice(pool), toFixed(UNIT)))
}
