import {
  type Alpha,
  type Balance,
  compare,
  format,
  isZero,
  type Percent,
  type SubnetKey,
  subtract,
} from '../balance/index.ts'
import { CliError } from '../errors/cli-error.ts'

/** How much of a position a person asked for. */
export type Wanted<S extends SubnetKey> =
  | { readonly kind: 'all' }
  | { readonly kind: 'exact'; readonly amount: Balance<Alpha<S>> }
  | { readonly kind: 'share'; readonly percent: Percent }
  | { readonly kind: 'keep'; readonly amount: Balance<Alpha<S>> }

/**
 * The amount to take from a position. `all` is the stake itself: no parsing, no scaling, no relabelling
 * (opentensor/btcli@0d223010 scaled it by 1e9 a second time). A share rounds down.
 * @throws E_NO_STAKE, E_NOT_ENOUGH_STAKE, E_NOTHING_MOVABLE where the share or what is not kept comes to 0
 */
export function amountToTake<S extends SubnetKey>(
  wanted: Wanted<S>,
  stake: Balance<Alpha<S>>,
  where: string,
): Balance<Alpha<S>> {
  if (isZero(stake)) throw new CliError('E_NO_STAKE', { where })
  const amount = wantedOf(wanted, stake, where)
  if (isZero(amount)) {
    const reasons = [`the amount comes to 0 of the ${format(stake)} staked ${where}`]
    throw new CliError('E_NOTHING_MOVABLE', { reasons })
  }
  if (compare(amount, stake) > 0) throw tooMuch(amount, stake, where)
  return amount
}

function wantedOf<S extends SubnetKey>(
  wanted: Wanted<S>,
  stake: Balance<Alpha<S>>,
  where: string,
): Balance<Alpha<S>> {
  switch (wanted.kind) {
    case 'all':
      return stake
    case 'exact':
      return wanted.amount
    case 'share':
      return wanted.percent.of(stake, 'down')
    case 'keep':
      if (compare(wanted.amount, stake) > 0) throw tooMuch(wanted.amount, stake, where)
      return subtract(stake, wanted.amount)
  }
}

function tooMuch<S extends SubnetKey>(
  amount: Balance<Alpha<S>>,
  stake: Balance<Alpha<S>>,
  where: string,
): CliError {
  return new CliError('E_NOT_ENOUGH_STAKE', { wanted: format(amount), staked: format(stake), where })
}
