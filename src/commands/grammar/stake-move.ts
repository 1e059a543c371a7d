import { Command } from 'commander'
import type { MoveFlags } from '../stake/move.ts'
import type { Start } from '../start.ts'
import { addAmountOptions, addProtectionOptions } from './options.ts'

export function stakeMoveCommand(start: Start): Command {
  const command = new Command('move')
    .description('Move stake from one hotkey to another; free of swap fees within a subnet')
    .option('--origin-hotkey <hotkey>', 'hotkey to leave: name, wallet/name or address (default --hotkey)')
    .option('--destination-hotkey <hotkey>', 'hotkey to enter')
    .option('--origin <netuid>', 'subnet of the position')
    .option('--destination <netuid>', 'subnet to enter, if another')
  addProtectionOptions(addAmountOptions(command), 'least destination alpha per origin alpha')
  return command.action((flags: MoveFlags, self: Command) =>
    start(self, async app => (await import('../stake/move.ts')).runMove(app, flags)),
  )
}
