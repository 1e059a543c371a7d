import { Command } from 'commander'
import type { Start } from '../start.ts'

export function walletListCommand(start: Start): Command {
  return new Command('list')
    .description('Wallets in the wallet folder, with their addresses')
    .action((_flags: unknown, self: Command) =>
      start(self, async app => (await import('../wallet/list.ts')).runWalletList(app)),
    )
}
