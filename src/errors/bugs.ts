import { define } from './define.ts'

/** Exit 1: bugs in taoctl. */
export const bugs = {
  E_UNIT_MISMATCH: define(
    1,
    (c: { left: string; right: string }) => `${c.left} and ${c.right} are different units.`,
  ),
  E_BALANCE_COERCION: define(
    1,
    (c: { hint: string }) =>
      `An amount was used as a ${c.hint}. Amounts only change through add, subtract and convert.`,
  ),
  E_BALANCE_UNDERFLOW: define(
    1,
    (c: { left: string; right: string }) => `${c.left} minus ${c.right} is below zero.`,
  ),
  E_BALANCE_OVERFLOW: define(
    1,
    (c: { rao: string }) => `${c.rao} rao does not fit an amount (0 to 2^64-1 rao).`,
  ),
  E_PRICE: define(1, (c: { problem: string }) => `Unusable price: ${c.problem}.`),
  E_INEXACT: define(1, (c: { amount: string }) => `${c.amount} cannot be converted without a remainder.`),
  E_BUG: define(1, (c: { problem: string }) => `A bug in taoctl: ${c.problem}.`),
} as const
