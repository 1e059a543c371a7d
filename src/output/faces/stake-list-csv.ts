import type { SomeBalance } from '../../balance/index.ts'
import { csv, csvText } from '../csv.ts'
import type { Face } from '../face.ts'
import { clean } from '../text.ts'
import { type StakeList, stakeListView } from './stake-list.ts'

const HEADER = [
  ...[
    'wallet',
    'coldkey',
    'netuid',
    'name',
    'symbol',
    'hotkey',
    'hotkey_name',
    'stake',
    'price',
    'spot_value',
  ],
  ...['exit_value', 'share', 'available', 'locked', 'registered', 'claimable', 'dust'],
]

const decimal = (amount: SomeBalance | null) => amount?.toJSON().decimal ?? ''
const text = (value: string | null) => csvText(clean(value ?? ''))

/** Positions of any number of coldkeys as CSV, one a line. Amounts are decimals in the unit of the list. */
export function positionsCsv(lists: readonly StakeList[]): string {
  const rows = lists.flatMap(({ walletName, coldkey, positions }) =>
    positions.map(each => [
      ...[text(walletName), coldkey, String(each.netuid), text(each.name), text(each.symbol)],
      ...[each.hotkey, text(each.hotkeyName), decimal(each.stake), each.price, decimal(each.spotValue)],
      ...[decimal(each.exitValue), each.share, decimal(each.available), decimal(each.locked)],
      ...[String(each.registered), decimal(each.claimable), String(each.dust)],
    ]),
  )
  return csv(HEADER, rows)
}

export const stakeListCsvView: Face<StakeList> = { ...stakeListView, human: list => positionsCsv([list]) }
