import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { subnetPriceView } from '../../output/faces/subnets.ts'
import { subnetPriceCsvView } from '../../output/faces/subnets-csv.ts'
import type { ListFlags } from '../grammar/options.ts'
import { printSubnets, subnetNamed } from './print-subnets.ts'

/** Prices of the named subnets, or of all. @throws E_NETUID, and as `printSubnets` */
export async function runSubnetPrice(app: App, texts: readonly string[], flags: ListFlags): Promise<void> {
  const netuids = texts.map(text => parseNetuid(text, 'subnet'))
  await printSubnets(app, flags, flags.csv ? subnetPriceCsvView : subnetPriceView, all =>
    netuids.length === 0 ? all : netuids.map(netuid => subnetNamed(all, netuid)),
  )
}
