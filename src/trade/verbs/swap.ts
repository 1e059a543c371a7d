import type { Alpha, Balance, Netuid } from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import { type Call, callRequirements, type SwapArgs, swapStake } from '../../chain/extrinsic/calls.ts'
import { swapStakeLimit } from '../../chain/extrinsic/limited-calls.ts'
import { closingEvents, tradeRequirements } from '../../chain/metadata/requirements.ts'
import { staked } from '../../chain/place.ts'
import type { ChainView } from '../../chain/view.ts'
import { CliError } from '../../errors/cli-error.ts'
import { type Agreed, agreedOf } from '../../plan/agreed.ts'
import { amountToTake, type Wanted } from '../../plan/amount.ts'
import { requireAboveMinimum, requireAvailable } from '../../plan/checks.ts'
import type { Verb } from '../verb.ts'
import { plannedTrade } from './planned-trade.ts'
import {
  type GuardableQuote,
  guardSwap,
  guardText,
  poolsFor,
  type SwapGuard,
  type Trust,
} from './protection.ts'
import { requestText, wantedText } from './request-text.ts'
import { requireAccount, requireSubnets } from './requirements.ts'
import { takeOf } from './take.ts'

export interface SwapOptions {
  readonly hotkey: Address
  readonly origin: Netuid<'origin'>
  readonly destination: Netuid<'destination'>
  readonly wanted: Wanted<Alpha<'origin'>>
  readonly guard: SwapGuard
}

/** Part or all of one position, to another subnet under the same hotkey. @throws E_SAME_PLACE */
export function swapVerb({ hotkey, origin, destination, wanted, guard }: SwapOptions): Verb {
  if (+origin === +destination) throw new CliError('E_SAME_PLACE', { what: `subnet ${origin}` })
  return {
    name: 'stake.swap',
    request: requestText({
      hotkey,
      origin,
      destination,
      amount: wantedText(wanted),
      guard: guardText(guard),
    }),
    requirements: [...tradeRequirements, closingEvents.swap, callRequirements.swapStakeLimit],
    followsPosition: wanted.kind !== 'exact',
    async plan(desk) {
      const { view, coldkey } = desk
      const [stake, availability] = await Promise.all([
        view.stake({ coldkey, hotkey, netuid: origin }),
        view.availability(coldkey),
        requireAccount(view, coldkey),
        requireSubnets(view, [origin, destination]),
      ])
      const taken = amountToTake(wanted, stake, `on subnet ${origin} with hotkey ${hotkey}`)
      const { amount, asked, whole } = takeOf(desk, swapName(guard), wanted, taken)
      requireAvailable(amount, availability.get(origin)?.available)
      const { quote, guardWith } = await quoteSwap(view, { origin, destination, guard }, amount)
      const from = staked(coldkey, hotkey, origin)
      const to = staked(coldkey, hotkey, destination)
      const kept = agreedOf(desk.agreed, { from, to, sold: quote.sold }, guard.protection)
      const guarded = await guardWith(desk, kept)
      const call = swapCall({ hotkey, origin, destination, amount: asked }, guarded, guard)
      const trade = plannedTrade({
        verb: 'swap',
        ...{ from, to },
        ...{ quote, guarded, calls: [call], whole },
      })
      return { coldkey, trades: [trade], staysBehind: [], call }
    },
  }
}

/** What a swap would bring at a block, before it is known whose. @throws E_QUOTE, E_BELOW_MINIMUM */
export async function quoteSwap(
  view: ChainView,
  { origin, destination, guard }: Pick<SwapOptions, 'origin' | 'destination' | 'guard'>,
  amount: Balance<Alpha<'origin'>>,
): Promise<GuardableQuote<Alpha<'origin'>, Alpha<'origin'>, Alpha<'destination'>, Alpha<'destination'>>> {
  const quote = await view.quoteSwap(origin, destination, amount)
  requireAboveMinimum('This trade', quote.tao, view.minimumStake())
  const guardWith = (trust: Trust, agreed?: Agreed) =>
    guardSwap(poolsFor(view, [origin, destination], guard), quote, guard, trust, agreed)
  return { quote, guardWith }
}

/** The name of the call that a guard leads to. */
export const swapName = ({ protection }: SwapGuard) =>
  protection.kind === 'none' ? 'swap_stake' : 'swap_stake_limit'

/** A swap under the limit that was found for it, or without one. */
export function swapCall(
  args: SwapArgs<'origin', 'destination'>,
  { limitPrice }: Pick<Awaited<ReturnType<typeof guardSwap>>, 'limitPrice'>,
  { allowPartial }: SwapGuard,
): Call {
  return limitPrice ? swapStakeLimit({ ...args, limit: limitPrice, allowPartial }) : swapStake(args)
}
