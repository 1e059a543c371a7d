import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { moveVerb } from '../../trade/verbs/move.ts'
import type { AmountFlags } from '../options.ts'
import { givenAmount, readAmount } from '../read-amount.ts'
import { oneHotkey, requireTradeInputs, startTrade } from '../trade.ts'

export interface MoveFlags extends AmountFlags {
  readonly originHotkey?: string
  readonly destinationHotkey?: string
  readonly origin?: string
  readonly destination?: string
}

export async function runMove(app: App, flags: MoveFlags): Promise<void> {
  const inputs = await requireTradeInputs(app, {
    originHotkey: flags.originHotkey ?? oneHotkey(app),
    destinationHotkey: flags.destinationHotkey,
    origin: flags.origin,
    amount: givenAmount(flags),
  })
  const origin = parseNetuid(inputs.origin, 'origin')
  const destination = parseNetuid(flags.destination ?? inputs.origin, 'destination')
  const wanted = readAmount(flags, origin)
  const [originHotkey, destinationHotkey] = await Promise.all([
    app.hotkey(inputs.originHotkey),
    app.hotkey(inputs.destinationHotkey),
  ])
  await startTrade(app, moveVerb({ originHotkey, destinationHotkey, origin, destination, wanted }))
}
