import { type Column, columnsOf, table } from '../table.ts'
import { isolate } from '../text.ts'
import type { Style } from '../view.ts'
import { brief, cut, shortAddress } from './brief.ts'
import { type IsLocal, subnetName } from './chain-name.ts'
import type { ListedPosition } from './stake-list.ts'

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
