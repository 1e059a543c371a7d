import { Command } from 'commander'
import type { SwapFlags } from '../stake/swap.ts'
import type { Start } from '../start.ts'
import { addAmountOptions, addProtectionOptions } from './options.ts'

export function stakeSwapCommand(start: Start): Command {
  const command = new Command('swap')
    .description('Move stake of one hotkey from one subnet to another')
    .option('--origin <netuid>', 'subnet to leave')
    .option('--destination <netuid>', 'subnet to enter; 0 is root')
  addProtectionOptions(addAmountOptions(command), 'least destination alpha per origin alpha')
  return command.action((flags: SwapFlags, self: Command) =>
    start(self, async app => (await import('../stake/swap.ts')).runSwap(app, flags)),
  )
}
