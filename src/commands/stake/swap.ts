import { Command } from 'commander'
import { type AmountFlags, addAmountOptions } from '../options.ts'
import type { Start } from '../program.ts'

export interface SwapFlags extends AmountFlags {
  readonly origin?: string
  readonly destination?: string
}

export function stakeSwapCommand(start: Start): Command {
  const command = new Command('swap')
    .description('Move stake of one hotkey from one subnet to another')
    .option('--origin <netuid>', 'subnet to leave')
    .option('--destination <netuid>', 'subnet to enter; 0 is root')
  return addAmountOptions(command).action((flags: SwapFlags, self: Command) =>
    start(self, async app => (await import('./swap-run.ts')).runSwap(app, flags)),
  )
}
