import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { swapVerb } from '../../trade/verbs/swap.ts'
import type { AmountFlags, ProtectionFlags } from '../grammar/options.ts'
import { givenAmount, readAmount } from '../inputs/amount.ts'
import { oneHotkey } from '../inputs/hotkey.ts'
import { readSwapGuard } from '../inputs/protection.ts'
import { requireTradeInputs } from '../inputs/required.ts'
import { startTrade } from './start-trade.ts'

export interface SwapFlags extends AmountFlags, ProtectionFlags {
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
  const guard = readSwapGuard(app, flags, origin, destination)
  const hotkey = await app.hotkey(inputs.hotkey)
  await startTrade(app, swapVerb({ hotkey, origin, destination, wanted, guard }))
}
