import { Command, Option } from 'commander'
import type { DevnetStartFlags } from '../devnet/start.ts'
import type { Start } from '../start.ts'

export function devnetStartCommand(start: Start): Command {
  return new Command('start')
    .description('Run a development chain on this machine until a signal')
    .option('--port <n>', 'port on 127.0.0.1; 0 takes any free one', '9944')
    .option('--scenario <file>', 'who owns what at block 0 (docs/devnet.md)')
    .option('--metadata <file>', "another runtime's metadata to serve the chain through (SCALE, V15 or V16)")
    .addOption(
      new Option('--profile <name>', 'which runtime the chain is: spec 425, or what comes after it')
        .choices(['present', 'next'])
        .default('present')
        .conflicts('metadata'),
    )
    .option('--wallets <dir>', "write the scenario's development wallets there as plain keyfiles")
    .option('--encrypt-wallets', "encrypt their coldkeys with the public password 'devnet'")
    .option('--seed <text>', 'the same genesis in each start with it; left out, another each time')
    .option('--seal <instant|duration|manual>', 'when blocks are made', 'instant')
    .action((flags: DevnetStartFlags, self: Command) =>
      start(self, async app => (await import('../devnet/start.ts')).runDevnetStart(app, flags), {
        endless: true,
      }),
    )
}
