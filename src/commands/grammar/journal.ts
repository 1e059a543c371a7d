import { Command } from 'commander'
import type { JournalListFlags } from '../journal/list.ts'
import type { Start } from '../start.ts'
import { group } from './group.ts'

/** `taoctl journal`: what was signed on this machine. */
export function journalCommand(start: Start): Command {
  return group('journal', 'What was signed and what became of it', [
    list(start),
    show(start),
    resume(start),
    audit(start),
  ])
}

function list(start: Start): Command {
  return new Command('list')
    .description('What was signed on this machine and what became of it, newest first')
    .option('--open', 'only what may still change the chain')
    .action((flags: JournalListFlags, self: Command) =>
      start(self, async app => (await import('../journal/list.ts')).runJournalList(app, flags)),
    )
}

function show(start: Start): Command {
  return new Command('show')
    .description('One entry: what was signed, for what, and what became of it')
    .argument('<entry>', 'the entry or its transaction hash, or how they begin')
    .action((text: string, _flags: unknown, self: Command) =>
      start(self, async app => (await import('../journal/show.ts')).runJournalShow(app, text)),
    )
}

function resume(start: Start): Command {
  return new Command('resume')
    .description('Find out what became of transactions, and bring them to their end; signs nothing')
    .argument('[entry]', 'entry or transaction hash, or the start of one; all open ones if left out')
    .action((entry: string | undefined, _: unknown, self: Command) =>
      start(self, async app => (await import('../journal/resume.ts')).runResume(app, entry)),
    )
}

function audit(start: Start): Command {
  return new Command('audit')
    .description('Check what became of every closed transaction again, at any endpoint; changes nothing')
    .action((_: unknown, self: Command) =>
      start(self, async app => (await import('../journal/audit.ts')).runAudit(app)),
    )
}
