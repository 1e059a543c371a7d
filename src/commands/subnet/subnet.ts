import { Command } from 'commander'
import type { Start } from '../start.ts'

export function subnetListCommand(start: Start): Command {
  return new Command('list')
    .description('All subnets: name, price, reserves')
    .action((_flags: unknown, self: Command) =>
      start(self, async app => (await import('./subnet-run.ts')).runSubnetList(app)),
    )
}

export function subnetShowCommand(start: Start): Command {
  return new Command('show')
    .description('All there is to know of one subnet')
    .argument('[netuid]', 'its number')
    .action((netuid: string | undefined, _flags: unknown, self: Command) =>
      start(self, async app => (await import('./subnet-run.ts')).runSubnetShow(app, netuid)),
    )
}

export function subnetPriceCommand(start: Start): Command {
  return new Command('price')
    .description('Prices in TAO per alpha, of all subnets or of those named')
    .argument('[netuid...]', 'their numbers')
    .action((netuids: readonly string[], _flags: unknown, self: Command) =>
      start(self, async app => (await import('./subnet-run.ts')).runSubnetPrice(app, netuids)),
    )
}
