import type { App } from '../../app/app.ts'
import { findNetwork } from '../../chain/network/network.ts'
import { changeConfig } from '../../config/change.ts'
import { storable } from '../../config/store.ts'
import { configSetView } from '../../output/faces/config-change.ts'
import { printChange, requireEnvFile } from './print-change.ts'

/**
 * Writes one setting to the config file.
 * @throws E_SETTING_UNKNOWN, E_SETTING_SECRET, E_OPTION_VALUE, E_NETWORK_UNKNOWN, E_CONFIG_EDIT, E_CONFIG_WRITE
 */
export async function runConfigSet(app: App, name: string, value: string): Promise<void> {
  requireEnvFile(app)
  const key = name.replaceAll('-', '_')
  const stored = storable(key, value)
  // Whether ws:// may be used is decided where it is used.
  if (key === 'network') findNetwork(value, { insecure: true })
  if (key === 'fallbacks') findNetwork('local', { insecure: true, fallbacks: value.split(',') })
  const change = await changeConfig(app.host.files, app.configFile, key, stored)
  printChange(app, configSetView, change)
}
