import {
  type Alpha,
  type Balance,
  compare,
  format,
  formatNamed,
  isZero,
  type Netuid,
  narrow,
  subtract,
  widen,
} from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import { batchAll, callRequirements, transferStake } from '../../chain/extrinsic/calls.ts'
import { factOf, facts } from '../../chain/metadata/facts.ts'
import { closingEvents, tradeRequirements } from '../../chain/metadata/requirements.ts'
import { staked } from '../../chain/place.ts'
import { CliError } from '../../errors/cli-error.ts'
import { agreedOf } from '../../plan/agreed.ts'
import { amountToTake, type Wanted } from '../../plan/amount.ts'
import { requireAboveMinimum, requireAtLeastMinimum, requireAvailable } from '../../plan/checks.ts'
import type { PlannedTrade } from '../../plan/plan.ts'
import type { PlanDesk, Verb } from '../verb.ts'
import { plannedTrade } from './planned-trade.ts'
import { guardSwap, guardText, poolsFor, type SwapGuard } from './protection.ts'
import { requestText, wantedText } from './request-text.ts'
import { requireAccount, requireSubnets } from './requirements.ts'
import { swapCall } from './swap.ts'
import { takeOf } from './take.ts'

export interface TransferOptions {
  readonly to: Address
  readonly hotkey: Address
  readonly origin: Netuid<'origin'>
  readonly destination: Netuid<'destination'>
  readonly wanted: Wanted<Alpha<'origin'>>
  readonly guard: SwapGuard
}

type Amount = Balance<Alpha<'origin'>>

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
async function requireReceiver(
  { view }: PlanDesk,
  { to, origin, destination }: TransferOptions,
): Promise<void> {
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
  { view }: PlanDesk,
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
  desk: PlanDesk,
  { to, hotkey, origin, destination, wanted }: TransferOptions,
  taken: Amount,
): Promise<PlannedTrade> {
  const { view, coldkey } = desk
  const { amount, asked, whole } = takeOf(desk, 'transfer_stake', wanted, taken)
  const quote = await view.quoteWithin(origin, destination, amount)
  requireAtLeastMinimum('This transfer', quote.tao, view.minimumTransfer())
  return plannedTrade({
    verb: 'transfer',
    from: staked(coldkey, hotkey, origin),
    to: staked(to, hotkey, destination),
    calls: [transferStake({ to, hotkey, origin, destination, amount: asked })],
    ...{ quote, whole },
  })
}

/** In two calls, so that the swap has a limit; where any price is taken and more than there is refused, in one. */
async function across(desk: PlanDesk, options: TransferOptions, amount: Amount): Promise<PlannedTrade> {
  const isOneCall =
    options.guard.protection.kind === 'none' && factOf(facts.excess, desk.runtime) === 'refused'
  return isOneCall ? inOne(desk, options, amount) : inTwo(desk, options, amount)
}

/** The chain's own transfer across subnets: the receiver pays the proceeds into the destination. */
async function inOne(desk: PlanDesk, options: TransferOptions, taken: Amount): Promise<PlannedTrade> {
  const { view, coldkey } = desk
  const { to, hotkey, origin, destination, wanted } = options
  const { amount, asked, whole } = takeOf(desk, 'transfer_stake', wanted, taken)
  const least = view.minimumTransfer()
  const free = await view.free(to)
  const quote = await view.quoteSwap(origin, destination, amount, { free, least })
  requireAboveMinimum('This trade', quote.tao, least)
  return plannedTrade({
    verb: 'transfer',
    from: staked(coldkey, hotkey, origin),
    to: staked(to, hotkey, destination),
    calls: [transferStake({ to, hotkey, origin, destination, amount: asked })],
    quote,
    whole,
  })
}

/**
 * A swap, and the transfer of what it brought. Nothing may be at the destination before: of that nothing is to go.
 * @throws E_TRANSFER_UNPROTECTED, E_TRANSFER_PARTIAL
 */
async function inTwo(
  { view, coldkey, runtime, agreed, isTrusted }: PlanDesk,
  { to, hotkey, origin, destination, wanted, guard }: TransferOptions,
  amount: Amount,
): Promise<PlannedTrade> {
  const stop = { coldkey, hotkey, netuid: destination }
  const [quote, held] = await Promise.all([view.quoteSwap(origin, destination, amount), view.stake(stop)])
  requireAboveMinimum('This trade', quote.tao, view.minimumStake())
  if (!isZero(held)) {
    const where = `on subnet ${destination} with hotkey ${hotkey}`
    throw new CliError('E_TRANSFER_UNPROTECTED', { held: formatNamed(held), where })
  }
  const arrived = await view.stakeAfter(stop, quote.bought)
  const arriving = { ...quote, bought: arrived }
  const [from, receiver] = [staked(coldkey, hotkey, origin), staked(to, hotkey, destination)]
  const kept = agreedOf(agreed, { from, to: receiver, sold: quote.sold }, guard.protection)
  const guarded = await guardSwap(
    poolsFor(view, [origin, destination], guard),
    arriving,
    guard,
    { isTrusted },
    kept,
  )
  const onward = onwardOf(runtime, arrived, guarded.minReceived, guard)
  const step = await view.quoteWithin(destination, destination, onward.quoted)
  requireAtLeastMinimum('What is transferred', step.tao, view.minimumTransfer())
  const trade = plannedTrade({
    verb: 'transfer',
    from,
    to: receiver,
    calls: [
      swapCall({ hotkey, origin, destination, amount }, guarded, guard),
      transferStake({ to, hotkey, origin: destination, destination, amount: onward.asked }),
    ],
    quote: { ...quote, bought: onward.quoted },
    guarded,
    whole: wanted.kind === 'all',
  })
  const rest = subtract(arrived, onward.quoted)
  return {
    ...trade,
    via: staked(coldkey, hotkey, destination),
    ...(isZero(rest) ? {} : { rest: widen(rest) }),
  }
}

interface Onward {
  readonly asked: Balance<Alpha<'destination'>> | 'everything'
  readonly quoted: Balance<Alpha<'destination'>>
}

/**
 * What of it goes on: all that arrived, where the runtime moves what there is or has a word for it; else the least
 * that is received, since any more may not be there.
 */
function onwardOf(
  runtime: PlanDesk['runtime'],
  arrived: Balance<Alpha<'destination'>>,
  least: Balance<Alpha<'destination'>> | null,
  { allowPartial }: SwapGuard,
): Onward {
  if (factOf(facts.excess, runtime) === 'capped') return { asked: arrived, quoted: arrived }
  if (factOf(facts.everything, runtime).includes('transfer_stake'))
    return { asked: 'everything', quoted: arrived }
  if (allowPartial || least === null) throw new CliError('E_TRANSFER_PARTIAL')
  return { asked: least, quoted: least }
}
