import { U64_MAX } from '../../../pool/fixed.ts'
import type { Account } from '../../types.ts'
import type { Execution } from '../execution.ts'
import { stakeAt } from './shares.ts'
import { moveBetween } from './transition.ts'

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
  moveWithin(run, coldkey, args)
}

/**
 * Changes the hotkey and the subnet, within a limit on the subnets' ratio.
 * Source: RaoFoundation/subtensor, spec 459 (docs/tx), as the limit of swap_stake_limit.
 */
export function moveStakeLimit(run: Execution, coldkey: Account, args: MoveStakeLimit): void {
  moveWithin(run, coldkey, args, { limitRao: args.limit_price, partial: args.allow_partial })
}

function moveWithin(
  run: Execution,
  coldkey: Account,
  args: MoveStake,
  limit?: { readonly limitRao: bigint; readonly partial: boolean },
): void {
  const { origin_hotkey, destination_hotkey, origin_netuid, destination_netuid } = args
  const from = { hotkey: origin_hotkey, coldkey, netuid: origin_netuid }
  const to = { hotkey: destination_hotkey, coldkey, netuid: destination_netuid }
  const meansAll = run.terms.maximumMeansAll && args.alpha_amount === U64_MAX
  const amount = meansAll ? stakeAt(run.state, from) : args.alpha_amount
  const tao = moveBetween(run, { from, to, amount, ...(limit && { limit }) })
  const fields = [coldkey, origin_hotkey, origin_netuid, destination_hotkey, destination_netuid, tao]
  run.state.emit('SubtensorModule', 'StakeMoved', fields)
}

/** Changes the coldkey, and the subnet if another is named. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:120 */
export function transferStake(run: Execution, coldkey: Account, args: TransferStake): void {
  const { destination_coldkey, hotkey, origin_netuid, destination_netuid, alpha_amount: amount } = args
  const from = { hotkey, coldkey, netuid: origin_netuid }
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
  const amount = moveBetween(run, { from, to, amount: args.alpha_amount, asTransfer: true })
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
  swapWithin(run, coldkey, args)
}

/** Changes the subnet, within a limit. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:250 */
export function swapStakeLimit(run: Execution, coldkey: Account, args: SwapStakeLimit): void {
  swapWithin(run, coldkey, args, { limitRao: args.limit_price, partial: args.allow_partial })
}

function swapWithin(
  run: Execution,
  coldkey: Account,
  { hotkey, origin_netuid, destination_netuid, alpha_amount: amount }: SwapStake,
  limit?: { readonly limitRao: bigint; readonly partial: boolean },
): void {
  const from = { hotkey, coldkey, netuid: origin_netuid }
  const to = { hotkey, coldkey, netuid: destination_netuid }
  const tao = moveBetween(run, { from, to, amount, ...(limit && { limit }) })
  const fields = [coldkey, hotkey, origin_netuid, destination_netuid, tao]
  run.state.emit('SubtensorModule', 'StakeSwapped', fields)
}
