import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { removeVerb } from '../../trade/verbs/remove.ts'
import type { AmountFlags, ProtectionFlags } from '../grammar/options.ts'
import { givenAmount, readAmount } from '../inputs/amount.ts'
import { oneHotkey } from '../inputs/hotkey.ts'
import { readRemoveGuard } from '../inputs/protection.ts'
import { requireTradeInputs } from '../inputs/required.ts'
import { startTrade } from './start-trade.ts'

export interface RemoveFlags extends AmountFlags, ProtectionFlags {
  readonly netuid?: string
}

export async function runRemove(app: App, flags: RemoveFlags): Promise<void> {
  const amount = givenAmount(flags)
  const inputs = await requireTradeInputs(app, { netuid: flags.netuid, amount, hotkey: oneHotkey(app) })
  const origin = parseNetuid(inputs.netuid, 'origin')
  const wanted = readAmount(flags, origin)
  const guard = readRemoveGuard(app, flags, origin)
  const hotkey = await app.hotkey(inputs.hotkey)
  await startTrade(app, removeVerb({ hotkey, origin, wanted, guard }))
}
