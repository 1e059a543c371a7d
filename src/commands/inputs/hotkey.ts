import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'

/** The one hotkey of a trade on a single position; undefined when none was named. @throws E_USAGE for several */
export function oneHotkey(app: App): string | undefined {
  const [hotkey, ...others] = app.settings.hotkeys.value
  if (others.length > 0) throw new CliError('E_USAGE', { problem: 'This command takes one --hotkey.' })
  return hotkey
}
