import { minus, multiply, toFixed, toWhole } from '../../../src/pool/fixed.ts'
import type { State } from '../../state/state.ts'
import { lastColdkeyHotkeyStakeBlock } from '../../state/subtensor.ts'
import type { Account } from '../../types.ts'
import { rebaseBasket } from '../baskets.ts'
import type { Execution } from '../execution.ts'
import { ensure } from '../failure.ts'
import { refreshLock } from '../locks/change.ts'
import { transferLock } from '../locks/transfer.ts'
import { currentPrice } from './market.ts'
import { swapAlphaForTao, swapTaoForAlpha } from './reserves.ts'
import { canIncreaseStake, decreaseStake, increaseStake, type StakePosition } from './shares.ts'
import { payFromSubnet, payToSubnet } from './subnet-account.ts'

/** How a leg trades: its price limit in rao per alpha, the chain's own bound by default, and whether it pays no fee. */
export interface LegOptions {
  readonly limitRao?: bigint
  readonly dropFee?: boolean
  /** Who gets the proceeds of a sale. Default: the coldkey of the position. */
  readonly beneficiary?: Account
}

function recordStakeBlock({ state, number }: Execution, { coldkey, hotkey }: StakePosition): void {
  state.write(lastColdkeyHotkeyStakeBlock, BigInt(number), coldkey, hotkey)
}

/**
 * Sells stake: shares, pool, proceeds to the beneficiary, then the fee sold for the block author in the same pool,
 * without a fee of its own. Alpha a price limit left over goes back. Returns the proceeds in rao.
 * Flows, root dividend counters and the index of root stakers are not kept: without emission nothing reads them.
 * @throws DispatchFailure with errors of Swap, Token, SubtensorModule.InsufficientBalance.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:742
 */
export function unstakeFromSubnet(
  run: Execution,
  position: StakePosition,
  alpha: bigint,
  options: LegOptions = {},
): bigint {
  const { state, author } = run
  const { coldkey, hotkey, netuid } = position
  decreaseStake(state, position, alpha)
  const sale = swapAlphaForTao(state, netuid, alpha, options)
  const refund = minus(alpha, sale.paidIn + sale.fee)
  if (refund > 0n) increaseStake(state, position, refund)
  rebaseBasket(state, position, refund - alpha)
  payFromSubnet(state, netuid, options.beneficiary ?? coldkey, sale.out)
  const authorSale = swapAlphaForTao(state, netuid, sale.fee, { dropFee: true })
  payFromSubnet(state, netuid, author, authorSale.out)
  refreshLock(run, coldkey, netuid)
  recordStakeBlock(run, position)
  state.emit('SubtensorModule', 'StakeRemoved', [coldkey, hotkey, sale.out, sale.paidIn, netuid, sale.fee])
  return sale.out
}

/**
 * Buys stake: TAO from the coldkey, which keeps its existential deposit, pool, shares, the fee to the block author.
 * Returns the alpha bought in rao.
 * @throws DispatchFailure SubtensorModule.InsufficientBalance, AmountTooLow, InsufficientLiquidity; errors of Swap.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:851
 */
export function stakeIntoSubnet(
  run: Execution,
  position: StakePosition,
  tao: bigint,
  options: LegOptions = {},
): bigint {
  const { state, author } = run
  const { coldkey, hotkey, netuid } = position
  const paid = payToSubnet(state, netuid, coldkey, tao)
  const purchase = swapTaoForAlpha(state, netuid, paid, options)
  ensure(purchase.out > 0n, 'AmountTooLow')
  ensure(canIncreaseStake(state, hotkey, netuid, purchase.out), 'InsufficientLiquidity')
  increaseStake(state, position, purchase.out)
  rebaseBasket(state, position, purchase.out)
  payFromSubnet(state, netuid, author, purchase.fee)
  refreshLock(run, coldkey, netuid)
  recordStakeBlock(run, position)
  state.emit('SubtensorModule', 'StakeAdded', [coldkey, hotkey, paid, purchase.out, netuid, purchase.fee])
  return purchase.out
}

/**
 * Moves stake within one subnet, without a swap or a fee. Returns what it is worth at the spot price in rao.
 * Locks move along.
 * @throws DispatchFailure SubtensorModule.AmountTooLow below the minimum of a transfer; what `transferLock` throws.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:957
 */
export function transferWithinSubnet(
  run: Execution,
  from: StakePosition,
  to: StakePosition,
  alpha: bigint,
): bigint {
  const { state, terms } = run
  const { netuid } = from
  transferLock(run, { from: from.coldkey, to: to.coldkey, netuid, amount: alpha })
  decreaseStake(state, from, alpha)
  increaseStake(state, to, alpha)
  rebaseBasket(state, from, -alpha)
  rebaseBasket(state, to, alpha)
  const worth = worthOf(state, netuid, alpha)
  ensure(worth >= terms.minimumTransfer, 'AmountTooLow')
  recordStakeBlock(run, to)
  state.emit('SubtensorModule', 'StakeRemoved', [from.coldkey, from.hotkey, worth, alpha, netuid, 0n])
  state.emit('SubtensorModule', 'StakeAdded', [to.coldkey, to.hotkey, worth, alpha, netuid, 0n])
  return worth
}

/** Value of alpha at the spot price. Unit: rao. Rounds down. */
function worthOf(state: State, netuid: number, alpha: bigint): bigint {
  return toWhole(multiply(currentPrice(state, netuid), toFixed(alpha)))
}
