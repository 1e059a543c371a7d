import {
  type Alpha,
  type Balance,
  compare,
  format,
  isZero,
  type Percent,
  type SubnetKey,
  subtract,
  type Tao,
  type Unit,
} from '../balance/index.ts'
import { CliError } from '../errors/cli-error.ts'
import { requireFee } from './checks.ts'

/** How much of a position, or of free TAO, a person asked for. */
export type Wanted<U extends Unit> =
  | { readonly kind: 'all' }
  | { readonly kind: 'exact'; readonly amount: Balance<U> }
  | { readonly kind: 'share'; readonly percent: Percent }
  | { readonly kind: 'keep'; readonly amount: Balance<U> }

/**
 * The amount to take from a position. `all` is the stake itself: no parsing, no scaling, no relabelling
 * (opentensor/btcli@0d223010 scaled it by 1e9 a second time). A share rounds down.
 * @throws E_NO_STAKE, E_NOT_ENOUGH_STAKE, E_NOTHING_MOVABLE where the share or what is not kept comes to 0
 */
export function amountToTake<S extends SubnetKey>(
  wanted: Wanted<Alpha<S>>,
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
  wanted: Wanted<Alpha<S>>,
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

/**
 * The TAO to stake of what is free. The transaction fee is paid first, and the existential deposit stays; `all` is the
 * rest, what is kept counts the deposit in. A share is of what is free and rounds down.
 * @throws E_FEE, E_NOT_ENOUGH_FREE, E_NOTHING_MOVABLE where it comes to 0
 */
export function amountToStake(
  wanted: Wanted<Tao>,
  {
    free,
    fee,
    deposit,
  }: { readonly free: Balance<Tao>; readonly fee: Balance<Tao>; readonly deposit: Balance<Tao> },
): Balance<Tao> {
  requireFee(free, fee, deposit)
  const most = subtract(subtract(free, fee), deposit)
  const amount = stakeOf(wanted, { free, fee, deposit }, most)
  if (isZero(amount)) {
    throw new CliError('E_NOTHING_MOVABLE', {
      reasons: [`the amount comes to 0 of the ${format(free)} TAO free`],
    })
  }
  if (compare(amount, most) > 0) throw notFree(format(amount), free, fee, most)
  return amount
}

function stakeOf(
  wanted: Wanted<Tao>,
  {
    free,
    fee,
    deposit,
  }: { readonly free: Balance<Tao>; readonly fee: Balance<Tao>; readonly deposit: Balance<Tao> },
  most: Balance<Tao>,
): Balance<Tao> {
  switch (wanted.kind) {
    case 'all':
      return most
    case 'exact':
      return wanted.amount
    case 'share':
      return wanted.percent.of(free, 'down')
    case 'keep': {
      const kept = compare(wanted.amount, deposit) < 0 ? deposit : wanted.amount
      const left = subtract(free, fee)
      if (compare(kept, left) > 0) throw notFree(`keeping ${format(kept)}`, free, fee, most)
      return subtract(left, kept)
    }
  }
}

function notFree(wanted: string, free: Balance<Tao>, fee: Balance<Tao>, most: Balance<Tao>): CliError {
  const [held, paid, spendable] = [free, fee, most].map(each => `${format(each)} TAO`)
  return new CliError('E_NOT_ENOUGH_FREE', {
    wanted: `${wanted} TAO`,
    free: held ?? '',
    fee: paid ?? '',
    most: spendable ?? '',
  })
}

function tooMuch<S extends SubnetKey>(
  amount: Balance<Alpha<S>>,
  stake: Balance<Alpha<S>>,
  where: string,
): CliError {
  return new CliError('E_NOT_ENOUGH_STAKE', { wanted: format(amount), staked: format(stake), where })
}
