import type { App } from '../../app/app.ts'
import { unknownSetting } from '../../config/known.ts'
import { configGetView } from '../../output/faces/config-get.ts'
import { shownSettings } from './shown.ts'

/** @throws E_SETTING_UNKNOWN */
export async function runConfigGet(app: App, key: string): Promise<void> {
  const all = shownSettings(app)
  const found = all.find(({ name }) => name === key.replaceAll('-', '_'))
  if (!found) {
    throw unknownSetting(
      key,
      all.map(({ name }) => name),
    )
  }
  app.output.result(configGetView, found)
}
