import { Command } from 'commander'
import type { RemoveFlags } from '../stake/remove.ts'
import type { Start } from '../start.ts'
import { addAmountOptions, addProtectionOptions } from './options.ts'

export function stakeRemoveCommand(start: Start): Command {
  const command = new Command('remove')
    .description('Sell stake for free TAO')
    .option('--netuid <netuid>', 'subnet to leave; 0 is root')
  addProtectionOptions(addAmountOptions(command), 'least TAO per alpha')
  return command.action((flags: RemoveFlags, self: Command) =>
    start(self, async app => (await import('../stake/remove.ts')).runRemove(app, flags)),
  )
}
