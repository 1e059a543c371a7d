import type { App } from '../../app/app.ts'
import { changeConfig, storedKeys } from '../../config/change.ts'
import { unknownSetting } from '../../config/known.ts'
import { fileKeys } from '../../config/table.ts'
import { configUnsetView } from '../../output/faces/config-change.ts'
import { printChange, requireEnvFile } from './print-change.ts'

/** Takes away what the file holds, be it a setting or not. @throws E_SETTING_UNKNOWN, E_CONFIG_EDIT, E_CONFIG_WRITE */
export async function runConfigUnset(app: App, name: string): Promise<void> {
  requireEnvFile(app)
  const { host, configFile } = app
  const held = await storedKeys(host.files, configFile)
  const key = held.includes(name) ? name : name.replaceAll('-', '_')
  if (!held.includes(key) && !fileKeys.includes(key)) throw unknownSetting(name, fileKeys)
  const change = await changeConfig(host.files, configFile, key, undefined)
  printChange(app, configUnsetView, change)
}
