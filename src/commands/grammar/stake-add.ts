import { Command } from 'commander'
import type { AddFlags } from '../stake/add.ts'
import type { Start } from '../start.ts'
import { addAmountOptions, addProtectionOptions } from './options.ts'

export function stakeAddCommand(start: Start): Command {
  const command = new Command('add')
    .description('Stake free TAO with a hotkey of a subnet')
    .option('--netuid <netuid>', 'subnet to enter; 0 is root')
  addProtectionOptions(addAmountOptions(command, 'free'), 'most TAO per alpha')
  return command.action((flags: AddFlags, self: Command) =>
    start(self, async app => (await import('../stake/add.ts')).runAdd(app, flags)),
  )
}
