import { Command } from 'commander'
import type { Start } from '../start.ts'

export function configUnsetCommand(start: Start): Command {
  return new Command('unset')
    .description('Take one setting out of the config file')
    .argument('<key>', 'its name, as `config show` prints it')
    .action((key: string, _flags: unknown, self: Command) =>
      start(self, async app => (await import('../config/set.ts')).runConfigUnset(app, key), {
        tolerant: true,
      }),
    )
}
