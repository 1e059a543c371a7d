import { Command } from 'commander'
import type { Start } from '../start.ts'
import type { JournalListFlags } from './list-run.ts'

export function journalListCommand(start: Start): Command {
  return new Command('list')
    .description('What was signed on this machine and what became of it, newest first')
    .option('--open', 'only what may still change the chain')
    .action((flags: JournalListFlags, self: Command) =>
      start(self, async app => (await import('./list-run.ts')).runJournalList(app, flags)),
    )
}
