import {
  type Alpha,
  add,
  type Balance,
  compare,
  format,
  formatNamed,
  narrow,
  type SomeAlpha,
  type SubnetKey,
  type Tao,
} from '../balance/index.ts'
import { CliError } from '../errors/cli-error.ts'

/**
 * Refuses a trade whose proceeds the chain calls too low; they must exceed the minimum.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:1287-1296. @throws E_BELOW_MINIMUM
 */
export function requireAboveMinimum(what: string, proceeds: Balance<Tao>, minimum: Balance<Tao>): void {
  if (!isAboveMinimum(proceeds, minimum)) {
    throw new CliError('E_BELOW_MINIMUM', {
      what,
      worth: `${format(proceeds)} TAO`,
      minimum: `${format(minimum)} TAO`,
    })
  }
}

export function isAboveMinimum(proceeds: Balance<Tao>, minimum: Balance<Tao>): boolean {
  return compare(proceeds, minimum) > 0
}

/**
 * Refuses a trade within one subnet that is worth less than the minimum; there, equal is enough.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:1009-1012. @throws E_BELOW_MINIMUM
 */
export function requireAtLeastMinimum(what: string, worth: Balance<Tao>, minimum: Balance<Tao>): void {
  if (compare(worth, minimum) < 0) {
    throw new CliError('E_BELOW_MINIMUM', {
      what,
      worth: `${format(worth)} TAO`,
      minimum: `${format(minimum)} TAO`,
    })
  }
}

/**
 * Refuses to leave so little in a position that the chain would remove it as well. @throws E_LEFT_BELOW_MINIMUM
 */
export function requireLeft<S extends SubnetKey>(
  rest: Balance<Alpha<S>>,
  worth: Balance<Tao>,
  minimum: Balance<Tao>,
): void {
  if (compare(worth, minimum) >= 0) return
  const [text, least] = [`${format(worth)} TAO`, `${format(minimum)} TAO`]
  throw new CliError('E_LEFT_BELOW_MINIMUM', { rest: formatNamed(rest), worth: text, minimum: least })
}

/**
 * Refuses to take away locked stake. What is available counts all hotkeys of a coldkey on the subnet; undefined where
 * the chain knows no locks.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:743. @throws E_LOCKED
 */
export function requireAvailable<S extends SubnetKey>(
  amount: Balance<Alpha<S>>,
  available: Balance<SomeAlpha> | undefined,
): void {
  if (available === undefined || compare(amount, narrow(available, amount.unit.netuid)) <= 0) return
  const { netuid } = amount.unit
  throw new CliError('E_LOCKED', { wanted: format(amount), available: format(available), netuid: +netuid })
}

/** Refuses when the fee cannot be paid with the existential deposit kept; `inAlpha` if the position could. @throws E_FEE */
export function requireFee(
  free: Balance<Tao>,
  fee: Balance<Tao>,
  deposit: Balance<Tao>,
  inAlpha = false,
): void {
  if (!canPay(free, fee, deposit)) throw feeError(free, fee, inAlpha)
}

export function canPay(free: Balance<Tao>, fee: Balance<Tao>, deposit: Balance<Tao>): boolean {
  return compare(free, add(fee, deposit)) >= 0
}

export function feeError(free: Balance<Tao>, fee: Balance<Tao>, inAlpha: boolean): CliError {
  const offer = inAlpha ? '--fee-in-alpha' : undefined
  return new CliError('E_FEE', { fee: `${format(fee)} TAO`, free: `${format(free)} TAO`, offer })
}
