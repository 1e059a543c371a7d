import { stakingHotkeys } from '../../state/subtensor.ts'
import type { Account } from '../../types.ts'
import type { Execution } from '../execution.ts'
import { ensure } from '../failure.ts'

/**
 * Refuses stake on one more hotkey than a coldkey may have; fewer where another coldkey sends it.
 * @throws DispatchFailure SubtensorModule.TooManyStakingHotkeys.
 * Source: RaoFoundation/subtensor pallets/subtensor/src/lib.rs of spec 468 to 472 MAX_STAKING_HOTKEYS,
 * MAX_THIRD_PARTY_STAKING_HOTKEYS
 */
export function ensureHotkeyFits(
  { state, terms }: Execution,
  { coldkey, hotkey }: { readonly coldkey: Account; readonly hotkey: Account },
  by: 'owner' | 'other',
): void {
  const most = terms.stakingHotkeys?.[by]
  if (most === undefined) return
  const known = state.read(stakingHotkeys, coldkey)
  ensure(known.includes(hotkey) || known.length < most, 'TooManyStakingHotkeys')
}
