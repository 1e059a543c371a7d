import { Command } from 'commander'
import type { Start } from '../start.ts'

export function configSetCommand(start: Start): Command {
  return new Command('set')
    .description('Write one setting to the config file')
    .argument('<key>', 'its name, as `config show` prints it')
    .argument('<value>')
    .action((key: string, value: string, _flags: unknown, self: Command) =>
      start(self, async app => (await import('../config/set.ts')).runConfigSet(app, key, value), {
        tolerant: true,
      }),
    )
}
