import { Command } from 'commander'
import type { StakeListFlags } from '../stake/list.ts'
import type { Start } from '../start.ts'
import { addBlockOption, addCsvOption } from './options.ts'

export function stakeListCommand(start: Start): Command {
  const command = new Command('list').description(
    'Positions of a coldkey: stake, price, and what selling would really bring',
  )
  addBlockOption(command)
    .option('--all-wallets', 'positions of every wallet in the wallet folder')
    .option('--watch', 'list again on every new block, until Ctrl-C')
  return addCsvOption(command).action((flags: StakeListFlags, self: Command) =>
    start(
      self,
      async (app, exitWith) => (await import('../stake/list.ts')).runStakeList(app, flags, exitWith),
      {
        endless: flags.watch === true,
      },
    ),
  )
}
