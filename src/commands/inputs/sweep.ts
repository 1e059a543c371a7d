import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import type { SweepOptions } from '../../trade/verbs/sweep.ts'
import type { ProtectionFlags } from '../grammar/options.ts'
import { refuseTogether } from './exclude.ts'

export interface SweepFlags extends Pick<ProtectionFlags, 'rateTolerance' | 'allowPartial'> {
  readonly origin?: readonly string[]
  readonly allHotkeys?: boolean
  readonly skipUnmovable?: boolean
  readonly bestEffort?: boolean
}

/** Which positions a command on many of them speaks of. @throws E_USAGE, E_NETUID, E_HOTKEY_NAME and its kin */
export async function readSweep(app: App, flags: SweepFlags): Promise<SweepOptions> {
  const everyHotkey = flags.allHotkeys === true
  const isHotkeyNamed = app.settings.hotkeys.origin.kind === 'flag'
  refuseTogether([[everyHotkey && isHotkeyNamed, '--hotkey and --all-hotkeys']])
  return {
    origins: (flags.origin ?? []).map(text => parseNetuid(text, 'origin')),
    hotkeys: everyHotkey ? [] : await app.hotkeys(),
    everyHotkey,
    mayLeave: !app.switches.yes || flags.skipUnmovable === true,
    bestEffort: flags.bestEffort === true,
  }
}
