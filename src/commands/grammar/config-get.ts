import { Command } from 'commander'
import type { Start } from '../start.ts'

export function configGetCommand(start: Start): Command {
  return new Command('get')
    .description('Print the value of one setting')
    .argument('<key>', 'its name, as `config show` prints it')
    .action((key: string, _flags: unknown, self: Command) =>
      start(self, async app => (await import('../config/get.ts')).runConfigGet(app, key)),
    )
}
