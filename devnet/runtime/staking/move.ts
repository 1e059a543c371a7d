import { U64_MAX } from '../../../src/pool/fixed.ts'
import type { Account } from '../../types.ts'
import type { Execution } from '../execution.ts'
import { type StakePosition, stakeAt } from './shares.ts'
import { moveBetween, type TransitionLimit } from './transition.ts'

/** Arguments of move_stake. */
export interface MoveStake {
  readonly origin_hotkey: Account
  readonly destination_hotkey: Account
  readonly origin_netuid: number
  readonly destination_netuid: number
  /** Alpha rao of the origin. */
  readonly alpha_amount: bigint
}

/** Arguments of move_stake_limit. */
export interface MoveStakeLimit extends MoveStake {
  /** 1e9 × least destination units per origin unit. */
  readonly limit_price: bigint
  readonly allow_partial: boolean
}

/** Arguments of transfer_stake_and_hotkey. */
export interface TransferStakeAndHotkey extends MoveStake {
  readonly destination_coldkey: Account
}

/** Arguments of transfer_stake. */
export interface TransferStake {
  readonly destination_coldkey: Account
  readonly hotkey: Account
  readonly origin_netuid: number
  readonly destination_netuid: number
  /** Alpha rao of the origin. */
  readonly alpha_amount: bigint
}

/** Arguments of swap_stake. */
export interface SwapStake {
  readonly hotkey: Account
  readonly origin_netuid: number
  readonly destination_netuid: number
  /** Alpha rao of the origin. */
  readonly alpha_amount: bigint
}

/** Arguments of swap_stake_limit. */
export interface SwapStakeLimit extends SwapStake {
  /** 1e9 × least destination units per origin unit. */
  readonly limit_price: bigint
  readonly allow_partial: boolean
}

/** Changes the hotkey, and the subnet if another is named. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:30 */
export function moveStake(run: Execution, coldkey: Account, args: MoveStake): void {
  moveWithin(run, coldkey, 'move_stake', args)
}

/**
 * Changes the hotkey and the subnet, within a limit on the subnets' ratio.
 * Source: RaoFoundation/subtensor, spec 459 (docs/tx), as the limit of swap_stake_limit.
 */
export function moveStakeLimit(run: Execution, coldkey: Account, args: MoveStakeLimit): void {
  const limit = { limitRao: args.limit_price, partial: args.allow_partial }
  moveWithin(run, coldkey, 'move_stake_limit', args, limit)
}

/** The whole position where 2^64-1 is asked for and means that to a call. Unit: alpha rao. */
function requested({ state, terms }: Execution, call: string, from: StakePosition, amount: bigint): bigint {
  const meansAll = amount === U64_MAX && terms.maximumMeansAll.includes(call)
  return meansAll ? stakeAt(state, from) : amount
}

function moveWithin(
  run: Execution,
  coldkey: Account,
  call: string,
  args: MoveStake,
  limit?: TransitionLimit,
): void {
  const { origin_hotkey, destination_hotkey, origin_netuid, destination_netuid } = args
  const from = { hotkey: origin_hotkey, coldkey, netuid: origin_netuid }
  const to = { hotkey: destination_hotkey, coldkey, netuid: destination_netuid }
  const amount = requested(run, call, from, args.alpha_amount)
  const tao = moveBetween(run, { from, to, amount, ...(limit && { limit }) })
  const fields = [coldkey, origin_hotkey, origin_netuid, destination_hotkey, destination_netuid, tao]
  run.state.emit('SubtensorModule', 'StakeMoved', fields)
}

/** Changes the coldkey, and the subnet if another is named. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:120 */
export function transferStake(run: Execution, coldkey: Account, args: TransferStake): void {
  const { destination_coldkey, hotkey, origin_netuid, destination_netuid } = args
  const from = { hotkey, coldkey, netuid: origin_netuid }
  const amount = requested(run, 'transfer_stake', from, args.alpha_amount)
  const to = { hotkey, coldkey: destination_coldkey, netuid: destination_netuid }
  const tao = moveBetween(run, { from, to, amount, asTransfer: true })
  const fields = [coldkey, destination_coldkey, hotkey, origin_netuid, destination_netuid, tao]
  run.state.emit('SubtensorModule', 'StakeTransferred', fields)
}

/** Changes coldkey and hotkey, and the subnet if another is named. Source: RaoFoundation/subtensor@0bb2cb30 pallets/subtensor/src/staking/move_stake.rs */
export function transferStakeAndHotkey(run: Execution, coldkey: Account, args: TransferStakeAndHotkey): void {
  const { destination_coldkey, origin_hotkey, destination_hotkey, origin_netuid, destination_netuid } = args
  const from = { hotkey: origin_hotkey, coldkey, netuid: origin_netuid }
  const to = { hotkey: destination_hotkey, coldkey: destination_coldkey, netuid: destination_netuid }
  const alpha = requested(run, 'transfer_stake_and_hotkey', from, args.alpha_amount)
  const amount = moveBetween(run, { from, to, amount: alpha, asTransfer: true })
  run.state.emit('SubtensorModule', 'StakeAndHotkeyTransferred', {
    origin_coldkey: coldkey,
    destination_coldkey,
    origin_hotkey,
    destination_hotkey,
    origin_netuid,
    destination_netuid,
    amount,
  })
}

/** Changes the subnet. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:185 */
export function swapStake(run: Execution, coldkey: Account, args: SwapStake): void {
  swapWithin(run, coldkey, 'swap_stake', args)
}

/** Changes the subnet, within a limit. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:250 */
export function swapStakeLimit(run: Execution, coldkey: Account, args: SwapStakeLimit): void {
  const limit = { limitRao: args.limit_price, partial: args.allow_partial }
  swapWithin(run, coldkey, 'swap_stake_limit', args, limit)
}

function swapWithin(
  run: Execution,
  coldkey: Account,
  call: string,
  { hotkey, origin_netuid, destination_netuid, alpha_amount }: SwapStake,
  limit?: TransitionLimit,
): void {
  const from = { hotkey, coldkey, netuid: origin_netuid }
  const amount = requested(run, call, from, alpha_amount)
  const to = { hotkey, coldkey, netuid: destination_netuid }
  const tao = moveBetween(run, { from, to, amount, ...(limit && { limit }) })
  const fields = [coldkey, hotkey, origin_netuid, destination_netuid, tao]
  run.state.emit('SubtensorModule', 'StakeSwapped', fields)
}
