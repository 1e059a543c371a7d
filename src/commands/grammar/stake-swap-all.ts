import { Command } from 'commander'
import type { SwapAllFlags } from '../stake/swap-all.ts'
import type { Start } from '../start.ts'
import { addSweepOptions } from './options.ts'

export function stakeSwapAllCommand(start: Start): Command {
  const command = new Command('swap-all')
    .description('Move every position in full into one subnet')
    .option('--destination <netuid>', 'subnet to enter; 0 is root')
  return addSweepOptions(command).action((flags: SwapAllFlags, self: Command) =>
    start(self, async app => (await import('../stake/swap-all.ts')).runSwapAll(app, flags)),
  )
}
