import { Command } from 'commander'
import type { Start } from '../start.ts'

export function journalResumeCommand(start: Start): Command {
  return new Command('resume')
    .description('Find out what became of transactions, and bring them to their end; signs nothing')
    .argument('[entry]', 'entry or transaction hash, or the start of one; all open ones if left out')
    .action((entry: string | undefined, _: unknown, self: Command) =>
      start(self, async app => (await import('../journal/resume.ts')).runResume(app, entry)),
    )
}
