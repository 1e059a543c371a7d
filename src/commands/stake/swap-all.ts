import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { swapAllVerb } from '../../trade/verbs/swap-all.ts'
import { readCommonGuard } from '../inputs/protection.ts'
import { requireTradeInputs } from '../inputs/required.ts'
import { readSweep, type SweepFlags } from '../inputs/sweep.ts'
import { startTrade } from './start-trade.ts'

export interface SwapAllFlags extends SweepFlags {
  readonly destination?: string
}

export async function runSwapAll(app: App, flags: SwapAllFlags): Promise<void> {
  const inputs = await requireTradeInputs(app, { destination: flags.destination })
  const destination = parseNetuid(inputs.destination, 'destination')
  const sweep = await readSweep(app, flags)
  await startTrade(app, swapAllVerb({ ...sweep, destination, guard: readCommonGuard(app, flags) }))
}
