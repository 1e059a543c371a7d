import type { JournalEntry } from '../../journal/entry.ts'
import type { Face } from '../face.ts'
import { table } from '../table.ts'
import { clean } from '../text.ts'
import { entryJson, moment, stateText } from './journal-entry.ts'

export interface JournalList {
  readonly path: string
  readonly onlyOpen: boolean
  /** Newest first. */
  readonly entries: readonly JournalEntry[]
}

export const journalListView: Face<JournalList> = {
  schema: 'taoctl/journal.list/v1',
  human({ path, onlyOpen, entries }, style) {
    if (entries.length === 0) return `No ${onlyOpen ? 'open ' : ''}entries in ${clean(path)}.`
    const columns = [
      { title: 'Entry' },
      { title: 'Signed (UTC)' },
      { title: 'Command' },
      { title: 'From - to' },
      { title: 'State' },
    ]
    const rows = entries.map(entry => [
      entry.entry,
      moment(entry.time, 'short'),
      clean(entry.verb).replace('.', ' '),
      route(entry),
      stateText(entry),
    ])
    return table(columns, rows, style)
  },
  json: ({ path, entries }) => ({ path, entries: entries.map(entryJson) }),
}

function route({ trades }: JournalEntry): string {
  const [first, ...others] = trades
  if (!first) return '-'
  if (others.length > 0) return `${trades.length} trades`
  const { sold, quoted } = first
  return `${place(sold.toJSON())} - ${place(quoted.toJSON())}`
}

const place = ({ unit, netuid }: { readonly unit: string; readonly netuid: number }) =>
  unit === 'TAO' ? 'TAO' : String(netuid)
