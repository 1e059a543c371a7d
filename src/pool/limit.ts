import { divide, fromRaoPrice, min, minus, multiply, plus, toFixed, toWhole, U64_MAX, UNIT } from './fixed.ts'
import { spotPrice } from './price.ts'
import { buy, LARGEST_INPUT, sell } from './swap.ts'
import type { Fill, Market, Pool } from './types.ts'

/** No bound: what the chain answers when any amount fits a limit. */
export const UNLIMITED = U64_MAX

function gross({ paidIn, fee }: Fill): bigint {
  return min(paidIn + fee, U64_MAX)
}

/**
 * Most TAO that can be staked before the price rises to the limit, fee included. Unit: rao; limit in rao per alpha.
 * @throws PoolError as `buy`; PriceLimitExceeded when the price is there already.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/add_stake.rs:166
 */
export function maxAdd(market: Market, limitRao: bigint): bigint {
  if (typeof market === 'string') return limitRao >= UNIT ? UNLIMITED : 0n
  return gross(buy(market, min(market.tao * LARGEST_INPUT, U64_MAX), { limitRao }))
}

/**
 * Most alpha that can be unstaked before the price falls to the limit, fee included. Unit: alpha rao; limit in rao
 * per alpha.
 * @throws PoolError as `sell`; PriceLimitExceeded when the price is there already.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/remove_stake.rs:385
 */
export function maxRemove(market: Market, limitRao: bigint): bigint {
  if (typeof market === 'string') return limitRao <= UNIT ? UNLIMITED : 0n
  return gross(sell(market, min(market.alphaIn * LARGEST_INPUT, U64_MAX), { limitRao }))
}

/**
 * Most that can be moved from one subnet to another within a limit, as `swap_stake_limit` bounds it.
 * Unit: rao of the origin. The limit is 1e9 × a lowest ratio of destination units per origin unit; what it bounds
 * depends on the path:
 * - root or stable on both sides: the ratio is 1, so everything or nothing;
 * - into root or stable: the origin's price after the sale;
 * - out of root or stable: the destination's price after the purchase, at most 1 / limit;
 * - alpha to alpha: the average ratio of the whole move, see `maxBetween`.
 * @throws PoolError on the second and third path, as `sell` and `buy`.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:424
 */
export function maxMove(origin: Market, destination: Market, limitRao: bigint): bigint {
  if (typeof origin === 'string') {
    if (typeof destination === 'string') return limitRao > UNIT ? 0n : UNLIMITED
    if (limitRao === 0n) return UNLIMITED
    return maxAdd(destination, toWhole(multiply(divide(toFixed(UNIT), toFixed(limitRao)), toFixed(UNIT))))
  }
  if (typeof destination === 'string') return maxRemove(origin, limitRao)
  return maxBetween(origin, destination, limitRao)
}

/**
 * Alpha to alpha. Solves for the average ratio, without fee, and as if all weights were one half. Two traps: a limit
 * above the present ratio gives 0 and no error, and so does a very low limit other than 0 (one whose result, before
 * the last subtraction, would not fit 2^64: with 1e15 alpha rao in play, below about 0.00005).
 */
function maxBetween(origin: Pool, destination: Pool, limitRao: bigint): bigint {
  const reserves = [origin.alphaIn, origin.tao, destination.alphaIn, destination.tao]
  if (reserves.includes(0n)) return 0n
  const limit = fromRaoPrice(limitRao)
  if (limit > divide(spotPrice(origin), spotPrice(destination))) return 0n
  if (limitRao === 0n) return UNLIMITED

  const taoSum = plus(toFixed(origin.tao), toFixed(destination.tao))
  const originPart = divide(toFixed(origin.tao), taoSum)
  const destinationPart = divide(toFixed(destination.tao), taoSum)
  const reachable = divide(multiply(toFixed(destination.alphaIn), originPart), limit)
  return toWhole(minus(reachable, multiply(toFixed(origin.alphaIn), destinationPart)))
}
