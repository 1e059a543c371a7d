import { min } from './fixed.ts'
import { buy, type PoolSwapOptions, sell } from './swap.ts'
import { type Fill, type Market, type Pool, PoolError } from './types.ts'

/** Proceeds below this are not staked again but stay free. Unit: rao. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:1002 */
export const MIN_STAKE = 2_000_000n

/** One leg of a trade: a Fill, and where the market stands after everything that belongs to the leg. */
export interface PoolLeg extends Omit<Fill, 'after'> {
  readonly after: Market
}

/** The leg out of a market. */
export interface Unstaked extends PoolLeg {
  /** What of the amount was not sold, because the price limit was reached. Unit: alpha rao. */
  readonly refund: bigint
  /** What the block author got for the fee. Unit: rao. */
  readonly authorTao: bigint
}

/**
 * Sells the fee of a sale for the block author: in the same pool, after the sale, without a fee of its own. It is
 * tried even for a fee of 0, so its guards can refuse the whole trade: ReservesTooLow for a fee worth less than 1 rao.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:771
 */
function sellAuthorFee(pool: Pool, fee: bigint): Fill {
  return sell(pool, fee, { dropFee: true })
}

/**
 * Takes alpha out of a market: the sale, then the sale of the author's fee. Unit: `alpha`, `paidIn`, `fee` and
 * `refund` in alpha rao, `out` in rao.
 * @throws PoolError as `sell`.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:742
 */
export function unstake(market: Market, alpha: bigint, options: PoolSwapOptions = {}): Unstaked {
  if (typeof market === 'string') {
    return { paidIn: alpha, fee: 0n, out: alpha, refund: 0n, authorTao: 0n, after: market }
  }
  const sale = sell(market, alpha, options)
  const author = sellAuthorFee(sale.after, sale.fee)
  const refund = alpha - min(alpha, sale.paidIn + sale.fee)
  return { ...sale, refund, authorTao: author.out, after: author.after }
}

/**
 * Puts TAO into a market. Unit: `tao`, `paidIn` and `fee` in rao, `out` in alpha rao. The author gets the fee as it is.
 * @throws PoolError as `buy`; AmountTooLow when it buys nothing.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:851
 */
export function stake(market: Market, tao: bigint, options: PoolSwapOptions = {}): PoolLeg {
  const leg =
    typeof market === 'string' ? { paidIn: tao, fee: 0n, out: tao, after: market } : buy(market, tao, options)
  if (leg.out === 0n) throw new PoolError('AmountTooLow')
  return leg
}

/** A move from one market to another. */
export interface Transition {
  readonly unstaked: Unstaked
  /** Absent when the proceeds are below MIN_STAKE: then they stay free. */
  readonly staked?: PoolLeg
  /** Both markets after the move. */
  readonly origin: Market
  readonly destination: Market
}

export interface TransitionOptions {
  /** What the existential deposit takes from the proceeds. Unit: rao. Range: 0..500; 0 for an account that owns 500. */
  readonly heldBack?: bigint
}

/**
 * Moves stake between two different subnets, as move, swap and transfer do. Unit: rao of the origin. The swap fee is
 * paid once: at the origin, or at the destination if the origin is root. No price limit holds but the chain's own
 * bounds; `maxMove` has cut the amount before. Moves within one subnet do not come here: they trade nothing.
 * @throws PoolError as `unstake` and `stake`.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:347
 */
export function transition(
  origin: Market,
  destination: Market,
  amount: bigint,
  { heldBack = 0n }: TransitionOptions = {},
): Transition {
  const fromRoot = origin === 'root'
  const unstaked = unstake(origin, amount, { dropFee: fromRoot })
  if (unstaked.out < MIN_STAKE) return { unstaked, origin: unstaked.after, destination }
  const staked = stake(destination, unstaked.out - heldBack, { dropFee: !fromRoot })
  return { unstaked, staked, origin: unstaked.after, destination: staked.after }
}
