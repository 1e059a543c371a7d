import type { Account } from '../types.ts'
import { defineItem } from './item.ts'

/** Stake a miner has put up on one hotkey. Amounts in alpha rao. */
export interface CollateralState {
  readonly locked: bigint
  /** Share of what is earned that is set free, as U64F64 bits. */
  readonly drain_ratio: bigint
  /** Below which nothing is set free. */
  readonly min_locked: bigint
  readonly earned: bigint
}

const pallet = 'SubtensorModule'

/** Items of collateral since spec 435. Source: docs of these items in metadata of spec 461. */
export const minerCollateral = defineItem<
  [netuid: number, hotkey: Account, coldkey: Account],
  CollateralState | undefined
>(pallet, 'MinerCollateral', undefined)
/** Sum over all hotkeys of a coldkey. Unit: alpha rao. */
export const coldkeyMinerCollateral = defineItem<[netuid: number, coldkey: Account], bigint>(
  pallet,
  'ColdkeyMinerCollateral',
  0n,
)
