import { Command } from 'commander'
import type { Start } from '../start.ts'

export function journalAuditCommand(start: Start): Command {
  return new Command('audit')
    .description('Check what became of every closed transaction again, at any endpoint; changes nothing')
    .action((_: unknown, self: Command) =>
      start(self, async app => (await import('../journal/audit.ts')).runAudit(app)),
    )
}
