import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { viewAt } from '../../chain/at-block.ts'
import { subnetRequirements } from '../../chain/metadata/requirements.ts'
import type { SubnetDetail } from '../../chain/read/subnet.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Face } from '../../output/face.ts'
import { type Subnets, subnetListView, subnetPriceView, subnetShowView } from '../../output/faces/subnets.ts'
import { subnetListCsvView, subnetPriceCsvView } from '../../output/faces/subnets-csv.ts'
import { requireReadable } from '../../trade/before/supported-runtimes.ts'
import { contextOf } from '../context.ts'
import { refuseTogether } from '../inputs/exclude.ts'
import { readLocalNames } from '../local-names.ts'

export interface SubnetFlags {
  readonly block?: string
  readonly csv?: true
}

export async function runSubnetList(app: App, flags: SubnetFlags): Promise<void> {
  await show(app, flags, flags.csv ? subnetListCsvView : subnetListView, all => all)
}

export async function runSubnetShow(app: App, text: string | undefined, flags: SubnetFlags): Promise<void> {
  if (text === undefined) throw new CliError('E_MISSING_INPUT', { missing: ['<netuid>'] })
  const netuid = parseNetuid(text, 'subnet')
  await show(app, flags, subnetShowView, all => [named(all, netuid)])
}

export async function runSubnetPrice(app: App, texts: readonly string[], flags: SubnetFlags): Promise<void> {
  const netuids = texts.map(text => parseNetuid(text, 'subnet'))
  await show(app, flags, flags.csv ? subnetPriceCsvView : subnetPriceView, all =>
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
  flags: SubnetFlags,
  view: Face<Subnets>,
  choose: (all: readonly SubnetDetail[]) => readonly SubnetDetail[],
): Promise<void> {
  refuseTogether([[flags.csv === true && app.switches.json, '--csv and --json']])
  const chain = await app.halt.race(app.readableChain())
  const seen = await app.halt.race(viewAt(chain, flags.block))
  requireReadable(app.output, seen, subnetRequirements)
  const subnets = choose(await app.halt.race(seen.view.subnetDetails()))
  const { isDevelopment } = chain
  const isLocal = await readLocalNames(app)
  const report = { subnets, isDevelopment, isLocal, block: seen.view.block.number }
  app.output.result(view, report, contextOf(chain, seen))
}
