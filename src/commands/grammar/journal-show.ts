import { Command } from 'commander'
import type { Start } from '../start.ts'

export function journalShowCommand(start: Start): Command {
  return new Command('show')
    .description('One entry: what was signed, for what, and what became of it')
    .argument('<entry>', 'the entry or its transaction hash, or how they begin')
    .action((text: string, _flags: unknown, self: Command) =>
      start(self, async app => (await import('../journal/show.ts')).runJournalShow(app, text)),
    )
}
