import { Command } from 'commander'
import type { Start } from '../start.ts'

export function stakeListCommand(start: Start): Command {
  return new Command('list')
    .description('Positions of a coldkey: stake, price, and what selling would really bring')
    .action((_flags: unknown, self: Command) =>
      start(self, async app => (await import('./list-run.ts')).runStakeList(app)),
    )
}
