import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { swapVerb } from '../../trade/verbs/swap.ts'
import type { AmountFlags } from '../options.ts'
import { givenAmount, readAmount } from '../read-amount.ts'
import { oneHotkey, requireTradeInputs, startTrade } from '../trade.ts'

export interface SwapFlags extends AmountFlags {
  readonly origin?: string
  readonly destination?: string
}

export async function runSwap(app: App, flags: SwapFlags): Promise<void> {
  const amount = givenAmount(flags)
  const inputs = await requireTradeInputs(app, {
    origin: flags.origin,
    destination: flags.destination,
    amount,
    hotkey: oneHotkey(app),
  })
  const origin = parseNetuid(inputs.origin, 'origin')
  const destination = parseNetuid(inputs.destination, 'destination')
  const wanted = readAmount(flags, origin)
  const hotkey = await app.hotkey(inputs.hotkey)
  await startTrade(app, swapVerb({ hotkey, origin, destination, wanted }))
}
