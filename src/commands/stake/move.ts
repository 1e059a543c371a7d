import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { CliError } from '../../errors/cli-error.ts'
import { moveVerb } from '../../trade/verbs/move.ts'
import type { AmountFlags, ProtectionFlags } from '../grammar/options.ts'
import { givenAmount, readAmount } from '../inputs/amount.ts'
import { readMoveGuard } from '../inputs/protection.ts'
import { oneHotkey, requireTradeInputs, startTrade } from './start-trade.ts'

export interface MoveFlags extends AmountFlags, ProtectionFlags {
  readonly originHotkey?: string
  readonly destinationHotkey?: string
  readonly origin?: string
  readonly destination?: string
}

export async function runMove(app: App, flags: MoveFlags): Promise<void> {
  if (flags.originHotkey !== undefined && app.settings.hotkeys.origin.kind === 'flag') {
    throw new CliError('E_USAGE', { problem: 'A move takes --origin-hotkey or --hotkey, not both.' })
  }
  const inputs = await requireTradeInputs(app, {
    originHotkey: flags.originHotkey ?? oneHotkey(app),
    destinationHotkey: flags.destinationHotkey,
    origin: flags.origin,
    amount: givenAmount(flags),
  })
  const origin = parseNetuid(inputs.origin, 'origin')
  const destination = parseNetuid(flags.destination ?? inputs.origin, 'destination')
  const wanted = readAmount(flags, origin)
  const guard = readMoveGuard(app, flags, origin, destination)
  const [originHotkey, destinationHotkey] = await Promise.all([
    app.hotkey(inputs.originHotkey),
    app.hotkey(inputs.destinationHotkey),
  ])
  await startTrade(app, moveVerb({ originHotkey, destinationHotkey, origin, destination, wanted, guard }))
}
