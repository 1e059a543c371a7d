import { min, U64_MAX } from '../../../src/pool/fixed.ts'
import { fromFixedBits, isZero, type SafeFloat, ZERO } from '../../../src/pool/safe-float.ts'
import {
  deposit,
  isPreciseEnough,
  type SharePool,
  type ShareUpdate,
  stakeOf,
  withdraw,
} from '../../../src/pool/shares.ts'
import type { State } from '../../state/state.ts'
import {
  alpha,
  alphaShareEpoch,
  alphaSharePoolEpoch,
  alphaV2,
  stakingHotkeys,
  totalHotkeyAlpha,
  totalHotkeyShares,
  totalHotkeySharesV2,
} from '../../state/subtensor.ts'
import type { Account } from '../../types.ts'

/** Where stake sits. */
export interface StakePosition {
  readonly hotkey: Account
  readonly coldkey: Account
  readonly netuid: number
}

/** The old row is read first where there is one. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:1424 */
function denominatorOf(state: State, hotkey: Account, netuid: number): SafeFloat {
  return state.has(totalHotkeyShares, hotkey, netuid)
    ? fromFixedBits(state.read(totalHotkeyShares, hotkey, netuid))
    : state.read(totalHotkeySharesV2, hotkey, netuid)
}

/** Whether a share belongs to a pool that was closed, and is nothing now. No pool of spec 425 has epochs. */
function isRetired(state: State, { hotkey, coldkey, netuid }: StakePosition): boolean {
  const epoch = state.read(alphaSharePoolEpoch, hotkey, netuid)
  return epoch !== 0n && state.read(alphaShareEpoch, hotkey, coldkey, netuid) !== epoch
}

/** The old row is read first where there is one. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:1399 */
function shareOf(state: State, { hotkey, coldkey, netuid }: StakePosition): SafeFloat {
  if (isRetired(state, { hotkey, coldkey, netuid })) return ZERO
  return state.has(alpha, hotkey, coldkey, netuid)
    ? fromFixedBits(state.read(alpha, hotkey, coldkey, netuid))
    : state.read(alphaV2, hotkey, coldkey, netuid)
}

function poolOf(state: State, hotkey: Account, netuid: number): SharePool {
  return {
    total: state.read(totalHotkeyAlpha, hotkey, netuid),
    denominator: denominatorOf(state, hotkey, netuid),
  }
}

/**
 * Writes a pool and one share of it; zeros have no row, and old rows go away.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:1442
 */
function writeShares(state: State, position: StakePosition, { pool, share }: ShareUpdate): void {
  const { hotkey, coldkey, netuid } = position
  state.remove(totalHotkeyShares, hotkey, netuid)
  if (isZero(pool.denominator)) state.remove(totalHotkeySharesV2, hotkey, netuid)
  else state.write(totalHotkeySharesV2, pool.denominator, hotkey, netuid)

  state.remove(alpha, hotkey, coldkey, netuid)
  if (isZero(share)) state.remove(alphaV2, hotkey, coldkey, netuid)
  else state.write(alphaV2, share, hotkey, coldkey, netuid)
  const epoch = state.read(alphaSharePoolEpoch, hotkey, netuid)
  if (epoch !== 0n) state.write(alphaShareEpoch, epoch, hotkey, coldkey, netuid)

  if (pool.total === 0n) state.remove(totalHotkeyAlpha, hotkey, netuid)
  else state.write(totalHotkeyAlpha, pool.total, hotkey, netuid)
}

/** Stake of a coldkey on a hotkey and subnet. Unit: alpha rao. Rounds down. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:507 */
export function stakeAt(state: State, position: StakePosition): bigint {
  const share = shareOf(state, position)
  return isZero(share) ? 0n : stakeOf(poolOf(state, position.hotkey, position.netuid), share)
}

/** Stake of a coldkey on a subnet over all hotkeys. Unit: alpha rao. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:682 */
export function stakeOnSubnet(state: State, coldkey: Account, netuid: number): bigint {
  return state
    .read(stakingHotkeys, coldkey)
    .reduce((sum, hotkey) => min(sum + stakeAt(state, { hotkey, coldkey, netuid }), U64_MAX), 0n)
}

/** Adds stake, and the hotkey to those the coldkey stakes to. Unit: alpha rao. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:578 */
export function increaseStake(state: State, position: StakePosition, amount: bigint): void {
  if (amount > 0n) rememberHotkey(state, position.coldkey, position.hotkey)
  const pool = poolOf(state, position.hotkey, position.netuid)
  writeShares(state, position, deposit(pool, shareOf(state, position), amount))
}

/** Takes stake; does nothing when there is less. Unit: alpha rao. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:618 */
export function decreaseStake(state: State, position: StakePosition, amount: bigint): void {
  if (stakeAt(state, position) < amount) return
  const pool = poolOf(state, position.hotkey, position.netuid)
  writeShares(state, position, withdraw(pool, shareOf(state, position), amount))
}

/** Whether a deposit of this amount would get any share. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:598 */
export function canIncreaseStake(state: State, hotkey: Account, netuid: number, amount: bigint): boolean {
  return isPreciseEnough(poolOf(state, hotkey, netuid), amount)
}

/** Adds a hotkey to those a coldkey stakes to; the list never shrinks. */
export function rememberHotkey(state: State, coldkey: Account, hotkey: Account): void {
  const known = state.read(stakingHotkeys, coldkey)
  if (!known.includes(hotkey)) state.write(stakingHotkeys, [...known, hotkey], coldkey)
}
