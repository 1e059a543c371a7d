import { Command } from 'commander'
import type { TransferFlags } from '../stake/transfer.ts'
import type { Start } from '../start.ts'
import { addAmountOptions, addProtectionOptions } from './options.ts'

export function stakeTransferCommand(start: Start): Command {
  const command = new Command('transfer')
    .description('Give stake to another coldkey: its owner changes')
    .option('--to <coldkey>', 'address of the new owner, or a wallet of this machine')
    .option('--to-confirm <last6>', 'the last 6 characters of that address, for a new one with --yes')
    .option('--origin <netuid>', 'subnet of the position')
    .option('--destination <netuid>', 'subnet to enter, if another')
  addProtectionOptions(addAmountOptions(command), 'least destination alpha per origin alpha')
  return command.action((flags: TransferFlags, self: Command) =>
    start(self, async app => (await import('../stake/transfer.ts')).runTransfer(app, flags)),
  )
}
