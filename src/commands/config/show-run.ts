import type { App } from '../../app/app.ts'
import { configShowView } from '../../output/faces/config-show.ts'
import { shownSettings } from './shown.ts'

export async function runConfigShow(app: App): Promise<void> {
  app.output.result(configShowView, shownSettings(app))
}
