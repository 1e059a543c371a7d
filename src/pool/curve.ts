import { ellipseAlphaFor, ellipseAlphaToReach, ellipseTaoFor, ellipseTaoToReach } from './ellipse.ts'
import { divide, type Fixed, min, minus, multiply, ONE, toFixed, toWhole, U64_MAX } from './fixed.ts'
import { type Ratio, scaledPower } from './power.ts'
import { baseWeight, WEIGHT_SUM } from './price.ts'
import { type Pool, PoolError } from './types.ts'

/**
 * The pool's curve, `alphaIn^baseWeight × tao^quoteWeight = constant`, without fees, guards or limits.
 * Each value rounds down as the chain rounds it.
 */

const SCALE = 1_000_000_000_000_000_000n
const SWAP_BITS = 256n
const LIMIT_BITS = 1024n

/** What is left of the output reserve, as a share of it: (reserve / (reserve + input))^exponent. Range: 0..1. */
function remainder(reserve: bigint, input: bigint, exponent: Ratio): Fixed {
  const filled = min(reserve + input, U64_MAX)
  const power = scaledPower({ numerator: reserve, denominator: filled }, exponent, SCALE, SWAP_BITS) ?? 0n
  if (power < 0n || power > U64_MAX) return 0n
  return min(divide(toFixed(power), toFixed(SCALE)), ONE)
}

function payout(reserve: bigint, remaining: Fixed): bigint {
  return toWhole(multiply(toFixed(reserve), minus(ONE, remaining)))
}

/**
 * TAO paid for `alpha` alpha rao. Unit: rao. Never more than the reserve.
 * Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/swap_step.rs:193
 */
export function taoFor(pool: Pool, alpha: bigint): bigint {
  if (pool.ellipse) return onCurve(ellipseTaoFor(pool.ellipse, pool, alpha))
  const exponent = { numerator: baseWeight(pool), denominator: pool.quoteWeight }
  return payout(pool.tao, remainder(pool.alphaIn, alpha, exponent))
}

/**
 * Alpha paid for `tao` rao. Unit: alpha rao. Never more than the reserve.
 * Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/swap_step.rs:151
 */
export function alphaFor(pool: Pool, tao: bigint): bigint {
  if (pool.ellipse) return onCurve(ellipseAlphaFor(pool.ellipse, pool, tao))
  const exponent = { numerator: pool.quoteWeight, denominator: baseWeight(pool) }
  return payout(pool.alphaIn, remainder(pool.tao, tao, exponent))
}

/** @throws PoolError ReservesTooLow beyond the end of an ellipse. Which error that runtime has there is not known. */
function onCurve(out: bigint | undefined): bigint {
  if (out === undefined) throw new PoolError('ReservesTooLow')
  return out
}

/** reserve × (ratio^weight − 1), the input that turns the price by `ratio`. */
function inputFor(reserve: bigint, ratio: Ratio, weight: bigint): bigint {
  const power = scaledPower(ratio, { numerator: weight, denominator: WEIGHT_SUM }, SCALE, LIMIT_BITS)
  if (power === undefined || power < 0n) return 0n
  const growth = minus(divide(toFixed(power), toFixed(SCALE)), ONE)
  return toWhole(multiply(toFixed(reserve), growth))
}

/**
 * Alpha to sell to bring the price from `current` down to `target`. Unit: alpha rao, net of fee.
 * Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/balancer.rs:347
 */
export function alphaToReach(pool: Pool, current: Fixed, target: Fixed): bigint {
  if (pool.ellipse) return ellipseAlphaToReach(pool.ellipse, pool, target)
  return inputFor(pool.alphaIn, { numerator: current, denominator: target }, pool.quoteWeight)
}

/**
 * TAO to pay to bring the price from `current` up to `target`. Unit: rao, net of fee.
 * Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/balancer.rs:303
 */
export function taoToReach(pool: Pool, current: Fixed, target: Fixed): bigint {
  if (pool.ellipse) return ellipseTaoToReach(pool.ellipse, pool, target)
  return inputFor(pool.tao, { numerator: target, denominator: current }, baseWeight(pool))
}
