import type { App } from '../../app/app.ts'
import { format, netuid, parseAlpha } from '../../balance/index.ts'
import type { Chain } from '../../chain/chain.ts'
import { swapStake } from '../../chain/extrinsic/calls.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Check } from '../../output/faces/doctor.ts'
import { requireFee } from '../../plan/checks.ts'
import { ok, outcome, problem, skipped, warning } from './check.ts'

/** Whether the free balance pays the fee of a swap. Nothing is signed: the fee of made-up bytes is asked for. */
export async function checkFee(app: App, chain: Chain | undefined): Promise<Check> {
  if (!chain) return skipped('fee', 'Not connected.')
  const result = await outcome(app.halt.race(payable(app, chain)))
  if (!(result instanceof CliError)) return ok('fee', result)
  if (result.is('E_FEE')) return problem('fee', result)
  if (result.is('E_MISSING_INPUT')) return skipped('fee', 'No wallet is chosen.')
  if (result.exit === 4) return skipped('fee', 'No wallet to look at.')
  return warning('fee', `The fee could not be learnt: ${result.message}`, result.hint)
}

async function payable(app: App, chain: Chain): Promise<string> {
  const coldkey = await app.coldkey()
  const { createComposer, unsignedBytes } = await import('../../chain/extrinsic/compose.ts')
  const composer = await createComposer(chain)
  const view = chain.opening
  const origin = netuid(0)
  const call = swapStake({
    hotkey: coldkey,
    origin,
    destination: netuid(1),
    amount: parseAlpha('1', origin),
  })
  const unsigned = composer.compose(call, {
    signer: coldkey,
    nonce: 0,
    era: app.settings.era.value,
    block: view.block,
  })
  const [free, fee] = await Promise.all([view.free(coldkey), view.transactionFee(unsignedBytes(unsigned))])
  requireFee(free, fee, view.existentialDeposit())
  return `${format(free)} TAO free; the fee of a swap is ${format(fee)} TAO.`
}
