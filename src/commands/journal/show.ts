import type { App } from '../../app/app.ts'
import { journalShowView } from '../../output/faces/journal-show.ts'

export async function runJournalShow(app: App, text: string): Promise<void> {
  const journal = await app.journal()
  app.output.result(journalShowView, await app.halt.race(journal.find(text)))
}
