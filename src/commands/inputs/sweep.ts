import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { SweepOptions } from '../../trade/verbs/sweep.ts'
import type { ProtectionFlags } from '../grammar/options.ts'

export interface SweepFlags extends Pick<ProtectionFlags, 'rateTolerance' | 'allowPartial'> {
  readonly origin?: readonly string[]
  readonly allHotkeys?: boolean
  readonly skipUnmovable?: boolean
  readonly bestEffort?: boolean
}

/** Which positions a command on many of them speaks of. @throws E_USAGE, E_NETUID, E_HOTKEY_NAME and its kin */
export async function readSweep(app: App, flags: SweepFlags): Promise<SweepOptions> {
  const everyHotkey = flags.allHotkeys === true
  if (everyHotkey && app.settings.hotkeys.origin.kind === 'flag') {
    throw new CliError('E_USAGE', { problem: '--hotkey and --all-hotkeys exclude each other.' })
  }
  return {
    origins: (flags.origin ?? []).map(text => parseNetuid(text, 'origin')),
    hotkeys: everyHotkey ? [] : await app.hotkeys(),
    everyHotkey,
    mayLeave: !app.switches.yes || flags.skipUnmovable === true,
    bestEffort: flags.bestEffort === true,
  }
}
