import { lastColdkeyHotkeyStakeBlock, rootStakeUnlockInterval } from '../../state/subtensor.ts'
import type { Execution } from '../execution.ts'
import { ensure } from '../failure.ts'
import { root } from './market.ts'
import type { StakePosition } from './shares.ts'

/**
 * Refuses to take stake from root that came there too recently, where there is such an interval.
 * @throws DispatchFailure SubtensorModule.RootStakeLocked.
 * Source: RaoFoundation/subtensor pallets/subtensor/src/staking/stake_utils.rs of spec 462 to 472
 */
export function ensureRootHoldOver({ state, number }: Execution, position: StakePosition): void {
  const interval = state.read(rootStakeUnlockInterval)
  if (position.netuid !== root || interval === 0n) return
  const last = state.read(lastColdkeyHotkeyStakeBlock, position.coldkey, position.hotkey) ?? 0n
  ensure(BigInt(number) - last >= interval, 'RootStakeLocked')
}
