import { Command, Option } from 'commander'
import type { DevnetAccountsFlags } from '../devnet/accounts.ts'
import type { DevnetExecFlags } from '../devnet/exec.ts'
import type { DevnetStartFlags } from '../devnet/start.ts'
import type { Start } from '../start.ts'
import { group } from './group.ts'

/** `taoctl devnet`: the development chain. */
export function devnetCommand(start: Start): Command {
  return group('devnet', 'A development chain on this machine', [
    startChain(start),
    exec(start),
    accounts(start),
  ])
}

function startChain(start: Start): Command {
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

function exec(start: Start): Command {
  return new Command('exec')
    .description('Run a command against a fresh development chain, and end with its exit code')
    .argument('<command...>', 'the command, after --')
    .option('--scenario <file>', 'who owns what at block 0 (docs/devnet.md)')
    .usage('[options] -- <command...>')
    .action((argv: readonly string[], flags: DevnetExecFlags, self: Command) =>
      start(
        self,
        async (app, exitWith) =>
          exitWith(await (await import('../devnet/exec.ts')).runDevnetExec(app, argv, flags)),
        { endless: true },
      ),
    )
}

function accounts(start: Start): Command {
  return new Command('accounts')
    .description('The development wallets of a scenario, with their public test keys')
    .option('--scenario <file>', 'instead of the default scenario')
    .action((flags: DevnetAccountsFlags, self: Command) =>
      start(self, async app => (await import('../devnet/accounts.ts')).runDevnetAccounts(app, flags)),
    )
}
