import {
  type Alpha,
  type Balance,
  compare,
  format,
  formatNamed,
  isZero,
  type Netuid,
  narrow,
} from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import { batchAll, callRequirements, transferStake } from '../../chain/calls.ts'
import { staked } from '../../chain/place.ts'
import { closingEvents, tradeRequirements } from '../../chain/requirements.ts'
import { CliError } from '../../errors/cli-error.ts'
import { agreedOf } from '../../plan/agreed.ts'
import { amountToTake, type Wanted } from '../../plan/amount.ts'
import { requireAboveMinimum, requireAtLeastMinimum, requireAvailable } from '../../plan/checks.ts'
import type { PlannedTrade } from '../../plan/plan.ts'
import { requestText, wantedText } from '../request.ts'
import type { Desk, Verb } from '../verb.ts'
import { requireAccount } from './account.ts'
import { guardSwap, guardText, poolsFor, type SwapGuard } from './guard.ts'
import { plannedTrade } from './planned.ts'
import { requireSubnets } from './subnets.ts'
import { swapCall } from './swap.ts'

export interface TransferOptions {
  readonly to: Address
  readonly hotkey: Address
  readonly origin: Netuid<'origin'>
  readonly destination: Netuid<'destination'>
  readonly wanted: Wanted<Alpha<'origin'>>
  readonly guard: SwapGuard
}

/** Part or all of one position, given to another coldkey; across subnets it is swapped first. */
export function transferVerb(options: TransferOptions): Verb {
  const { to, hotkey, origin, destination, wanted, guard } = options
  const isAcross = +origin !== +destination
  return {
    name: 'stake.transfer',
    request: requestText({
      to,
      hotkey,
      origin,
      destination,
      amount: wantedText(wanted),
      guard: guardText(guard),
    }),
    requirements: [
      ...tradeRequirements,
      closingEvents.transfer,
      callRequirements.transferStake,
      ...(isAcross ? [closingEvents.swap, callRequirements.swapStakeLimit, callRequirements.batchAll] : []),
    ],
    followsPosition: wanted.kind !== 'exact',
    async plan(desk) {
      const { view, coldkey } = desk
      const [stake, availability] = await Promise.all([
        view.stake({ coldkey, hotkey, netuid: origin }),
        view.availability(coldkey),
        requireAccount(view, coldkey),
        requireSubnets(view, [origin, destination]),
        requireReceiver(desk, options),
      ])
      const amount = amountToTake(wanted, stake, `on subnet ${origin} with hotkey ${hotkey}`)
      const available = availability.get(origin)?.available
      if (isAcross) requireAvailable(amount, available)
      else await requireAcceptance(desk, to, amount, available && narrow(available, origin))
      const trade = await (isAcross ? across(desk, options, amount) : within(desk, options, amount))
      const [only] = trade.calls
      const call = trade.calls.length === 1 && only ? only : batchAll(trade.calls)
      return { coldkey, trades: [trade], staysBehind: [], call }
    },
  }
}

/** @throws E_DESTINATION_HOTKEY, E_TRANSFERS_OFF */
async function requireReceiver({ view }: Desk, { to, origin, destination }: TransferOptions): Promise<void> {
  const netuids = [...new Set<number>([origin, destination])]
  const [owner, ...allowed] = await Promise.all([
    view.hotkeyOwner(to),
    ...netuids.map(netuid => view.transfersAllowed(netuid)),
  ])
  if (owner !== undefined) throw new CliError('E_DESTINATION_HOTKEY', { address: to })
  for (const [n, netuid] of netuids.entries()) {
    if (allowed[n] === false) throw new CliError('E_TRANSFERS_OFF', { netuid })
  }
}

/**
 * Within a subnet what is locked goes along once all else went, if the receiver takes it.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:1803. @throws E_LOCKED_REJECTED
 */
async function requireAcceptance(
  { view }: Desk,
  to: Address,
  amount: Balance<Alpha<'origin'>>,
  available: Balance<Alpha<'origin'>> | undefined,
): Promise<void> {
  if (available === undefined || compare(amount, available) <= 0) return
  if (await view.acceptsLocked(to)) return
  const { netuid } = amount.unit
  throw new CliError('E_LOCKED_REJECTED', { address: to, available: format(available), netuid })
}

/** No pool, no fee: the same alpha changes hands. */
async function within(
  { view, coldkey }: Desk,
  { to, hotkey, origin, destination, wanted }: TransferOptions,
  amount: Balance<Alpha<'origin'>>,
): Promise<PlannedTrade> {
  const quote = await view.quoteWithin(origin, destination, amount)
  requireAtLeastMinimum('This transfer', quote.tao, view.minimumTransfer())
  return plannedTrade({
    verb: 'transfer',
    from: staked(coldkey, hotkey, origin),
    to: staked(to, hotkey, destination),
    calls: [transferStake({ to, hotkey, origin, destination, amount })],
    ...{ quote, whole: wanted.kind === 'all' },
  })
}

/**
 * A swap, and the transfer of what it brought: all that is at the destination then, so nothing may be there before.
 * @throws E_TRANSFER_UNPROTECTED
 */
async function across(
  { view, coldkey, agreed }: Desk,
  { to, hotkey, origin, destination, wanted, guard }: TransferOptions,
  amount: Balance<Alpha<'origin'>>,
): Promise<PlannedTrade> {
  const stop = { coldkey, hotkey, netuid: destination }
  const [quote, held] = await Promise.all([view.quoteSwap(origin, destination, amount), view.stake(stop)])
  requireAboveMinimum('This trade', quote.tao, view.minimumStake())
  if (!isZero(held)) {
    const where = `on subnet ${destination} with hotkey ${hotkey}`
    throw new CliError('E_TRANSFER_UNPROTECTED', { held: formatNamed(held), where })
  }
  const arrived = await view.stakeAfter(stop, quote.bought)
  const [from, receiver] = [staked(coldkey, hotkey, origin), staked(to, hotkey, destination)]
  const kept = agreedOf(agreed, { from, to: receiver, sold: quote.sold }, guard.protection)
  const guarded = await guardSwap(poolsFor(view, [origin, destination], guard), quote, guard, kept)
  const onward = await view.quoteWithin(destination, destination, arrived)
  requireAtLeastMinimum('What is transferred', onward.tao, view.minimumTransfer())
  return {
    ...plannedTrade({
      verb: 'transfer',
      from,
      to: receiver,
      calls: [
        swapCall({ hotkey, origin, destination, amount }, guarded, guard),
        transferStake({ to, hotkey, origin: destination, destination, amount: arrived }),
      ],
      quote: { ...quote, bought: arrived },
      guarded,
      whole: wanted.kind === 'all',
    }),
    via: staked(coldkey, hotkey, destination),
  }
}
