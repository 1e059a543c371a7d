import type { Place } from '../../chain/place.ts'
import type { TradeLine } from '../../trade/after/report.ts'
import { clean } from '../text.ts'
import { shortAddress } from './brief.ts'

/** What a trade is called and where it goes: 'Swap', 'subnet 45 to root'. */
export function whereTo({ verb, from, to }: TradeLine, names: ReadonlyMap<string, string>): [string, string] {
  const hotkey = (address: string) => `hotkey ${clean(names.get(address) ?? shortAddress(address))}`
  if (from.netuid !== to.netuid) return [titles[verb], `${placeName(from)} to ${placeName(to)}`]
  if (from.hotkey === null || to.hotkey === null || from.hotkey === to.hotkey)
    return [titles[verb], `on ${placeName(to)}`]
  return [titles[verb], `from ${hotkey(from.hotkey)} to ${hotkey(to.hotkey)} on ${placeName(to)}`]
}

const titles: Readonly<Record<TradeLine['verb'], string>> = {
  swap: 'Swap',
  move: 'Move',
  transfer: 'Transfer',
  add: 'Add',
  remove: 'Remove',
}

/** What the amounts of a trade are called, before it ran and after. */
interface AmountLabels {
  readonly leaves: string
  readonly left: string
  readonly arrives: string
  readonly arrived: string
}

/** Only what passes a pool is sold, and only what stays one's own is received. */
export function amountLabels({ verb, from, to }: TradeLine): AmountLabels {
  if (verb === 'transfer') return { leaves: 'Send', left: 'Sent', arrives: 'Arrives', arrived: 'Arrived' }
  if (from.netuid === to.netuid)
    return { leaves: 'Amount', left: 'Moved', arrives: 'Arrives', arrived: 'Arrived' }
  return { leaves: 'Sell', left: 'Sold', arrives: 'Receive', arrived: 'Received' }
}

function placeName({ netuid }: Place): string {
  if (netuid === null) return 'free TAO'
  return netuid === 0 ? 'root' : `subnet ${netuid}`
}
