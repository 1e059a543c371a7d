import { type Balance, compare, Percent, subtract, type Unit } from '../../src/balance/index.ts'

/** Whether an amount is no further off than so much, or than such a share of what is expected. @throws E_UNIT_MISMATCH */
export function isWithin<U extends Unit>(
  received: Balance<U>,
  expected: Balance<U>,
  tolerance: Balance<U> | Percent,
): boolean {
  const off = compare(received, expected) < 0 ? subtract(expected, received) : subtract(received, expected)
  return compare(off, tolerance instanceof Percent ? tolerance.of(expected, 'down') : tolerance) <= 0
}
