import { Command } from 'commander'
import type { DevnetAccountsFlags } from '../devnet/accounts.ts'
import type { Start } from '../start.ts'

export function devnetAccountsCommand(start: Start): Command {
  return new Command('accounts')
    .description('The development wallets of a scenario, with their public test keys')
    .option('--scenario <file>', 'instead of the default scenario')
    .action((flags: DevnetAccountsFlags, self: Command) =>
      start(self, async app => (await import('../devnet/accounts.ts')).runDevnetAccounts(app, flags)),
    )
}
