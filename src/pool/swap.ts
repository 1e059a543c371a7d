import { alphaFor, alphaToReach, taoFor, taoToReach } from './curve.ts'
import { ellipseMostAlpha, ellipseMostTao } from './ellipse.ts'
import { feeOn, feeOnTop } from './fee.ts'
import { type Fixed, fromRaoPrice, min, minus, U64_MAX } from './fixed.ts'
import { HIGHEST_PRICE_RAO, LOWEST_PRICE_RAO, spotPrice } from './price.ts'
import { type Fill, type Pool, PoolError } from './types.ts'

export interface PoolSwapOptions {
  /**
   * The trade stops where the pool's price reaches this, in rao per whole alpha.
   * Default: the chain's own bounds, LOWEST_PRICE_RAO for a sale and HIGHEST_PRICE_RAO for a purchase.
   */
  readonly limitRao?: bigint
  /** Trade without the pool's fee, as the second leg of a move does. */
  readonly dropFee?: boolean
}

/** No trade may pay in more than this many times the reserve. Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/swap_step.rs:10 */
export const LARGEST_INPUT = 1_000n

/** A pool pays nothing out of a smaller reserve. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:1133 */
const SMALLEST_RESERVE = 1_000_000n

/** Reserves change by no more than this in one swap. */
const LARGEST_CHANGE = 2n ** 63n - 1n

/** All in which a sale and a purchase differ. */
interface Direction {
  readonly input: 'alphaIn' | 'tao'
  readonly output: 'alphaIn' | 'tao'
  readonly defaultLimitRao: bigint
  readonly payout: (pool: Pool, net: bigint) => bigint
  readonly inputToReach: (pool: Pool, current: Fixed, target: Fixed) => bigint
  /** Most that an ellipse takes. */
  readonly most: typeof ellipseMostAlpha
  /** How far the price may still move. */
  readonly room: (price: Fixed, limit: Fixed) => bigint
}

const selling: Direction = {
  input: 'alphaIn',
  output: 'tao',
  defaultLimitRao: LOWEST_PRICE_RAO,
  payout: taoFor,
  inputToReach: alphaToReach,
  most: ellipseMostAlpha,
  room: (price, limit) => price - limit,
}

const buying: Direction = {
  input: 'tao',
  output: 'alphaIn',
  defaultLimitRao: HIGHEST_PRICE_RAO,
  payout: alphaFor,
  inputToReach: taoToReach,
  most: ellipseMostTao,
  room: (price, limit) => limit - price,
}

function exchange(pool: Pool, { input, output }: Direction, paidIn: bigint, out: bigint): Pool {
  return { ...pool, [input]: min(pool[input] + paidIn, U64_MAX), [output]: minus(pool[output], out) }
}

function swap(pool: Pool, amount: bigint, direction: Direction, options: PoolSwapOptions): Fill {
  if (amount < 0n || amount > U64_MAX) throw new RangeError(`${amount} is not an amount of 0..2^64-1 rao`)
  const limit = fromRaoPrice(options.limitRao ?? direction.defaultLimitRao)
  const feeRate = options.dropFee ? 0 : pool.feeRate

  let fee = feeOn(amount, feeRate)
  let paidIn = amount - fee
  if (paidIn > min(pool[direction.input] * LARGEST_INPUT, U64_MAX)) throw new PoolError('SwapInputTooLarge')
  if (pool[direction.output] < SMALLEST_RESERVE) throw new PoolError('ReservesTooLow')
  const current = spotPrice(pool)
  if (direction.room(current, limit) <= 0n) throw new PoolError('PriceLimitExceeded')

  const most = pool.ellipse ? direction.most(pool.ellipse, pool, SMALLEST_RESERVE) : U64_MAX
  if (paidIn > most) {
    paidIn = most
    fee = feeOnTop(paidIn, feeRate)
  }
  let out = direction.payout(pool, paidIn)
  if (direction.room(spotPrice(exchange(pool, direction, paidIn, out)), limit) < 0n) {
    const reached = direction.inputToReach(pool, current, limit)
    paidIn = pool.ellipse ? min(reached, paidIn) : reached
    fee = feeOnTop(paidIn, feeRate)
    out = direction.payout(pool, paidIn)
  }
  if (paidIn > 0n && out === 0n) throw new PoolError('ReservesTooLow')

  const after = exchange(pool, direction, min(paidIn, LARGEST_CHANGE), min(out, LARGEST_CHANGE))
  return { paidIn, fee, out, after }
}

/**
 * Sells alpha to the pool. Unit: `alpha`, `paidIn` and `fee` in alpha rao, `out` in rao. Range: 0..2^64-1.
 * Rounds what is paid out down. The fee leaves the trader but does not enter the pool;
 * `unstake` sells it for the block author afterwards.
 *
 * An ellipse takes no more than leaves the smallest reserve; the rest stays with the seller.
 * Source: RaoFoundation/subtensor@86b63612 pallets/swap/src/pallet/swap_step.rs
 *
 * Where the limit cuts the trade, `alpha - paidIn - fee` stays with the seller. The cut is computed apart from the
 * amount: in a nearly empty pool it can come out above `alpha`, and the chain leaves it so.
 *
 * The pallet's last guard, against paying out more than the reserve, is left out: `out` never exceeds it.
 *
 * @throws PoolError, in this order: SwapInputTooLarge, ReservesTooLow, PriceLimitExceeded, ReservesTooLow (paid nothing).
 * Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/impls.rs:142, swap_step.rs:36;
 * reserves pallets/subtensor/src/staking/stake_utils.rs:689
 */
export function sell(pool: Pool, alpha: bigint, options: PoolSwapOptions = {}): Fill {
  return swap(pool, alpha, selling, options)
}

/**
 * Buys alpha from the pool. Unit: `tao`, `paidIn` and `fee` in rao, `out` in alpha rao. Otherwise as `sell`.
 * Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/impls.rs:142, swap_step.rs:36;
 * reserves pallets/subtensor/src/staking/stake_utils.rs:638
 */
export function buy(pool: Pool, tao: bigint, options: PoolSwapOptions = {}): Fill {
  return swap(pool, tao, buying, options)
}
