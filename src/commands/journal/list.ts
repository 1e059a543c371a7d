import type { App } from '../../app/app.ts'
import { journalFolder } from '../../config/paths.ts'
import { journalPath } from '../../journal/paths.ts'
import { journalListView } from '../../output/faces/journal-list.ts'

export interface JournalListFlags {
  readonly open?: boolean
}

export async function runJournalList(app: App, { open = false }: JournalListFlags): Promise<void> {
  const { host, halt, output } = app
  const journal = await app.journal()
  const { entries } = await halt.race(journal.entries())
  const wanted = open ? entries.filter(({ isOpen }) => isOpen) : entries
  const path = journalPath(journalFolder(host.env, host.home))
  output.result(journalListView, { path, onlyOpen: open, entries: wanted.toReversed() })
}
