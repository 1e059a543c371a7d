import { Command } from 'commander'
import type { JournalListFlags } from '../journal/list.ts'
import type { Start } from '../start.ts'

export function journalListCommand(start: Start): Command {
  return new Command('list')
    .description('What was signed on this machine and what became of it, newest first')
    .option('--open', 'only what may still change the chain')
    .action((flags: JournalListFlags, self: Command) =>
      start(self, async app => (await import('../journal/list.ts')).runJournalList(app, flags)),
    )
}
