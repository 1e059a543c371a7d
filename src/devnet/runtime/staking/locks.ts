import type { State } from '../../state/state.ts'
import { stakingHotkeys } from '../../state/subtensor.ts'
import type { Account } from '../../types.ts'
import { ensure } from '../failure.ts'
import { stakeAt } from './shares.ts'

/** What a coldkey has on a subnet over all hotkeys, and how much of it may leave. Unit: alpha rao. */
export interface Availability {
  readonly total: bigint
  readonly locked: bigint
  readonly available: bigint
}

/**
 * Stake of a coldkey on a subnet, divided by locks. No call of this chain makes a lock, so nothing is locked; rules
 * of locks belong here. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:726
 */
export function availability(state: State, coldkey: Account, netuid: number): Availability {
  const total = state
    .read(stakingHotkeys, coldkey)
    .reduce((sum, hotkey) => sum + stakeAt(state, { hotkey, coldkey, netuid }), 0n)
  return { total, locked: 0n, available: total }
}

/**
 * Refuses to take stake that is locked. Unit: alpha rao.
 * @throws DispatchFailure SubtensorModule.StakeUnavailable.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:743
 */
export function ensureAvailable(state: State, coldkey: Account, netuid: number, amount: bigint): void {
  ensure(availability(state, coldkey, netuid).available >= amount, 'StakeUnavailable')
}
