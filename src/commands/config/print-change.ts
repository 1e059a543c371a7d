import type { App } from '../../app/app.ts'
import type { Change } from '../../config/change.ts'
import { describeSettings } from '../../config/settings.ts'
import { withShownUrls } from '../../errors/url.ts'
import type { Face } from '../../output/face.ts'
import { originText } from '../../output/faces/config-show.ts'

/** Prints a change of the config file, after a warning where it has no effect yet. */
export function printChange(app: App, face: Face<Change>, change: Change): void {
  warnIfOverridden(app, change)
  app.output.result(face, withoutKeys(change))
}

/**
 * A broken config file is what these commands mend; an env file that was named must be usable all the same.
 * @throws E_ENV_FILE
 */
export function requireEnvFile({ problems }: App): void {
  const problem = problems.find(each => each.is('E_ENV_FILE'))
  if (problem) throw problem
}

/** A change, its URLs without what may be a key. */
const withoutKeys = ({ value, previous, ...change }: Change): Change => ({
  ...change,
  value: value && withShownUrls(value),
  previous: previous && withShownUrls(previous),
})

function warnIfOverridden({ settings, output }: App, { name, path }: Change): void {
  const setting = describeSettings(settings).find(each => each.name === name)
  if (!setting || !['flag', 'environment', 'env-file'].includes(setting.origin.kind)) return
  output.warn(
    'W_OVERRIDDEN',
    `${originText(setting.origin)} comes before ${path}; as long as it is set, ${name} is ${withShownUrls(`${setting.value}`)}.`,
  )
}
