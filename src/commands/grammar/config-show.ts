import { Command } from 'commander'
import type { Start } from '../start.ts'

export function configShowCommand(start: Start): Command {
  return new Command('show')
    .description('Every setting with where it came from')
    .action((_flags: unknown, self: Command) =>
      start(self, async app => (await import('../config/show.ts')).runConfigShow(app)),
    )
}
