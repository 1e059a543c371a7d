import { Command } from 'commander'
import type { Start } from '../start.ts'
import type { StakeListFlags } from './list-run.ts'

export function stakeListCommand(start: Start): Command {
  return new Command('list')
    .description('Positions of a coldkey: stake, price, and what selling would really bring')
    .option('--block <hash or n>', 'as of this block; old ones need an archive node')
    .option('--all-wallets', 'positions of every wallet in the wallet folder')
    .option('--watch', 'list again on every new block, until Ctrl-C')
    .option('--csv', 'comma-separated values, amounts in full')
    .action((flags: StakeListFlags, self: Command) =>
      start(
        self,
        async (app, exitWith) => (await import('./list-run.ts')).runStakeList(app, flags, exitWith),
        { endless: flags.watch === true },
      ),
    )
}
