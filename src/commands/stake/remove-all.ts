import type { App } from '../../app/app.ts'
import { removeAllVerb } from '../../trade/verbs/remove-all.ts'
import { readCommonGuard } from '../inputs/protection.ts'
import { requireTradeInputs } from '../inputs/required.ts'
import { readSweep, type SweepFlags } from '../inputs/sweep.ts'
import { startTrade } from './start-trade.ts'

export type RemoveAllFlags = SweepFlags

export async function runRemoveAll(app: App, flags: RemoveAllFlags): Promise<void> {
  await requireTradeInputs(app, {})
  await startTrade(
    app,
    removeAllVerb({ ...(await readSweep(app, flags)), guard: readCommonGuard(app, flags) }),
  )
}
