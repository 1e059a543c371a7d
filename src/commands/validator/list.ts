import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { viewAt } from '../../chain/at-block.ts'
import { missingOf, optionalForValidators, validatorRequirements } from '../../chain/metadata/requirements.ts'
import { CliError } from '../../errors/cli-error.ts'
import { validatorsCsvView, validatorsView } from '../../output/faces/validators.ts'
import { requireReadable } from '../../trade/before/supported-runtimes.ts'
import { contextOf } from '../context.ts'
import { refuseTogether } from '../inputs/exclude.ts'
import { requireInputs } from '../inputs/required.ts'
import { readLocalNames } from '../local-names.ts'

export interface ValidatorListFlags {
  readonly netuid?: string
  readonly block?: string
  readonly csv?: true
}

/** Hotkeys of a subnet. @throws E_USAGE, E_MISSING_INPUT, E_NETUID, E_BLOCK_UNKNOWN, E_RUNTIME, E_SUBNET_UNKNOWN */
export async function runValidatorList(app: App, flags: ValidatorListFlags): Promise<void> {
  const { halt, output, switches } = app
  refuseTogether([[flags.csv === true && switches.json, '--csv and --json']])
  const netuid = +parseNetuid(requireInputs({ netuid: flags.netuid }).netuid, 'subnet')
  const chain = await halt.race(app.readableChain())
  const seen = await halt.race(viewAt(chain, flags.block))
  const { view, runtime } = seen
  requireReadable(output, seen, validatorRequirements)
  for (const missing of missingOf(runtime, optionalForValidators)) {
    output.warn('W_OPTIONAL', `This chain has no ${missing}; what it would tell is not shown.`)
  }
  const validators = await halt.race(view.validators(netuid))
  if (!validators) throw new CliError('E_SUBNET_UNKNOWN', { netuid })
  const { isDevelopment } = chain
  const isLocal = await readLocalNames(app)
  output.result(
    flags.csv ? validatorsCsvView : validatorsView,
    { netuid, validators, isDevelopment, block: view.block.number, isLocal },
    contextOf(chain, seen),
  )
}
