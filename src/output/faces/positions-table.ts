import type { Balance, SomeAlpha, SomeBalance, Tao } from '../../balance/index.ts'
import type { Style } from '../face.ts'
import { type Column, columnsOf, table } from '../table.ts'
import { isolate } from '../text.ts'
import { brief, cut, shortAddress } from './brief.ts'
import { type IsLocal, subnetName } from './chain-name.ts'

export interface ListedPosition {
  readonly netuid: number
  readonly name: string
  readonly symbol: string
  readonly hotkey: string
  readonly hotkeyName: string | null
  readonly stake: Balance<SomeAlpha>
  /** TAO per alpha. */
  readonly price: string
  readonly spotValue: Balance<Tao>
  /** What selling all of it would bring now; null where the pool cannot take it. */
  readonly exitValue: Balance<Tao> | null
  /** Percent of the total spot value. */
  readonly share: string
  readonly available: SomeBalance | null
  readonly locked: SomeBalance | null
  readonly registered: boolean
  /** What root stake on the same hotkey has earned here, or, on root, about what a claim pays into it; null where the chain cannot tell. */
  readonly claimable: Balance<SomeAlpha> | null
  /** Worth less than the chain moves. */
  readonly dust: boolean
}

interface Shown extends Column {
  /** Columns are taken in this order as long as there is room; those without are always there. */
  readonly priority?: number
  readonly cell: (position: ListedPosition, style: Style, isLocal: IsLocal) => string
}

const COLUMNS: readonly Shown[] = [
  { title: 'Net', align: 'right', cell: ({ netuid }) => String(netuid) },
  // Isolated in every row, so that the column has one width whatever the script.
  { title: isolate('Name'), cell: (subnet, _, isLocal) => subnetName(subnet, isLocal, 18) },
  {
    title: 'Hotkey',
    cell: ({ hotkey, hotkeyName }) => (hotkeyName === null ? shortAddress(hotkey) : cut(hotkeyName, 13)),
  },
  {
    title: 'Stake',
    align: 'right',
    cell: ({ stake, dust }, { paint }) => brief(stake) + (dust ? paint('warn', ' dust') : ''),
  },
  { title: 'Price', align: 'right', priority: 2, cell: ({ price }) => price },
  { title: 'At spot', align: 'right', priority: 1, cell: ({ spotValue }) => brief(spotValue) },
  {
    title: 'If sold',
    align: 'right',
    cell: ({ exitValue }, { paint }) => (exitValue === null ? paint('warn', 'none') : brief(exitValue)),
  },
  { title: 'Share', align: 'right', cell: ({ share }) => `${share}%` },
  { title: 'Available', align: 'right', priority: 3, cell: ({ available }) => brief(available) },
  { title: 'Claimable', align: 'right', priority: 4, cell: ({ claimable }) => brief(claimable) },
  { title: 'Registered', priority: 5, cell: ({ registered }) => (registered ? 'yes' : 'no') },
  { title: 'Address', priority: 6, cell: ({ hotkey }) => hotkey },
]

const PRIORITIES = [6, 5, 4, 3, 2, 1, 0]

/** Positions as a table that uses the width there is: more columns on a wider terminal. */
export function positionsTable(positions: readonly ListedPosition[], isLocal: IsLocal, style: Style): string {
  const drawn = PRIORITIES.map(least => () => draw(positions, isLocal, least, style))
  for (const attempt of drawn) {
    const text = attempt()
    if (Math.max(...text.split('\n').map(columnsOf)) <= style.width) return text
  }
  return draw(positions, isLocal, 0, style)
}

function draw(positions: readonly ListedPosition[], isLocal: IsLocal, most: number, style: Style): string {
  const columns = COLUMNS.filter(({ priority = 0 }) => priority <= most)
  return table(
    columns,
    positions.map(position => columns.map(({ cell }) => cell(position, style, isLocal))),
    style,
  )
}
