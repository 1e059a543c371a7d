import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { optionalForValidators, validatorRequirements } from '../../chain/metadata/requirements.ts'
import { CliError } from '../../errors/cli-error.ts'
import { validatorsCsvView, validatorsView } from '../../output/faces/validators.ts'
import type { ListFlags } from '../grammar/options.ts'
import { refuseTogether } from '../inputs/exclude.ts'
import { requireInputs } from '../inputs/required.ts'
import { readLocalNames } from '../local-names.ts'
import { contextAt, openBlock } from '../open-block.ts'

export interface ValidatorListFlags extends ListFlags {
  readonly netuid?: string
}

/** Hotkeys of a subnet. @throws E_USAGE, E_MISSING_INPUT, E_NETUID, E_BLOCK_UNKNOWN, E_RUNTIME, E_SUBNET_UNKNOWN */
export async function runValidatorList(app: App, flags: ValidatorListFlags): Promise<void> {
  const { halt, output, switches } = app
  refuseTogether([[flags.csv === true && switches.json, '--csv and --json']])
  const netuid = +parseNetuid(requireInputs({ netuid: flags.netuid }).netuid, 'subnet')
  const { chain, seen } = await openBlock(app, flags, validatorRequirements, optionalForValidators)
  const { view } = seen
  const validators = await halt.race(view.validators(netuid))
  if (!validators) throw new CliError('E_SUBNET_UNKNOWN', { netuid })
  const { isDevelopment } = chain
  const isLocal = await readLocalNames(app)
  output.result(
    flags.csv ? validatorsCsvView : validatorsView,
    { netuid, validators, isDevelopment, block: view.block.number, isLocal },
    contextAt(chain, seen),
  )
}
