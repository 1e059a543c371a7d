import type { App } from '../../app/app.ts'
import { describeSettings, type ShownSetting } from '../../config/settings.ts'
import { CliError } from '../../errors/cli-error.ts'

/** Every setting, and what follows from them: the endpoint, and whether anybody is asked. */
export function shownSettings(app: App): readonly ShownSetting[] {
  const { settings, switches, output } = app
  const network = knownNetwork(app)
  if (network instanceof CliError) output.warn('W_NETWORK', network.message)
  const reached = network instanceof CliError ? undefined : network
  return [
    ...describeSettings(settings).map(each =>
      each.name === 'genesis' ? { ...each, value: each.value ?? reached?.genesis } : each,
    ),
    { name: 'endpoint', value: reached?.endpoint, origin: settings.network.origin },
    { name: 'input', value: switches.noInput ? 'never' : 'yes', origin: switches.inputOrigin },
  ]
}

/** A network that cannot be reached is no reason to hide the settings. */
function knownNetwork(app: App): ReturnType<App['network']> | CliError {
  try {
    return app.network()
  } catch (error) {
    if (error instanceof CliError) return error
    throw error
  }
}
