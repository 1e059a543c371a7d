import type { Alpha, Balance, Netuid } from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import { callRequirements, moveStake } from '../../chain/calls.ts'
import { staked } from '../../chain/place.ts'
import { closingEvents, tradeRequirements } from '../../chain/requirements.ts'
import type { ChainView, SwapQuote } from '../../chain/types.ts'
import { CliError } from '../../errors/cli-error.ts'
import { amountToTake, type Wanted } from '../../plan/amount.ts'
import { requireAboveMinimum, requireAtLeastMinimum, requireAvailable } from '../../plan/checks.ts'
import { requestText, wantedText } from '../request.ts'
import type { Verb } from '../verb.ts'
import { requireAccount } from './account.ts'
import { plannedTrade } from './planned.ts'
import { requireSubnets } from './subnets.ts'

export interface MoveOptions {
  readonly originHotkey: Address
  readonly destinationHotkey: Address
  readonly origin: Netuid<'origin'>
  readonly destination: Netuid<'destination'>
  readonly wanted: Wanted<Alpha<'origin'>>
}

/** Part or all of one position, to another hotkey and, if the subnets differ, another subnet. @throws E_SAME_PLACE */
export function moveVerb(options: MoveOptions): Verb {
  const { originHotkey, destinationHotkey, origin, destination, wanted } = options
  if (originHotkey === destinationHotkey && +origin === +destination) {
    throw new CliError('E_SAME_PLACE', { what: `hotkey ${originHotkey} on subnet ${origin}` })
  }
  return {
    name: 'stake.move',
    request: requestText({
      originHotkey,
      destinationHotkey,
      origin,
      destination,
      amount: wantedText(wanted),
    }),
    requirements: [...tradeRequirements, closingEvents.move, callRequirements.moveStake],
    async plan({ view, coldkey }) {
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
      if (+origin !== +destination) requireAvailable(amount, availability.get(origin)?.available)
      const quote = await quoteMove(view, options, amount)
      const call = moveStake({ originHotkey, destinationHotkey, origin, destination, amount })
      const trade = plannedTrade({
        verb: 'move',
        from: staked(coldkey, originHotkey, origin),
        to: staked(coldkey, destinationHotkey, destination),
        ...{ quote, calls: [call], whole: wanted.kind === 'all' },
      })
      return { coldkey, trades: [trade], staysBehind: [], call }
    },
  }
}

/** Within one subnet the same alpha changes hands: no pool, no fee. Across subnets it is a swap. */
async function quoteMove(
  view: ChainView,
  { origin, destination }: MoveOptions,
  amount: Balance<Alpha<'origin'>>,
): Promise<SwapQuote<'origin', 'destination'>> {
  if (+origin !== +destination) {
    const quote = await view.quoteSwap(origin, destination, amount)
    requireAboveMinimum('This trade', quote.tao, view.minimumStake())
    return quote
  }
  const quote = await view.quoteWithin(origin, destination, amount)
  requireAtLeastMinimum('This move', quote.tao, view.minimumTransfer())
  return quote
}
