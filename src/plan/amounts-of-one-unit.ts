/**
 * For amounts of plans and receipts whose unit only the run knows, where both are to be of one: it is checked, never
 * converted. Each throws E_UNIT_MISMATCH for amounts of two units.
 */
import { compare, inProportion, inUnit, type SomeBalance, subtract, withKnownUnit } from '../balance/index.ts'

/** Whether one amount is more than another. */
export function isMore(amount: SomeBalance, than: SomeBalance): boolean {
  return withKnownUnit(amount, known => compare(known, inUnit(than, known.unit)) > 0)
}

/** By how much an amount is more than another. @throws E_BALANCE_UNDERFLOW where it is less */
export function excess(amount: SomeBalance, over: SomeBalance): SomeBalance {
  return withKnownUnit<SomeBalance>(amount, known => subtract(known, inUnit(over, known.unit)))
}

/** What falls on a part, where an amount is for the whole; part and whole are of one unit. @throws E_PRICE for a whole of nothing */
export function shareOf(
  amount: SomeBalance,
  part: SomeBalance,
  whole: SomeBalance,
  rounding: 'up' | 'down',
): SomeBalance {
  return withKnownUnit<SomeBalance>(amount, known =>
    withKnownUnit(part, one => inProportion(known, one, inUnit(whole, one.unit), rounding)),
  )
}
