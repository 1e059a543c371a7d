import {
  type Alpha,
  type Balance,
  isZero,
  type Netuid,
  Percent,
  parseAlpha,
  parseTao,
  type SubnetKey,
  type Tao,
  type Unit,
} from '../../balance/index.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Wanted } from '../../plan/amount.ts'
import type { AmountFlags } from '../grammar/options.ts'

/** The amount a trade was given, whichever way. Refuses several ways at once. @throws E_AMOUNT_CHOICE */
export function givenAmount(flags: AmountFlags): string | true | undefined {
  const given = (['amount', 'keep', 'all'] as const).filter(name => flags[name] !== undefined)
  if (given.length > 1) throw new CliError('E_AMOUNT_CHOICE', { given: given.map(name => `--${name}`) })
  return flags.amount ?? flags.keep ?? flags.all
}

/** What was wanted, in alpha of the origin. @throws E_BALANCE_SYNTAX and its kin, E_BALANCE_ZERO, E_PERCENT */
export function readAmount<S extends SubnetKey>(flags: AmountFlags, netuid: Netuid<S>): Wanted<Alpha<S>> {
  return readWanted(flags, text => parseAlpha(text, netuid))
}

/** What was wanted, in TAO. @throws as `readAmount` */
export function readTao(flags: AmountFlags): Wanted<Tao> {
  return readWanted(flags, text => parseTao(text))
}

function readWanted<U extends Unit>(
  { amount, keep }: AmountFlags,
  parse: (text: string) => Balance<U>,
): Wanted<U> {
  if (keep !== undefined) return { kind: 'keep', amount: parse(keep) }
  if (amount === undefined) return { kind: 'all' }
  return amount.endsWith('%')
    ? { kind: 'share', percent: Percent.parse(amount) }
    : { kind: 'exact', amount: requirePositive(parse(amount)) }
}

/** An amount that is not zero. @throws E_BALANCE_ZERO */
export function requirePositive<U extends Unit>(amount: Balance<U>): Balance<U> {
  if (isZero(amount)) throw new CliError('E_BALANCE_ZERO')
  return amount
}
