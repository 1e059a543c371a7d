import type { App } from '../../app/app.ts'
import type { Chain } from '../../chain/chain.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Check } from '../../output/faces/doctor.ts'
import { ok, outcome, problem, skipped, warning } from './check.ts'

/** What the chain lets the coldkey do: nothing while a swap of it is under way, announced by its holder or by a thief. */
export async function checkColdkey(app: App, chain: Chain | undefined): Promise<Check> {
  if (!chain) return skipped('coldkey', 'Not connected.')
  const coldkey = await outcome(app.coldkey())
  if (coldkey instanceof CliError) {
    const why = coldkey.is('E_MISSING_INPUT') ? 'No wallet is chosen.' : 'No wallet to look at.'
    return skipped('coldkey', why)
  }
  const state = await outcome(app.halt.race(chain.opening.coldkeySwap(coldkey)))
  if (state instanceof CliError)
    return warning(
      'coldkey',
      `It could not be learnt whether it is being swapped: ${state.message}`,
      state.hint,
    )
  if (state !== undefined) return problem('coldkey', new CliError('E_COLDKEY_SWAP', { coldkey, state }))
  return ok('coldkey', 'No swap of it is announced.')
}
