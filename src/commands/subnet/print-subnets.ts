import type { App } from '../../app/app.ts'
import { subnetRequirements } from '../../chain/metadata/requirements.ts'
import type { SubnetDetail } from '../../chain/read/subnet.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Face } from '../../output/face.ts'
import type { Subnets } from '../../output/faces/subnets.ts'
import type { ListFlags } from '../grammar/options.ts'
import { refuseTogether } from '../inputs/exclude.ts'
import { readLocalNames } from '../local-names.ts'
import { contextAt, openBlock } from '../open-block.ts'

/** Prints the subnets that are chosen, all read at one block. @throws E_USAGE, E_BLOCK_UNKNOWN, E_RUNTIME, E_SUBNET_UNKNOWN */
export async function printSubnets(
  app: App,
  flags: ListFlags,
  view: Face<Subnets>,
  choose: (all: readonly SubnetDetail[]) => readonly SubnetDetail[],
): Promise<void> {
  refuseTogether([[flags.csv === true && app.switches.json, '--csv and --json']])
  const { chain, seen } = await openBlock(app, flags, subnetRequirements)
  const subnets = choose(await app.halt.race(seen.view.subnetDetails()))
  const { isDevelopment } = chain
  const isLocal = await readLocalNames(app)
  const report = { subnets, isDevelopment, isLocal, block: seen.view.block.number }
  app.output.result(view, report, contextAt(chain, seen))
}

/** The subnet of a number. @throws E_SUBNET_UNKNOWN */
export function subnetNamed(all: readonly SubnetDetail[], netuid: number): SubnetDetail {
  const found = all.find(subnet => subnet.netuid === netuid)
  if (!found) throw new CliError('E_SUBNET_UNKNOWN', { netuid })
  return found
}
