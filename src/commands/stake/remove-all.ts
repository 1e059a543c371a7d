import { Command } from 'commander'
import { addSweepOptions } from '../options.ts'
import type { Start } from '../start.ts'
import type { RemoveAllFlags } from './remove-all-run.ts'

export function stakeRemoveAllCommand(start: Start): Command {
  const command = new Command('remove-all').description(
    'Sell every position in full for free TAO, each under a price limit',
  )
  return addSweepOptions(command).action((flags: RemoveAllFlags, self: Command) =>
    start(self, async app => (await import('./remove-all-run.ts')).runRemoveAll(app, flags)),
  )
}
