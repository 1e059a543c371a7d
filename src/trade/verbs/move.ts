import { type Alpha, type Balance, type Netuid, subtract } from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import { batchAll, callRequirements, type MoveArgs, moveStake } from '../../chain/extrinsic/calls.ts'
import { moveStakeLimit } from '../../chain/extrinsic/limited-calls.ts'
import { closingEvents, hasCall, tradeRequirements } from '../../chain/metadata/requirements.ts'
import { staked } from '../../chain/place.ts'
import { CliError } from '../../errors/cli-error.ts'
import { agreedOf } from '../../plan/agreed.ts'
import { amountToTake, type Wanted } from '../../plan/amount.ts'
import { requireAtLeastMinimum, requireAvailable } from '../../plan/checks.ts'
import type { PlannedTrade } from '../../plan/plan.ts'
import type { PlanDesk, Verb } from '../verb.ts'
import { plannedTrade } from './planned-trade.ts'
import { guardText, type SwapGuard } from './protection.ts'
import { requestText, wantedText } from './request-text.ts'
import { requireAccount, requireSubnets } from './requirements.ts'
import { quoteSwap, swapCall, swapName } from './swap.ts'
import { takeOf } from './take.ts'

export interface MoveOptions {
  readonly originHotkey: Address
  readonly destinationHotkey: Address
  readonly origin: Netuid<'origin'>
  readonly destination: Netuid<'destination'>
  readonly wanted: Wanted<Alpha<'origin'>>
  readonly guard: SwapGuard
}

type Amount = Balance<Alpha<'origin'>>

/** Part or all of one position, to another hotkey and, if the subnets differ, another subnet. @throws E_SAME_PLACE */
export function moveVerb(options: MoveOptions): Verb {
  const { originHotkey, destinationHotkey, origin, destination, wanted, guard } = options
  const isAcross = +origin !== +destination
  if (originHotkey === destinationHotkey && !isAcross) {
    throw new CliError('E_SAME_PLACE', { what: `hotkey ${originHotkey} on subnet ${origin}` })
  }
  return {
    name: 'stake.move',
    request: requestText({
      ...{ originHotkey, destinationHotkey, origin, destination },
      ...{ amount: wantedText(wanted), guard: guardText(guard) },
    }),
    requirements: [...tradeRequirements, closingEvents.move, callRequirements.moveStake],
    followsPosition: wanted.kind !== 'exact',
    async plan(desk) {
      const { view, coldkey } = desk
      const [stake, owner, availability] = await Promise.all([
        view.stake({ coldkey, hotkey: originHotkey, netuid: origin }),
        view.hotkeyOwner(destinationHotkey),
        view.availability(coldkey),
        requireAccount(view, coldkey),
        requireSubnets(view, [origin, destination]),
      ])
      if (owner === undefined) throw new CliError('E_HOTKEY_UNKNOWN', { hotkey: destinationHotkey })
      const amount = amountToTake(wanted, stake, `on subnet ${origin} with hotkey ${originHotkey}`)
      // Within a subnet the lock stays covered: it counts all hotkeys of the coldkey.
      if (isAcross) requireAvailable(amount, availability.get(origin)?.available)
      const trade = await (isAcross ? across(desk, options, amount) : within(desk, options, amount))
      const [only] = trade.calls
      const call = trade.calls.length === 1 && only ? only : batchAll(trade.calls)
      return { coldkey, trades: [trade], staysBehind: [], call }
    },
  }
}

function placesOf(
  { coldkey }: PlanDesk,
  { originHotkey, destinationHotkey, origin, destination }: MoveOptions,
) {
  const to = staked(coldkey, destinationHotkey, destination)
  return { verb: 'move' as const, from: staked(coldkey, originHotkey, origin), to }
}

/** The same alpha changes hands: no pool, no fee. */
async function within(desk: PlanDesk, options: MoveOptions, taken: Amount): Promise<PlannedTrade> {
  const { view } = desk
  const { amount, asked, whole } = takeOf(desk, 'move_stake', options.wanted, taken)
  const quote = await view.quoteWithin(options.origin, options.destination, amount)
  requireAtLeastMinimum('This move', quote.tao, view.minimumTransfer())
  return plannedTrade({
    ...placesOf(desk, options),
    quote,
    calls: [moveStake({ ...options, amount: asked })],
    whole,
  })
}

/** One call where the runtime has it with a limit, or no limit is wanted; else two. */
async function across(desk: PlanDesk, options: MoveOptions, taken: Amount): Promise<PlannedTrade> {
  const { view, runtime } = desk
  const { originHotkey, destinationHotkey, origin, destination, guard, wanted } = options
  const isSameHotkey = originHotkey === destinationHotkey
  const isOneCall =
    guard.protection.kind === 'none' || isSameHotkey || hasCall(runtime, callRequirements.moveStakeLimit)
  if (!isOneCall) return inTwo(desk, options, taken)
  const limitedMove = guard.protection.kind === 'none' ? 'move_stake' : 'move_stake_limit'
  const name = isSameHotkey ? swapName(guard) : limitedMove
  const { amount, asked, whole } = takeOf(desk, name, wanted, taken)
  const { quote, guardWith } = await quoteSwap(view, options, amount)
  const kept = agreedOf(desk.agreed, { ...placesOf(desk, options), sold: quote.sold }, guard.protection)
  const guarded = await guardWith(desk, kept)
  const args: MoveArgs<'origin', 'destination'> = {
    ...{ originHotkey, destinationHotkey, origin, destination, amount: asked },
  }
  const { limitPrice: limit } = guarded
  const { allowPartial } = guard
  const call = isSameHotkey
    ? swapCall({ hotkey: originHotkey, origin, destination, amount: asked }, guarded, guard)
    : limit
      ? moveStakeLimit({ ...args, limit, allowPartial })
      : moveStake(args)
  return plannedTrade({ ...placesOf(desk, options), quote, guarded, calls: [call], whole })
}

/**
 * To the other hotkey within the origin subnet, then a limited swap of what arrived there, which for a new position
 * may be 1 rao less. Source: RaoFoundation/subtensor docs/tx/move-swap-stake.mdx
 */
async function inTwo(desk: PlanDesk, options: MoveOptions, amount: Amount): Promise<PlannedTrade> {
  const { view, coldkey } = desk
  const { destinationHotkey: hotkey, origin, destination, guard, wanted } = options
  const stop = { coldkey, hotkey, netuid: origin }
  const [before, after, step] = await Promise.all([
    view.stake(stop),
    view.stakeAfter(stop, amount),
    view.quoteWithin(origin, origin, amount),
  ])
  requireAtLeastMinimum('This move', step.tao, view.minimumTransfer())
  const arrived = subtract(after, before)
  const { quote, guardWith } = await quoteSwap(view, options, arrived)
  const kept = agreedOf(desk.agreed, { ...placesOf(desk, options), sold: amount }, guard.protection)
  const guarded = await guardWith(desk, kept)
  const calls = [
    moveStake({ ...options, destination: origin, amount }),
    swapCall({ hotkey, origin, destination, amount: arrived }, guarded, guard),
  ]
  const whole = wanted.kind === 'all'
  const trade = plannedTrade({
    ...placesOf(desk, options),
    quote: { ...quote, sold: amount },
    guarded,
    calls,
    whole,
  })
  return { ...trade, via: staked(coldkey, hotkey, origin) }
}
