import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { requireAll, subnetRequirements } from '../../chain/requirements.ts'
import type { SubnetDetail } from '../../chain/subnet-detail.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { View } from '../../output/view.ts'
import { type Subnets, subnetListView, subnetPriceView, subnetShowView } from '../../output/views/subnets.ts'
import { warnOfSpec } from '../../trade/guards.ts'
import { contextOf } from '../context.ts'

export async function runSubnetList(app: App): Promise<void> {
  await show(app, subnetListView, all => all)
}

export async function runSubnetShow(app: App, text: string | undefined): Promise<void> {
  if (text === undefined) throw new CliError('E_MISSING_INPUT', { missing: ['<netuid>'] })
  const netuid = parseNetuid(text, 'subnet')
  await show(app, subnetShowView, all => [named(all, netuid)])
}

export async function runSubnetPrice(app: App, texts: readonly string[]): Promise<void> {
  const netuids = texts.map(text => parseNetuid(text, 'subnet'))
  await show(app, subnetPriceView, all =>
    netuids.length === 0 ? all : netuids.map(netuid => named(all, netuid)),
  )
}

/** @throws E_SUBNET_UNKNOWN */
function named(all: readonly SubnetDetail[], netuid: number): SubnetDetail {
  const found = all.find(subnet => subnet.netuid === netuid)
  if (!found) throw new CliError('E_SUBNET_UNKNOWN', { netuid })
  return found
}

async function show(
  app: App,
  view: View<Subnets>,
  choose: (all: readonly SubnetDetail[]) => readonly SubnetDetail[],
): Promise<void> {
  const chain = await app.halt.race(app.readableChain())
  requireAll(chain.runtime, chain.specVersion, subnetRequirements)
  warnOfSpec(app.output, chain.specVersion)
  const subnets = choose(await app.halt.race(chain.opening.subnetDetails()))
  const { isDevelopment, opening } = chain
  app.output.result(view, { subnets, isDevelopment, block: opening.block.number }, contextOf(chain))
}
