import { Command } from 'commander'
import { collect } from '../options.ts'
import type { Start } from '../start.ts'
import type { SwapAllFlags } from './swap-all-run.ts'

export function stakeSwapAllCommand(start: Start): Command {
  return new Command('swap-all')
    .description('Move every position in full into one subnet, in one atomic batch')
    .option('--destination <netuid>', 'subnet to enter; 0 is root')
    .option('--origin <netuid>', 'only positions of this subnet; repeatable', collect)
    .option('--all-hotkeys', 'positions of every hotkey')
    .option('--skip-unmovable', 'with --yes: let positions that cannot move stay behind')
    .action((flags: SwapAllFlags, self: Command) =>
      start(self, async app => (await import('./swap-all-run.ts')).runSwapAll(app, flags)),
    )
}
