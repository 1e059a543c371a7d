import type { App } from '../../app/app.ts'
import { findNetwork } from '../../chain/network/network.ts'
import { type Change, changeConfig, storedKeys } from '../../config/change.ts'
import { unknownSetting } from '../../config/known.ts'
import { describeSettings } from '../../config/settings.ts'
import { storable } from '../../config/store.ts'
import { fileKeys } from '../../config/table.ts'
import { withShownUrls } from '../../errors/url.ts'
import { configSetView, configUnsetView } from '../../output/faces/config-change.ts'
import { originText } from '../../output/faces/config-show.ts'

/** @throws E_SETTING_UNKNOWN, E_SETTING_SECRET, E_OPTION_VALUE, E_NETWORK_UNKNOWN, E_CONFIG_EDIT, E_CONFIG_WRITE */
export async function runConfigSet(app: App, name: string, value: string): Promise<void> {
  requireEnvFile(app)
  const key = name.replaceAll('-', '_')
  const stored = storable(key, value)
  // Whether ws:// may be used is decided where it is used.
  if (key === 'network') findNetwork(value, { insecure: true })
  if (key === 'fallbacks') findNetwork('local', { insecure: true, fallbacks: value.split(',') })
  const change = await changeConfig(app.host.files, app.configFile, key, stored)
  warnIfOverridden(app, change)
  app.output.result(configSetView, shownChange(change))
}

/** Takes away what the file holds, be it a setting or not. @throws E_SETTING_UNKNOWN, E_CONFIG_EDIT, E_CONFIG_WRITE */
export async function runConfigUnset(app: App, name: string): Promise<void> {
  requireEnvFile(app)
  const { host, configFile } = app
  const held = await storedKeys(host.files, configFile)
  const key = held.includes(name) ? name : name.replaceAll('-', '_')
  if (!held.includes(key) && !fileKeys.includes(key)) throw unknownSetting(name, fileKeys)
  const change = await changeConfig(host.files, configFile, key, undefined)
  warnIfOverridden(app, change)
  app.output.result(configUnsetView, shownChange(change))
}

/** A change, its URLs without what may be a key. */
const shownChange = ({ value, previous, ...change }: Change): Change => ({
  ...change,
  value: value && withShownUrls(value),
  previous: previous && withShownUrls(previous),
})

/** A broken config file is what these commands mend; an env file that was named must be usable all the same. */
function requireEnvFile({ problems }: App): void {
  const problem = problems.find(each => each.is('E_ENV_FILE'))
  if (problem) throw problem
}

function warnIfOverridden({ settings, output }: App, { name, path }: Change): void {
  const setting = describeSettings(settings).find(each => each.name === name)
  if (!setting || !['flag', 'environment', 'env-file'].includes(setting.origin.kind)) return
  output.warn(
    'W_OVERRIDDEN',
    `${originText(setting.origin)} comes before ${path}; as long as it is set, ${name} is ${withShownUrls(`${setting.value}`)}.`,
  )
}
