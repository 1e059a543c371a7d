import { minus } from '../../../src/pool/fixed.ts'
import type { State } from '../../state/state.ts'
import type { Account } from '../../types.ts'
import type { Execution } from '../execution.ts'
import { ensure } from '../failure.ts'
import { lockedMass, nowOf } from '../locks/change.ts'
import { collateralOf } from './collateral.ts'
import { stakeOnSubnet } from './shares.ts'

/** What a coldkey has on a subnet over all hotkeys, and how much of it may leave; `locked` is without collateral. Unit: alpha rao. */
export interface AvailableStake {
  readonly total: bigint
  readonly locked: bigint
  readonly available: bigint
}

/**
 * Stake of a coldkey on a subnet at block `now`, divided by its lock and collateral, which bind all hotkeys together.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:726
 */
export function availability(state: State, coldkey: Account, netuid: number, now: bigint): AvailableStake {
  const total = stakeOnSubnet(state, coldkey, netuid)
  const locked = lockedMass(state, coldkey, netuid, now)
  const collateral = collateralOf(state, coldkey, netuid)
  return { total, locked, available: minus(minus(total, locked), collateral) }
}

/**
 * Refuses to take stake that is locked. Unit: alpha rao.
 * @throws DispatchFailure SubtensorModule.StakeUnavailable.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:743
 */
export function ensureAvailable(run: Execution, coldkey: Account, netuid: number, amount: bigint): void {
  ensure(availability(run.state, coldkey, netuid, nowOf(run)).available >= amount, 'StakeUnavailable')
}
