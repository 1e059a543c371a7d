import type { App } from '../../app.ts'
import { formatDuration } from '../../config/duration.ts'
import { configShowView, type ShownSetting } from '../../output/views/config-show.ts'

export async function runConfigShow(app: App): Promise<void> {
  const { settings, switches } = app
  const shown: readonly ShownSetting[] = [
    { name: 'network', ...settings.network },
    { name: 'endpoint', value: app.network().endpoint, origin: settings.network.origin },
    { name: 'genesis', ...settings.genesis, value: app.network().genesis },
    { name: 'wallet', ...settings.wallet },
    { name: 'wallet_path', ...settings.walletPath },
    {
      name: 'hotkey',
      value: settings.hotkeys.value.join(', ') || undefined,
      origin: settings.hotkeys.origin,
    },
    { name: 'wait', ...settings.wait },
    { name: 'timeout', value: formatDuration(settings.timeout.value), origin: settings.timeout.origin },
    { name: 'era', value: String(settings.era.value), origin: settings.era.origin },
    { name: 'input', value: switches.noInput ? 'never' : 'yes', origin: switches.inputOrigin },
  ]
  app.output.result(configShowView, shown)
}
