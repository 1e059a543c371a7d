import { CliError } from '../errors/cli-error.ts'
import { type Balance, make } from './balance.ts'
import { type Alpha, alphaOf, excerpt, type Netuid, type SubnetKey, type Tao, tao } from './unit.ts'

type Over9<T extends string> =
  T extends `${string}.${infer _1}${infer _2}${infer _3}${infer _4}${infer _5}${infer _6}${infer _7}${infer _8}${infer _9}${infer _10}${infer _}`
    ? true
    : false

/** A decimal literal with more than 9 fraction digits does not compile. */
type Decimal<T extends string> = Over9<T> extends true ? never : T

/**
 * TAO from decimal text. Range 0..18446744073.709551615, at most 9 decimals, ASCII digits and one point only.
 * @throws E_BALANCE_SYNTAX, E_BALANCE_PRECISION, E_BALANCE_RANGE
 */
export function parseTao<const T extends string>(text: Decimal<T>): Balance<Tao> {
  return make(parseRao(text), tao)
}

/**
 * Alpha of a subnet from decimal text, under the rules of `parseTao`.
 * @throws E_BALANCE_SYNTAX, E_BALANCE_PRECISION, E_BALANCE_RANGE
 */
export function parseAlpha<S extends SubnetKey, const T extends string>(
  text: Decimal<T>,
  subnet: Netuid<S>,
): Balance<Alpha<S>> {
  return make(parseRao(text), alphaOf(subnet))
}

function parseRao(text: unknown): bigint {
  const match = typeof text === 'string' ? /^(0|[1-9][0-9]*)(?:\.([0-9]+))?$/.exec(text) : null
  if (!match) throw new CliError('E_BALANCE_SYNTAX', { text: excerpt(text) })
  const [whole = '', fraction = ''] = match.slice(1)
  if (fraction.length > 9) throw new CliError('E_BALANCE_PRECISION', { text: excerpt(text) })
  // 11 digits hold the largest whole part; longer text is out of range without building a huge integer.
  const rao = whole.length > 11 ? undefined : BigInt(whole + fraction.padEnd(9, '0'))
  if (rao === undefined || rao > 2n ** 64n - 1n)
    throw new CliError('E_BALANCE_RANGE', { text: excerpt(text) })
  return rao
}
