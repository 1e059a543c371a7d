import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { CliError } from '../../errors/cli-error.ts'
import { subnetShowView } from '../../output/faces/subnets.ts'
import type { ListFlags } from '../grammar/options.ts'
import { printSubnets, subnetNamed } from './print-subnets.ts'

/** All there is to know of one subnet. @throws E_MISSING_INPUT, E_NETUID, and as `printSubnets` */
export async function runSubnetShow(app: App, text: string | undefined, flags: ListFlags): Promise<void> {
  if (text === undefined) throw new CliError('E_MISSING_INPUT', { missing: ['<netuid>'] })
  const netuid = parseNetuid(text, 'subnet')
  await printSubnets(app, flags, subnetShowView, all => [subnetNamed(all, netuid)])
}
