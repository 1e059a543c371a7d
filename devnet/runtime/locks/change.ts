import { divide, minus, multiply, ONE, toFixed } from '../../../src/pool/fixed.ts'
import type { LockState } from '../../state/locks.ts'
import type { State } from '../../state/state.ts'
import type { Account } from '../../types.ts'
import type { Execution } from '../execution.ts'
import {
  changeTotal,
  currentLock,
  kindOf,
  type LockPlace,
  lockPlace,
  ratesOf,
  storedLock,
  withLock,
  withoutMass,
  writeLock,
} from './records.ts'
import { noLock, rollForward } from './roll.ts'

/** The block at work as locks count it. */
export function nowOf({ number }: Pick<Execution, 'number'>): bigint {
  return BigInt(number)
}

/**
 * Brings a lock and its total up to block `now`, and returns the lock without keeping it: callers change it first. What
 * the lock lost goes off the total; where it lost nothing, the total ages by itself.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:199
 */
export function rollTotal(state: State, place: LockPlace, now: bigint): LockState {
  const before = storedLock(state, place, now)
  const kind = kindOf(state, place)
  const rolled = rollForward(before, now, ratesOf(state), kind)
  const lost = minus(before.locked_mass, rolled.locked_mass)
  const faded = minus(before.conviction, rolled.conviction)
  changeTotal(state, place, kind, now, total =>
    lost > 0n || faded > 0n
      ? { ...withoutMass(total, lost, faded), last_update: now }
      : rollForward(total, now, ratesOf(state), kind),
  )
  return rolled
}

/** Adds a lock to its total. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:886 */
export function addToTotal(state: State, place: LockPlace, added: LockState, now: bigint): void {
  const kind = kindOf(state, place)
  const roll = (total: LockState) => rollForward(total, now, ratesOf(state), kind)
  changeTotal(state, place, kind, now, total => roll(withLock(roll(total), added)))
}

/** Takes an amount and its conviction off a total. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:901 */
export function takeFromTotal(
  state: State,
  place: LockPlace,
  { locked_mass, conviction }: Pick<LockState, 'locked_mass' | 'conviction'>,
  now: bigint,
): void {
  const kind = kindOf(state, place)
  changeTotal(state, place, kind, now, total =>
    withoutMass(rollForward(total, now, ratesOf(state), kind), locked_mass, conviction),
  )
}

/**
 * Brings the lock of a coldkey on a subnet up to the block at work, as every trade of its stake does.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:843
 */
export function refreshLock(run: Execution, coldkey: Account, netuid: number): void {
  const place = lockPlace(run.state, coldkey, netuid)
  if (place !== undefined) writeLock(run.state, place, rollTotal(run.state, place, nowOf(run)))
}

/**
 * Takes an amount off a lock, with its part of the conviction: stake that was forced out. Unit: alpha rao.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:265, 831
 */
export function reduceLock(run: Execution, coldkey: Account, netuid: number, amount: bigint): void {
  const { state } = run
  const now = nowOf(run)
  const place = lockPlace(state, coldkey, netuid)
  if (place === undefined) return
  const rolled = rollTotal(state, place, now)
  const mass = minus(rolled.locked_mass, amount)
  const kept = minus(ONE, divide(toFixed(amount), toFixed(rolled.locked_mass)))
  const conviction = mass === 0n ? 0n : multiply(rolled.conviction, kept)
  writeLock(state, place, { locked_mass: mass, conviction, last_update: now })
  const taken = {
    locked_mass: minus(rolled.locked_mass, mass),
    conviction: minus(rolled.conviction, conviction),
  }
  takeFromTotal(state, place, taken, now)
}

/** Locked alpha of a coldkey on a subnet at block `now`. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:692 */
export function lockedMass(state: State, coldkey: Account, netuid: number, now: bigint): bigint {
  const place = lockPlace(state, coldkey, netuid)
  return place === undefined ? 0n : currentLock(state, place, now).locked_mass
}

/** An amount to be locked, with no conviction yet. */
export function freshLock(amount: bigint, now: bigint): LockState {
  return { ...noLock(now), locked_mass: amount }
}
