import { CliError } from '../errors/cli-error.ts'
import { compare } from './arithmetic.ts'
import { type Balance, make, peek } from './balance.ts'
import { divide, type Rounding } from './rounding.ts'
import type { Unit } from './unit.ts'

/**
 * What falls on a part of what an amount was for: amount × part / whole, in the amount's unit.
 * @throws E_UNIT_MISMATCH where part and whole differ in unit, E_PRICE for a whole of nothing, E_BALANCE_OVERFLOW
 */
export function inProportion<U extends Unit, W extends Unit>(
  amount: Balance<U>,
  part: Balance<W>,
  whole: Balance<NoInfer<W>>,
  rounding: Rounding,
): Balance<U> {
  compare(part, whole)
  if (peek(whole) === 0n) throw new CliError('E_PRICE', { problem: 'a proportion of nothing' })
  return make(divide(peek(amount) * peek(part), peek(whole), rounding), amount.unit)
}
