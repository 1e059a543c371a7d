import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { CliError } from '../../errors/cli-error.ts'
import { swapAllVerb } from '../../trade/verbs/swap-all.ts'
import { requireTradeInputs, startTrade } from '../trade.ts'

export interface SwapAllFlags {
  readonly origin?: readonly string[]
  readonly destination?: string
  readonly allHotkeys?: boolean
  readonly skipUnmovable?: boolean
}

export async function runSwapAll(app: App, flags: SwapAllFlags): Promise<void> {
  const inputs = await requireTradeInputs(app, { destination: flags.destination })
  const everyHotkey = flags.allHotkeys === true
  if (everyHotkey && app.settings.hotkeys.origin.kind === 'flag') {
    throw new CliError('E_USAGE', { problem: '--hotkey and --all-hotkeys exclude each other.' })
  }
  const destination = parseNetuid(inputs.destination, 'destination')
  const origins = (flags.origin ?? []).map(text => parseNetuid(text, 'origin'))
  const hotkeys = everyHotkey ? [] : await app.hotkeys()
  const mayLeave = !app.switches.yes || flags.skipUnmovable === true
  await startTrade(app, swapAllVerb({ destination, origins, hotkeys, everyHotkey, mayLeave }))
}
