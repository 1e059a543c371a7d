import { CliError } from '../errors/cli-error.ts'
import { type Balance, digits, make } from './balance.ts'
import { excerpt, type SomeAlpha, someAlpha, type Tao, tao } from './unit.ts'

/**
 * The only door for stored amounts: accepts what `toJSON` wrote, nothing else.
 * Unit, netuid, rao and decimal must agree. @throws E_STORED_BALANCE
 */
export function readBalance(json: unknown): Balance<Tao> | Balance<SomeAlpha> {
  const bad = (problem: string) => new CliError('E_STORED_BALANCE', { problem })
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw bad('not an object')
  const { unit, netuid, rao, decimal, ...rest } = json as Record<string, unknown>
  if (Object.keys(rest).length > 0) throw bad(`unknown key '${excerpt(Object.keys(rest)[0])}'`)
  if (unit !== 'TAO' && unit !== 'alpha') throw bad('unknown unit')
  if (typeof netuid !== 'number' || !Number.isInteger(netuid) || netuid < 0 || netuid > 65_535) {
    throw bad('bad netuid')
  }
  if (Object.is(netuid, -0)) throw bad('bad netuid')
  if (unit === 'TAO' && netuid !== 0) throw bad('TAO belongs to netuid 0')
  if (typeof rao !== 'string' || !/^(0|[1-9][0-9]{0,19})$/.test(rao) || BigInt(rao) > 2n ** 64n - 1n) {
    throw bad('bad rao')
  }
  if (decimal !== digits(BigInt(rao))) throw bad('rao and decimal disagree')
  return unit === 'TAO' ? make(BigInt(rao), tao) : make(BigInt(rao), someAlpha(netuid))
}
