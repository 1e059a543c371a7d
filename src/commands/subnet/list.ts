import type { App } from '../../app/app.ts'
import { subnetListView } from '../../output/faces/subnets.ts'
import { subnetListCsvView } from '../../output/faces/subnets-csv.ts'
import type { ListFlags } from '../grammar/options.ts'
import { printSubnets } from './print-subnets.ts'

/** All subnets. @throws as `printSubnets` */
export async function runSubnetList(app: App, flags: ListFlags): Promise<void> {
  await printSubnets(app, flags, flags.csv ? subnetListCsvView : subnetListView, all => all)
}
