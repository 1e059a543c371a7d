import { divide, min, minus, multiply, plus, toFixed, U64_MAX } from '../../../src/pool/fixed.ts'
import { accountFlags, type LockState } from '../../state/locks.ts'
import type { State } from '../../state/state.ts'
import type { Account } from '../../types.ts'
import type { Execution } from '../execution.ts'
import { ensure } from '../failure.ts'
import { stakeOnSubnet } from '../staking/shares.ts'
import { addToTotal, nowOf, takeFromTotal } from './change.ts'
import { currentLock, kindOf, lockPlace, ratesOf, writeLock } from './records.ts'
import { noLock, rollForward } from './roll.ts'

/** Bit of AccountFlags: the coldkey accepts locked alpha. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:470 */
const acceptsLocked = 1n

/** Lets a coldkey accept locked alpha or not. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:474 */
export function acceptLockedAlpha(state: State, coldkey: Account, accepts: boolean): void {
  const others = state.read(accountFlags, coldkey) & ~acceptsLocked
  const flags = accepts ? others | acceptsLocked : others
  if (flags === 0n) state.remove(accountFlags, coldkey)
  else state.write(accountFlags, flags, coldkey)
}

/** A stake that changes its coldkey within a subnet. */
export interface LockTransfer {
  readonly from: Account
  readonly to: Account
  readonly netuid: number
  /** Alpha rao. */
  readonly amount: bigint
}

/**
 * Lets locks follow stake to another coldkey: what is free goes first, the rest goes locked, with its part of the
 * conviction. To be called before the stake moves.
 * @throws DispatchFailure SubtensorModule.LockHotkeyMismatch where the receiver locks to another hotkey,
 * AccountRejectsLockedAlpha where it does not accept locked alpha.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:1803
 */
export function transferLock(run: Execution, { from, to, netuid, amount }: LockTransfer): void {
  const { state } = run
  const now = nowOf(run)
  const source = from === to || amount === 0n ? undefined : lockPlace(state, from, netuid)
  if (source === undefined) return
  const target = lockPlace(state, to, netuid)
  const destination = target ?? { ...source, coldkey: to }

  const lock = currentLock(state, source, now)
  const available = minus(stakeOnSubnet(state, from, netuid), lock.locked_mass)
  const beyond = minus(amount, available)
  ensure(beyond === 0n || destination.hotkey === source.hotkey, 'LockHotkeyMismatch')
  const mass = min(beyond, lock.locked_mass)
  const conviction = multiply(lock.conviction, divide(toFixed(mass), toFixed(lock.locked_mass)))
  ensure(mass === 0n || (state.read(accountFlags, to) & acceptsLocked) !== 0n, 'AccountRejectsLockedAlpha')

  const theirs = target === undefined ? noLock(now) : currentLock(state, target, now)
  const rates = ratesOf(state)
  const roll = (place: typeof source, value: LockState) =>
    rollForward(value, now, rates, kindOf(state, place))
  writeLock(
    state,
    source,
    roll(source, {
      ...lock,
      locked_mass: lock.locked_mass - mass,
      conviction: minus(lock.conviction, conviction),
    }),
  )
  writeLock(
    state,
    destination,
    roll(destination, {
      ...theirs,
      locked_mass: min(theirs.locked_mass + mass, U64_MAX),
      conviction: plus(theirs.conviction, conviction),
    }),
  )
  if (mass === 0n) return
  takeFromTotal(state, source, { locked_mass: mass, conviction }, now)
  addToTotal(state, destination, { locked_mass: mass, conviction, last_update: now }, now)
}
