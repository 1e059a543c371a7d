import { Command } from 'commander'
import type { Start } from '../start.ts'
import { group } from './group.ts'

/** `taoctl config`: settings and the config file. */
export function configCommand(start: Start): Command {
  return group('config', 'Settings and where they come from', [
    show(start),
    get(start),
    set(start),
    unset(start),
  ])
}

function show(start: Start): Command {
  return new Command('show')
    .description('Every setting with where it came from')
    .action((_flags: unknown, self: Command) =>
      start(self, async app => (await import('../config/show.ts')).runConfigShow(app)),
    )
}

function get(start: Start): Command {
  return new Command('get')
    .description('Print the value of one setting')
    .argument('<key>', 'its name, as `config show` prints it')
    .action((key: string, _flags: unknown, self: Command) =>
      start(self, async app => (await import('../config/get.ts')).runConfigGet(app, key)),
    )
}

function set(start: Start): Command {
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

function unset(start: Start): Command {
  return new Command('unset')
    .description('Take one setting out of the config file')
    .argument('<key>', 'its name, as `config show` prints it')
    .action((key: string, _flags: unknown, self: Command) =>
      start(self, async app => (await import('../config/unset.ts')).runConfigUnset(app, key), {
        tolerant: true,
      }),
    )
}
