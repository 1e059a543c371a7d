import { type CallRule, callRule } from '../call-rule.ts'
import { benchmarked } from '../weight.ts'
import { type AddStake, type AddStakeLimit, addStake, addStakeLimit } from './add.ts'
import {
  type MoveStake,
  type MoveStakeLimit,
  moveStake,
  moveStakeLimit,
  type SwapStake,
  type SwapStakeLimit,
  swapStake,
  swapStakeLimit,
  type TransferStake,
  type TransferStakeAndHotkey,
  transferStake,
  transferStakeAndHotkey,
} from './move.ts'
import {
  type RemoveStake,
  type RemoveStakeFullLimit,
  type RemoveStakeLimit,
  removeStake,
  removeStakeFullLimit,
  removeStakeLimit,
} from './remove.ts'
import { type UnstakeAll, unstakeAll, unstakeAllAlpha } from './remove-all.ts'

/** Staking calls with their weights. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/weights.rs:298-1920. */
export const stakingCalls: Readonly<Record<string, CallRule>> = {
  'SubtensorModule.add_stake': callRule<AddStake>(benchmarked(664_064, 8_727, 32, 16), addStake),
  'SubtensorModule.add_stake_limit': callRule<AddStakeLimit>(
    benchmarked(853_005, 8_727, 32, 16),
    addStakeLimit,
  ),
  'SubtensorModule.remove_stake': callRule<RemoveStake>(benchmarked(569_198, 10_557, 28, 13), removeStake),
  'SubtensorModule.remove_stake_limit': callRule<RemoveStakeLimit>(
    benchmarked(740_696, 10_591, 27, 13),
    removeStakeLimit,
  ),
  'SubtensorModule.remove_stake_full_limit': callRule<RemoveStakeFullLimit>(
    benchmarked(754_292, 10_591, 27, 13),
    removeStakeFullLimit,
  ),
  'SubtensorModule.unstake_all': callRule<UnstakeAll>(benchmarked(26_830, 9_189, 6, 0), unstakeAll),
  'SubtensorModule.unstake_all_alpha': callRule<UnstakeAll>(
    benchmarked(700_873, 11_306, 43, 25),
    unstakeAllAlpha,
  ),
  'SubtensorModule.move_stake': callRule<MoveStake>(benchmarked(216_061, 7_919, 19, 7), moveStake),
  'SubtensorModule.transfer_stake': callRule<TransferStake>(
    benchmarked(258_541, 7_994, 19, 6),
    transferStake,
  ),
  'SubtensorModule.move_stake_limit': callRule<MoveStakeLimit>(
    benchmarked(216_061, 7_919, 19, 7),
    moveStakeLimit,
  ),
  'SubtensorModule.transfer_stake_and_hotkey': callRule<TransferStakeAndHotkey>(
    benchmarked(258_541, 7_994, 19, 6),
    transferStakeAndHotkey,
  ),
  'SubtensorModule.swap_stake': callRule<SwapStake>(benchmarked(742_019, 10_920, 47, 24), swapStake),
  'SubtensorModule.swap_stake_limit': callRule<SwapStakeLimit>(
    benchmarked(944_515, 11_077, 47, 24),
    swapStakeLimit,
  ),
}
