import { divide, type Fixed, minus, multiply, ONE, plus, toFixed, toWhole } from '../../../src/pool/fixed.ts'
import type { LockState } from '../../state/locks.ts'
import { decay } from './decay.ts'

/** How fast locks of this chain decay and mature. Unit: blocks. */
export interface Rates {
  readonly unlock: bigint
  readonly maturity: bigint
}

/** What a lock follows: whether it binds to the subnet's owner, and whether it never decays. */
export interface LockKind {
  readonly owner: boolean
  readonly perpetual: boolean
}

/** A lock of less than this, in alpha rao and conviction, is none. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:12 */
const LEAST = 100n

/** No lock, as of a block. */
export function noLock(now: bigint): LockState {
  return { locked_mass: 0n, conviction: 0n, last_update: now }
}

/** Whether a lock is too small to count. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:27 */
export function isNegligible({ locked_mass, conviction }: LockState): boolean {
  return locked_mass < LEAST && conviction < toFixed(LEAST)
}

/**
 * A lock as it is at block `now`: less locked unless perpetual, more matured; a lock to the owner is mature at once.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:409
 */
export function rollForward(lock: LockState, now: bigint, rates: Rates, kind: LockKind): LockState {
  const rolled = now > lock.last_update ? aged(lock, now, rates, kind.perpetual) : lock
  const conviction = kind.owner ? toFixed(rolled.locked_mass) : rolled.conviction
  const mature = { ...rolled, conviction }
  return isNegligible(mature) ? { ...mature, locked_mass: 0n, conviction: 0n } : mature
}

/** Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:355 */
function aged(lock: LockState, now: bigint, { unlock, maturity }: Rates, perpetual: boolean): LockState {
  const blocks = now - lock.last_update
  const [unlocked, matured] = [decay(blocks, unlock), decay(blocks, maturity)]
  const mass = toFixed(lock.locked_mass)
  const gained = perpetual
    ? multiply(mass, minus(ONE, matured))
    : multiply(mass, share(blocks, { unlock, maturity }, unlocked, matured))
  return {
    locked_mass: perpetual ? lock.locked_mass : toWhole(multiply(unlocked, mass)),
    conviction: plus(multiply(matured, lock.conviction), gained),
    last_update: now,
  }
}

/** Part of a decaying mass that turns into conviction. */
function share(blocks: bigint, { unlock, maturity }: Rates, unlocked: Fixed, matured: Fixed): Fixed {
  if (unlock === maturity) return multiply(divide(toFixed(blocks), toFixed(maturity)), matured)
  if (unlock === 0n || maturity === 0n) return 0n
  const most = (1n << 127n) - 1n
  const least = -(1n << 127n)
  const signed = (value: bigint) => (value > most ? most : value < least ? least : value)
  const product = signed((signed(unlock << 64n) * (unlocked - matured)) >> 64n)
  const quotient = (product << 64n) / signed((unlock - maturity) << 64n)
  return quotient > most || quotient < 0n ? 0n : quotient
}
