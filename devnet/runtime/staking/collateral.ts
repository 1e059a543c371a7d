import { minus } from '../../../src/pool/fixed.ts'
import { coldkeyMinerCollateral, minerCollateral } from '../../state/collateral.ts'
import type { State } from '../../state/state.ts'
import type { Account } from '../../types.ts'
import { ensure } from '../failure.ts'
import { type StakePosition, stakeAt, stakeOnSubnet } from './shares.ts'

/** Collateral of a coldkey on a subnet over all hotkeys. Unit: alpha rao. */
export function collateralOf(state: State, coldkey: Account, netuid: number): bigint {
  return state.read(coldkeyMinerCollateral, netuid, coldkey)
}

/** Stake of one position above its own collateral. Unit: alpha rao. */
export function freeOfCollateral(state: State, position: StakePosition): bigint {
  const { netuid, hotkey, coldkey } = position
  const own = state.read(minerCollateral, netuid, hotkey, coldkey)
  return minus(stakeAt(state, position), own?.locked ?? 0n)
}

/**
 * Refuses to take from a position what is its collateral. Unit: alpha rao.
 * @throws DispatchFailure SubtensorModule.StakeUnavailable.
 * Source: RaoFoundation/subtensor@00060ad4 pallets/subtensor/src/staking/stake_utils.rs ensure_hotkey_covers_collateral
 */
export function ensureCollateralStays(state: State, position: StakePosition, amount: bigint): void {
  ensure(amount <= freeOfCollateral(state, position), 'StakeUnavailable')
}

/**
 * Refuses to give away within a subnet what a coldkey has put up there on other hotkeys. Unit: alpha rao.
 * @throws DispatchFailure SubtensorModule.StakeUnavailable.
 * Source: RaoFoundation/subtensor@00060ad4 pallets/subtensor/src/staking/stake_utils.rs
 */
export function ensureGiftable(state: State, { coldkey, netuid }: StakePosition, amount: bigint): void {
  const total = stakeOnSubnet(state, coldkey, netuid)
  ensure(amount <= minus(total, collateralOf(state, coldkey, netuid)), 'StakeUnavailable')
}
