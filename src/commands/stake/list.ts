import type { App } from '../../app/app.ts'
import { viewAt } from '../../chain/at-block.ts'
import { listRequirements, optionalForList } from '../../chain/metadata/requirements.ts'
import { claimRequirements } from '../../chain/read/claims.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { ListFlags } from '../grammar/options.ts'
import { refuseTogether } from '../inputs/exclude.ts'
import { requireListable } from '../open-block.ts'
import { type Lister, listAccount, listWallets } from './list-of.ts'

export interface StakeListFlags extends ListFlags {
  readonly allWallets?: true
  readonly watch?: true
}

/**
 * Positions of one coldkey or of every wallet, once or on every new block.
 * @throws E_USAGE, E_MISSING_INPUT, E_BLOCK_UNKNOWN, E_RUNTIME, E_ENDPOINT
 */
export async function runStakeList(
  app: App,
  flags: StakeListFlags,
  exitWith: (code: number) => void,
): Promise<void> {
  refuseContradictions(app, flags)
  const { halt, settings, switches } = app
  if (!flags.allWallets && settings.wallet.value === undefined && switches.coldkey === undefined) {
    throw new CliError('E_MISSING_INPUT', { missing: ['--wallet'] })
  }
  const lister = flags.allWallets ? listWallets(app, flags) : listAccount(app, flags)
  const [list, chain] = await halt.race(Promise.all([lister, app.readableChain()]))
  if (flags.watch) {
    const { watch } = await import('./list-watch.ts')
    return watch(app, chain, listing(app, list), exitWith)
  }
  const seen = await halt.race(viewAt(chain, flags.block))
  const print = await halt.race(listing(app, list)(chain, seen))
  print('result')
}

/** Lists once the runtime of a block was looked at. */
function listing(app: App, list: Lister): Lister {
  let checked: number | undefined
  return async (chain, seen) => {
    if (checked !== seen.specVersion) {
      const optional = [...optionalForList, ...claimRequirements(seen.runtime)]
      requireListable(app.output, seen, listRequirements, optional)
    }
    checked = seen.specVersion
    return list(chain, seen)
  }
}

function refuseContradictions({ switches }: App, flags: StakeListFlags): void {
  refuseTogether([
    [flags.csv === true && switches.json, '--csv and --json'],
    [flags.csv === true && flags.watch === true, '--csv and --watch'],
    [flags.block !== undefined && flags.watch === true, '--block and --watch'],
    [flags.allWallets === true && switches.coldkey !== undefined, '--all-wallets and --coldkey'],
  ])
}
