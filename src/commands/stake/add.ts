import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { addVerb } from '../../trade/verbs/add.ts'
import type { AmountFlags, ProtectionFlags } from '../grammar/options.ts'
import { givenAmount, readTao } from '../inputs/amount.ts'
import { oneHotkey } from '../inputs/hotkey.ts'
import { readAddGuard } from '../inputs/protection.ts'
import { requireTradeInputs } from '../inputs/required.ts'
import { startTrade } from './start-trade.ts'

export interface AddFlags extends AmountFlags, ProtectionFlags {
  readonly netuid?: string
}

export async function runAdd(app: App, flags: AddFlags): Promise<void> {
  const amount = givenAmount(flags)
  const inputs = await requireTradeInputs(app, { netuid: flags.netuid, amount, hotkey: oneHotkey(app) })
  const destination = parseNetuid(inputs.netuid, 'destination')
  const wanted = readTao(flags)
  const guard = readAddGuard(app, flags, destination)
  const hotkey = await app.hotkey(inputs.hotkey)
  await startTrade(app, addVerb({ hotkey, destination, wanted, guard }))
}
