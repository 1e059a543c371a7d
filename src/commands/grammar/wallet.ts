import { Command } from 'commander'
import type { Start } from '../start.ts'
import { group } from './group.ts'

/** `taoctl wallet`: keys on this machine. */
export function walletCommand(start: Start): Command {
  return group('wallet', 'Keys on this machine', [list(start)])
}

function list(start: Start): Command {
  return new Command('list')
    .description('Wallets in the wallet folder, with their addresses')
    .action((_flags: unknown, self: Command) =>
      start(self, async app => (await import('../wallet/list.ts')).runWalletList(app)),
    )
}
