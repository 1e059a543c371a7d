import { feeOn } from '../fee.ts'
import type { LimitedTrade } from '../limited.ts'
import { MIN_STAKE } from '../transition.ts'
import type { Pool } from '../types.ts'
import { HIDDEN } from './average.ts'
import { ROUNDING } from './leg.ts'
import { worstAverage } from './worst-average.ts'

/**
 * The swap fee that is counted at the least, in parts of 65,535: that of a subnet nobody set another for.
 * Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/mod.rs:89
 */
const USUAL_FEE_RATE = 33

/** What the existential deposit may keep of the TAO of a trade, whatever balance is told. Unit: rao. Source: as above, runtime/src/lib.rs:473 */
const MOST_HELD_BACK = 500

/** The chain's rounding lets through up to 2 rao more than a limit. */
const SLACK = 3

/**
 * What a minimum asks of a price, and a price brings at the least, in any pool: no reserve is believed. Prices and
 * ratios as the limit of the path has them. Unit of minimum and of what is brought: rao.
 */
export interface Untold {
  loosest(minimum: number): number
  least(limit: number): number
}

/** The fee rate that is counted, in parts of 65,535: the one told, or the usual one where that is larger. */
function countedFeeRate(pool: Pick<Pool, 'feeRate'>): number {
  return Math.max(pool.feeRate, USUAL_FEE_RATE)
}

/** What of an amount is traded at the counted rate, and what part of any amount. */
function netOf(amount: bigint, pool: Pool) {
  const rate = countedFeeRate(pool)
  return { net: Number(amount - feeOn(amount, rate)), kept: (1 - rate / 65_535) * (1 - 1e-12) }
}

/**
 * A sale: no curve pays less on average than the price it ends at. Where parts may be filled, each brings the rate of
 * the minimum too.
 */
export function untoldSale({ path, amount }: LimitedTrade, pool: Pool): Untold {
  const { net, kept } = netOf(amount, pool)
  const lost = ROUNDING + (path === 'remove' ? 0 : MOST_HELD_BACK)
  const whole = Math.max(1, net - SLACK)
  const parts = Number(amount) * kept
  return {
    loosest: minimum => Math.max((minimum + lost) / whole, minimum / parts),
    least: price => Math.max(0, Math.min(price * whole - lost, price * parts)),
  }
}

/**
 * A purchase: no curve costs more on average than the price it ends at. What comes from a stable subnet pays no fee at
 * the pool.
 */
export function untoldPurchase({ amount, ...trade }: LimitedTrade, pool: Pool): Untold {
  const isFree = trade.path === 'swap' && trade.origin === 'stable'
  const { net, kept } = isFree ? { net: Number(amount), kept: 1 } : netOf(amount, pool)
  const whole = Math.max(0, net - MOST_HELD_BACK - SLACK)
  const parts = Number(amount) * kept
  return {
    loosest: minimum => Math.min(whole / (minimum + ROUNDING), parts / minimum),
    least: price => Math.max(0, Math.min(whole / price - ROUNDING, parts / price)),
  }
}

/**
 * A move of alpha to alpha. The chain holds the limit against an average that is true at weights of one half, whatever
 * the reserves; off one half, what is true of it at the least follows from the weights. The TAO in between is more than
 * the minimum stake, or the chain refuses.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:484-527
 */
export function untoldMove({ amount }: LimitedTrade, origin: Pool, destination: Pool): Untold | undefined {
  const share = worstAverage(origin, destination)
  if (share === undefined) return undefined
  const { net, kept } = netOf(amount, origin)
  const lost = 1 - (MOST_HELD_BACK + ROUNDING) / Number(MIN_STAKE)
  const whole = Math.max(1, net - SLACK) * share * lost * (1 - 1e-12)
  const parts = Number(amount) * kept * share
  return {
    loosest: minimum => Math.max((minimum + ROUNDING) / whole, minimum / parts) + HIDDEN,
    least: limit => Math.max(0, Math.min((limit - HIDDEN) * whole - ROUNDING, (limit - HIDDEN) * parts)),
  }
}
