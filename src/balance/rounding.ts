import { CliError } from '../errors/cli-error.ts'

const roundings: readonly Rounding[] = ['down', 'up', 'exact']

/** 'down' for what the user receives, 'up' for what they pay, 'exact' where a remainder would be a mistake. */
export type Rounding = 'down' | 'up' | 'exact'

/**
 * Quotient of non-negative integers.
 * @throws E_INEXACT when rounding is 'exact' and a remainder is left, E_BUG when no rounding is named
 */
export function divide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (!roundings.includes(rounding)) throw new CliError('E_BUG', { problem: 'a division without a rounding' })
  const quotient = numerator / denominator
  if (quotient * denominator === numerator || rounding === 'down') return quotient
  if (rounding === 'exact') throw new CliError('E_INEXACT', { amount: `${numerator}/${denominator} rao` })
  return quotient + 1n
}
