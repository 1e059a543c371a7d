import { Command } from 'commander'
import type { RemoveAllFlags } from '../stake/remove-all.ts'
import type { Start } from '../start.ts'
import { addSweepOptions } from './options.ts'

export function stakeRemoveAllCommand(start: Start): Command {
  const command = new Command('remove-all').description(
    'Sell every position in full for free TAO, each under a price limit',
  )
  return addSweepOptions(command).action((flags: RemoveAllFlags, self: Command) =>
    start(self, async app => (await import('../stake/remove-all.ts')).runRemoveAll(app, flags)),
  )
}
