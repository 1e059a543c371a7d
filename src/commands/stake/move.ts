import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'
import { moveVerb } from '../../trade/verbs/move.ts'
import type { MoveOptionFlags } from '../grammar/options.ts'
import { givenAmount } from '../inputs/amount.ts'
import { oneHotkey } from '../inputs/hotkey.ts'
import { readMove } from '../inputs/move.ts'
import { requireTradeInputs } from '../inputs/required.ts'
import { startTrade } from './start-trade.ts'

export interface MoveFlags extends MoveOptionFlags {
  readonly originHotkey?: string
  readonly destinationHotkey?: string
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
  const move = readMove(app, flags, inputs.origin)
  const [originHotkey, destinationHotkey] = await Promise.all([
    app.hotkey(inputs.originHotkey),
    app.hotkey(inputs.destinationHotkey),
  ])
  await startTrade(app, moveVerb({ ...move, originHotkey, destinationHotkey }))
}
