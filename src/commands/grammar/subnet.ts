import { Command } from 'commander'
import type { Start } from '../start.ts'
import type { SubnetFlags } from '../subnet/subnet.ts'
import { addBlockOption, addCsvOption } from './options.ts'

export function subnetListCommand(start: Start): Command {
  const command = new Command('list').description('All subnets: name, price, reserves')
  return addCsvOption(addBlockOption(command)).action((flags: SubnetFlags, self: Command) =>
    start(self, async app => (await import('../subnet/subnet.ts')).runSubnetList(app, flags)),
  )
}

export function subnetShowCommand(start: Start): Command {
  const command = new Command('show')
    .description('All there is to know of one subnet')
    .argument('[netuid]', 'its number')
  return addBlockOption(command).action((netuid: string | undefined, flags: SubnetFlags, self: Command) =>
    start(self, async app => (await import('../subnet/subnet.ts')).runSubnetShow(app, netuid, flags)),
  )
}

export function subnetPriceCommand(start: Start): Command {
  const command = new Command('price')
    .description('Prices in TAO per alpha, of all subnets or of those named')
    .argument('[netuid...]', 'their numbers')
  return addCsvOption(addBlockOption(command)).action(
    (netuids: readonly string[], flags: SubnetFlags, self: Command) =>
      start(self, async app => (await import('../subnet/subnet.ts')).runSubnetPrice(app, netuids, flags)),
  )
}
