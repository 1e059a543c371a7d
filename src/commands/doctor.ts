import { Command } from 'commander'
import type { Start } from './start.ts'

export function doctorCommand(start: Start): Command {
  return new Command('doctor')
    .description('Checks what a trade will need: settings, endpoint, wallet, fee, folders')
    .action((_flags: unknown, self: Command) =>
      start(self, async app => (await import('./doctor-run.ts')).runDoctor(app), { tolerant: true }),
    )
}
