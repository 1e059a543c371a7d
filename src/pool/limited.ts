import { min } from './fixed.ts'
import { maxAdd, maxMove, maxRemove } from './limit.ts'
import { MIN_STAKE, stake, transition, unstake } from './transition.ts'
import { type Market, PoolError } from './types.ts'

/** A trade that can carry a price limit. Units: `amount` in rao of what is sold, TAO for `add`. */
export type LimitedTrade = LimitedPath & {
  readonly amount: bigint
  /** What the limit leaves out stays where it was, instead of all. */
  readonly allowPartial?: boolean
  /** What the existential deposit takes on the way, as in `transition`. Unit: rao. */
  readonly heldBack?: bigint
}

type LimitedPath =
  | { readonly path: 'add'; readonly destination: Market }
  | { readonly path: 'remove'; readonly origin: Market }
  | { readonly path: 'swap'; readonly origin: Market; readonly destination: Market }

/** What a limited trade did. */
export interface Filled {
  /** What of the amount was traded, fee included. Unit: rao of what is sold. */
  readonly filled: bigint
  /** Unit: rao of what is bought; 0 where proceeds below the minimum stake stay free. */
  readonly received: bigint
}

/**
 * Runs a limited trade in the state its markets are in, as add_stake_limit, remove_stake_limit and swap_stake_limit
 * run it. Undefined where the chain refuses it. Of minimum amounts only that between two legs counts, which hostile
 * trades can bring it below.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/add_stake.rs:115, remove_stake.rs:326, move_stake.rs:294
 */
export function runLimited(trade: LimitedTrade, limitRao: bigint): Filled | undefined {
  try {
    const most = mostWithin(trade, limitRao)
    if (trade.amount > most && !trade.allowPartial) return undefined
    return run(trade, min(trade.amount, most), limitRao)
  } catch (error) {
    if (error instanceof PoolError) return undefined
    throw error
  }
}

function mostWithin(trade: LimitedTrade, limitRao: bigint): bigint {
  if (trade.path === 'add') return maxAdd(trade.destination, limitRao)
  if (trade.path === 'remove') return maxRemove(trade.origin, limitRao)
  return maxMove(trade.origin, trade.destination, limitRao)
}

function run(trade: LimitedTrade, amount: bigint, limitRao: bigint): Filled | undefined {
  const { heldBack = 0n } = trade
  if (trade.path === 'add') {
    // A part leaves TAO free, so that nothing is held back.
    const kept = amount < trade.amount ? 0n : heldBack
    const { paidIn, fee, out } = stake(trade.destination, amount - kept, { limitRao })
    return { filled: paidIn + fee + kept, received: out }
  }
  if (trade.path === 'remove') {
    const { refund, out } = unstake(trade.origin, amount, { limitRao })
    return { filled: amount - refund, received: out }
  }
  const { unstaked, staked } = transition(trade.origin, trade.destination, amount, { heldBack })
  if (!trade.allowPartial && unstaked.out <= MIN_STAKE) return undefined
  return { filled: amount - unstaked.refund, received: staked?.out ?? 0n }
}
