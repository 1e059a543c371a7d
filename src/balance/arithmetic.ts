import { CliError } from '../errors/cli-error.ts'
import { type Balance, make, peek, type SomeBalance } from './balance.ts'
import { formatNamed } from './format.ts'
import {
  type Alpha,
  alphaOf,
  type Netuid,
  netuidFrom,
  type SomeAlpha,
  type SubnetKey,
  sameUnit,
  someAlpha,
  type Unit,
  unitName,
} from './unit.ts'

/** Nothing, in the unit of another amount or a unit. */
export function zero<U extends Unit>(unit: U): Balance<U> {
  return make(0n, unit)
}

/** a + b. @throws E_UNIT_MISMATCH, E_BALANCE_OVERFLOW */
export function add<U extends Unit>(a: Balance<U>, b: Balance<NoInfer<U>>): Balance<U> {
  assertSameUnit(a, b)
  return make(peek(a) + peek(b), a.unit)
}

/** a - b. @throws E_UNIT_MISMATCH, E_BALANCE_UNDERFLOW below zero */
export function subtract<U extends Unit>(a: Balance<U>, b: Balance<NoInfer<U>>): Balance<U> {
  assertSameUnit(a, b)
  const rao = peek(a) - peek(b)
  if (rao < 0n) throw new CliError('E_BALANCE_UNDERFLOW', { left: formatNamed(a), right: formatNamed(b) })
  return make(rao, a.unit)
}

/** -1 when a is less, 0 when equal, 1 when a is more. @throws E_UNIT_MISMATCH */
export function compare<U extends Unit>(a: Balance<U>, b: Balance<NoInfer<U>>): -1 | 0 | 1 {
  assertSameUnit(a, b)
  const difference = peek(a) - peek(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Sum of a list; the zero gives the unit. @throws E_UNIT_MISMATCH, E_BALANCE_OVERFLOW */
export function sum<U extends Unit>(
  amounts: readonly Balance<U>[],
  nothing: Balance<NoInfer<U>>,
): Balance<U> {
  return amounts.reduce<Balance<U>>((total, amount) => add(total, amount), nothing)
}

export function isZero(amount: SomeBalance): boolean {
  return peek(amount) === 0n
}

/** Forgets which subnet the compiler knew, for lists and output. The amount and its run-time unit stay. */
export function widen<S extends SubnetKey>(amount: Balance<Alpha<S>>): Balance<SomeAlpha> {
  return make<SomeAlpha>(peek(amount), someAlpha(amount.unit.netuid))
}

/** Names an unknown subnet after checking it. Never relabels. @throws E_UNIT_MISMATCH */
export function narrow<S extends SubnetKey>(
  amount: Balance<SomeAlpha>,
  subnet: Netuid<S>,
): Balance<Alpha<S>> {
  const unit = alphaOf(subnet)
  if (!sameUnit(amount.unit, unit)) {
    throw new CliError('E_UNIT_MISMATCH', { left: formatNamed(amount), right: unitName(unit) })
  }
  return make(peek(amount), unit)
}

/** Names the unit of an amount out of a list after checking it. Never relabels. @throws E_UNIT_MISMATCH */
export function inUnit<U extends Unit>(amount: SomeBalance, unit: U): Balance<U> {
  if (!sameUnit(amount.unit, unit)) {
    throw new CliError('E_UNIT_MISMATCH', { left: formatNamed(amount), right: unitName(unit) })
  }
  return make(peek(amount), unit)
}

/**
 * Hands an amount to `use` with its unit known, under a name that exists only there: others join it by `inUnit`. Alpha of
 * some subnet becomes alpha of its subnet.
 */
export function withKnownUnit<R>(amount: SomeBalance, use: <U extends Unit>(amount: Balance<U>) => R): R {
  const { unit } = amount
  if (unit.kind === 'tao') return use(make(peek(amount), unit))
  return use(make(peek(amount), alphaOf(netuidFrom(unit.netuid, 'known'))))
}

function assertSameUnit(a: SomeBalance, b: SomeBalance): void {
  if (!sameUnit(a.unit, b.unit))
    throw new CliError('E_UNIT_MISMATCH', { left: formatNamed(a), right: formatNamed(b) })
}
