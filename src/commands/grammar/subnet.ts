import { Command } from 'commander'
import type { Start } from '../start.ts'
import { group } from './group.ts'
import { addBlockOption, addCsvOption, type ListFlags } from './options.ts'

/** `taoctl subnet`: subnets and what they cost. */
export function subnetCommand(start: Start): Command {
  return group('subnet', 'Subnets and their pools', [list(start), show(start), price(start)])
}

function list(start: Start): Command {
  const command = new Command('list').description('All subnets: name, price, reserves')
  return addCsvOption(addBlockOption(command)).action((flags: ListFlags, self: Command) =>
    start(self, async app => (await import('../subnet/list.ts')).runSubnetList(app, flags)),
  )
}

function show(start: Start): Command {
  const command = new Command('show')
    .description('All there is to know of one subnet')
    .argument('[netuid]', 'its number')
  return addBlockOption(command).action((netuid: string | undefined, flags: ListFlags, self: Command) =>
    start(self, async app => (await import('../subnet/show.ts')).runSubnetShow(app, netuid, flags)),
  )
}

function price(start: Start): Command {
  const command = new Command('price')
    .description('Prices in TAO per alpha, of all subnets or of those named')
    .argument('[netuid...]', 'their numbers')
  return addCsvOption(addBlockOption(command)).action(
    (netuids: readonly string[], flags: ListFlags, self: Command) =>
      start(self, async app => (await import('../subnet/price.ts')).runSubnetPrice(app, netuids, flags)),
  )
}
