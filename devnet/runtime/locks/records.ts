import { min, minus, plus, U64_MAX } from '../../../src/pool/fixed.ts'
import {
  decayingHotkeyLock,
  decayingLock,
  decayingOwnerLock,
  hotkeyLock,
  type LockState,
  lock,
  lockingColdkeys,
  maturityRate,
  ownerLock,
  unlockRate,
} from '../../state/locks.ts'
import type { State } from '../../state/state.ts'
import { subnetOwnerHotkey } from '../../state/subnet.ts'
import type { Account } from '../../types.ts'
import { isNegligible, type LockKind, noLock, type Rates, rollForward } from './roll.ts'

/** Whose lock, where, and to which hotkey. */
export interface LockPlace {
  readonly coldkey: Account
  readonly netuid: number
  readonly hotkey: Account
}

/** How fast locks change now. */
export function ratesOf(state: State): Rates {
  return { unlock: state.read(unlockRate), maturity: state.read(maturityRate) }
}

/** What the lock of a place follows. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:565 */
export function kindOf(state: State, { coldkey, netuid, hotkey }: LockPlace): LockKind {
  return {
    owner: state.read(subnetOwnerHotkey, netuid) === hotkey,
    perpetual: isPerpetual(state, coldkey, netuid),
  }
}

/** Whether the locks of a coldkey on a subnet never decay. */
export function isPerpetual(state: State, coldkey: Account, netuid: number): boolean {
  return state.read(decayingLock, coldkey, netuid) === false
}

/** Where a coldkey has locked stake of a subnet: to one hotkey at most. */
export function lockPlace(state: State, coldkey: Account, netuid: number): LockPlace | undefined {
  const [found] = state.entries(lock, coldkey, netuid)
  return found && { coldkey, netuid, hotkey: found.key[2] }
}

/** The lock of a place, brought up to block `now` or not. */
export function storedLock(state: State, { coldkey, netuid, hotkey }: LockPlace, now: bigint): LockState {
  return state.read(lock, coldkey, netuid, hotkey) ?? noLock(now)
}

/** The lock of a place as it is at block `now`. */
export function currentLock(state: State, place: LockPlace, now: bigint): LockState {
  return rollForward(storedLock(state, place, now), now, ratesOf(state), kindOf(state, place))
}

/**
 * Keeps a lock, and its row in the index by hotkey; one too small to count goes away.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:505
 */
export function writeLock(state: State, { coldkey, netuid, hotkey }: LockPlace, value: LockState): void {
  if (isNegligible(value)) {
    state.remove(lockingColdkeys, netuid, hotkey, coldkey)
    state.remove(lock, coldkey, netuid, hotkey)
  } else {
    state.write(lockingColdkeys, null, netuid, hotkey, coldkey)
    state.write(lock, value, coldkey, netuid, hotkey)
  }
}

/**
 * The sum of all locks of one kind: to the owner's hotkey one for the subnet, else one for each hotkey. Changes it;
 * one with nothing in it goes away.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:126, 521-563
 */
export function changeTotal(
  state: State,
  { netuid, hotkey }: LockPlace,
  { owner, perpetual }: LockKind,
  now: bigint,
  change: (total: LockState) => LockState,
): void {
  const general = perpetual ? hotkeyLock : decayingHotkeyLock
  const owners = perpetual ? ownerLock : decayingOwnerLock
  const before = owner ? state.read(owners, netuid) : state.read(general, netuid, hotkey)
  const after = change(before ?? noLock(now))
  const empty = after.locked_mass === 0n && after.conviction === 0n
  if (owner && empty) state.remove(owners, netuid)
  else if (owner) state.write(owners, after, netuid)
  else if (empty) state.remove(general, netuid, hotkey)
  else state.write(general, after, netuid, hotkey)
}

/** A sum of locks with one more. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:319 */
export function withLock(total: LockState, added: LockState): LockState {
  const later = total.last_update > added.last_update ? total : added
  return {
    locked_mass: min(total.locked_mass + added.locked_mass, U64_MAX),
    conviction: plus(total.conviction, added.conviction),
    last_update: later.last_update,
  }
}

/** A lock less an amount and its conviction. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:327 */
export function withoutMass(total: LockState, mass: bigint, conviction: bigint): LockState {
  return {
    ...total,
    locked_mass: minus(total.locked_mass, mass),
    conviction: minus(total.conviction, conviction),
  }
}
