import { Command } from 'commander'
import type { Start } from '../start.ts'
import type { ValidatorListFlags } from '../validator/list.ts'
import { group } from './group.ts'
import { addBlockOption, addCsvOption } from './options.ts'

/** `taoctl validator`: hotkeys to stake with. */
export function validatorCommand(start: Start): Command {
  return group('validator', 'Hotkeys to stake with', [list(start)])
}

function list(start: Start): Command {
  const command = new Command('list')
    .description('Hotkeys to stake with on a subnet: name, take, stake there')
    .option('--netuid <netuid>', 'the subnet; 0 is root')
  return addCsvOption(addBlockOption(command)).action((flags: ValidatorListFlags, self: Command) =>
    start(self, async app => (await import('../validator/list.ts')).runValidatorList(app, flags)),
  )
}
