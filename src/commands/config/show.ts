import type { App } from '../../app/app.ts'
import { withShownUrls } from '../../errors/url.ts'
import { configShowView } from '../../output/faces/config-show.ts'
import { shownSettings } from './shown.ts'

/** All settings, without what may be a key in their URLs: whoever asks for one by name gets it whole. */
export async function runConfigShow(app: App): Promise<void> {
  const settings = shownSettings(app).map(({ value, ...each }) => ({
    ...each,
    value: value && withShownUrls(value),
  }))
  app.output.result(configShowView, settings)
}
