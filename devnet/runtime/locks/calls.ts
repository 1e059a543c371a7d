import { min, U64_MAX } from '../../../src/pool/fixed.ts'
import { decayingLock, lock, lockingColdkeys } from '../../state/locks.ts'
import { owner } from '../../state/subtensor.ts'
import type { Account } from '../../types.ts'
import { type CallRule, callRule } from '../call-rule.ts'
import type { Execution } from '../execution.ts'
import { ensure } from '../failure.ts'
import { ensureHotkey } from '../staking/checks.ts'
import { stakeOnSubnet } from '../staking/shares.ts'
import { benchmarked } from '../weight.ts'
import { addToTotal, freshLock, nowOf, rollTotal, takeFromTotal } from './change.ts'
import { currentLock, isPerpetual, kindOf, lockPlace, ratesOf, storedLock, writeLock } from './records.ts'
import { rollForward } from './roll.ts'
import { acceptLockedAlpha } from './transfer.ts'

interface LockStake {
  readonly hotkey: Account
  readonly netuid: number
  /** Alpha rao. */
  readonly amount: bigint
}

/**
 * Locks stake of a subnet, on whatever hotkey it lies, to one hotkey, or adds to that lock.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:756
 */
function lockStake(run: Execution, coldkey: Account, { hotkey, netuid, amount }: LockStake): void {
  const { state } = run
  ensure(amount > 0n, 'AmountTooLow')
  ensureHotkey(state, hotkey)
  const now = nowOf(run)
  const existing = lockPlace(state, coldkey, netuid)
  ensure(existing === undefined || existing.hotkey === hotkey, 'LockHotkeyMismatch')
  const place = { coldkey, netuid, hotkey }
  const before = rollTotal(state, place, now)
  const after = { ...before, locked_mass: min(before.locked_mass + amount, U64_MAX) }
  ensure(stakeOnSubnet(state, coldkey, netuid) >= after.locked_mass, 'InsufficientStakeForLock')
  writeLock(state, place, rollForward(after, now, ratesOf(state), kindOf(state, place)))
  addToTotal(state, place, freshLock(amount, now), now)
  state.emit('SubtensorModule', 'StakeLocked', { coldkey, hotkey, netuid, amount })
}

interface MoveLock {
  readonly destination_hotkey: Account
  readonly netuid: number
}

/**
 * Binds a lock to another hotkey; the conviction is lost unless both hotkeys have one owner.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:1713
 */
function moveLock(run: Execution, coldkey: Account, { destination_hotkey: hotkey, netuid }: MoveLock): void {
  const { state } = run
  ensureHotkey(state, hotkey)
  const now = nowOf(run)
  const from = lockPlace(state, coldkey, netuid)
  ensure(from !== undefined, 'NoExistingLock')
  const to = { coldkey, netuid, hotkey }
  const removed = currentLock(state, from, now)
  const sameOwner = state.read(owner, from.hotkey) === state.read(owner, hotkey)
  const kept = sameOwner ? removed : { ...removed, conviction: 0n }
  const moved = rollForward(kept, now, ratesOf(state), kindOf(state, to))
  state.remove(lock, coldkey, netuid, from.hotkey)
  state.remove(lockingColdkeys, netuid, from.hotkey, coldkey)
  writeLock(state, to, moved)
  takeFromTotal(state, from, removed, now)
  addToTotal(state, to, moved, now)
  const fields = { coldkey, origin_hotkey: from.hotkey, destination_hotkey: hotkey, netuid }
  state.emit('SubtensorModule', 'LockMoved', fields)
}

interface SetPerpetualLock {
  readonly netuid: number
  readonly enabled: boolean
}

/** Stops or resumes the decay of a lock. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:638 */
function setPerpetualLock(run: Execution, coldkey: Account, { netuid, enabled }: SetPerpetualLock): void {
  const { state } = run
  const now = nowOf(run)
  const changes = isPerpetual(state, coldkey, netuid) !== enabled
  const place = lockPlace(state, coldkey, netuid)
  if (place !== undefined) {
    const rolled = rollTotal(state, place, now)
    writeLock(state, place, rolled)
    if (changes) takeFromTotal(state, place, rolled, now)
  }
  if (enabled) state.write(decayingLock, false, coldkey, netuid)
  else state.remove(decayingLock, coldkey, netuid)
  const still = lockPlace(state, coldkey, netuid)
  if (changes && still !== undefined) addToTotal(state, still, storedLock(state, still, now), now)
  state.emit('SubtensorModule', 'PerpetualLockUpdated', { coldkey, netuid, enabled })
}

/** Lets a coldkey refuse or accept locked alpha; it refuses by default. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/macros/dispatches.rs:2640 */
function setRejectLockedAlpha(
  { state }: Execution,
  coldkey: Account,
  { enabled }: { readonly enabled: boolean },
): void {
  acceptLockedAlpha(state, coldkey, !enabled)
  state.emit('SubtensorModule', 'RejectLockedAlphaUpdated', { coldkey, enabled })
}

/**
 * Calls on locks, with their weights. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/weights.rs:2366,
 * 2397; macros/dispatches.rs:2587, 2635.
 */
export const lockCalls: Readonly<Record<string, CallRule>> = {
  'SubtensorModule.lock_stake': callRule<LockStake>(benchmarked(115_995, 7_655, 17, 3), lockStake),
  'SubtensorModule.move_lock': callRule<MoveLock>(benchmarked(149_819, 7_339, 14, 6), moveLock),
  'SubtensorModule.set_perpetual_lock': callRule<SetPerpetualLock>(benchmarked(0, 0, 4, 3), setPerpetualLock),
  'SubtensorModule.set_reject_locked_alpha': callRule(benchmarked(0, 0, 1, 1), setRejectLockedAlpha),
}
