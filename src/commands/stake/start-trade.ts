import type { App } from '../../app/app.ts'
import { accessWarning, foreignError } from '../../config/access.ts'
import { CliError } from '../../errors/cli-error.ts'
import { tradeView } from '../../output/faces/trade.ts'
import { runTrade } from '../../trade/flow.ts'
import type { Verb } from '../../trade/verb.ts'

type Present<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> }

/**
 * The inputs of a trade, none of them missing: the given ones, and what every trade needs beside them.
 * @throws E_MISSING_INPUT naming all that is missing at once, E_USAGE
 */
export async function requireTradeInputs<T extends Readonly<Record<string, unknown>>>(
  app: App,
  inputs: T,
): Promise<Present<T>> {
  const { settings, switches } = app
  app.network() // A name that is none is told before anything else that is missing.
  const missing = Object.keys(inputs)
    .filter(name => inputs[name] === undefined)
    .map(name => `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`)
  const isOther = switches.coldkey !== undefined
  if (settings.wallet.value === undefined && !isOther) missing.push('--wallet')
  if (!switches.dryRun) {
    if (switches.noInput && !switches.yes) missing.push('--yes')
    const asksNobody = switches.yes || switches.noInput
    if (asksNobody && settings.network.origin.kind === 'default') missing.push('--network')
    if (await app.lacksPassword()) missing.push('--password-file')
  }
  if (missing.length > 0) throw new CliError('E_MISSING_INPUT', { missing })
  if (isOther && !switches.dryRun) {
    throw new CliError('E_USAGE', {
      problem: '--coldkey is for reading and dry runs; a trade signs with --wallet.',
    })
  }
  return inputs as Present<T>
}

/** The one hotkey of a trade on a single position; undefined when none was named. @throws E_USAGE for several */
export function oneHotkey(app: App): string | undefined {
  const [hotkey, ...others] = app.settings.hotkeys.value
  if (others.length > 0) throw new CliError('E_USAGE', { problem: 'This command takes one --hotkey.' })
  return hotkey
}

/** Whoever can change settings could choose hotkey and tolerance. @throws E_SETTINGS_FOREIGN */
function requireOwnSettings({ access, output }: App): void {
  const [foreign] = access.filter(({ by }) => by === 'foreign')
  if (foreign) throw foreignError(foreign)
  for (const { code, message } of access.map(accessWarning)) output.warn(code, message)
}

/** Runs a trade with the App's wallet, settings and switches. */
export async function startTrade(app: App, verb: Verb): Promise<void> {
  const { settings, switches } = app
  app.confirming() // Whatever is wrong with it is wrong before anything is asked of anyone.
  if (!switches.dryRun) {
    requireOwnSettings(app)
    await app.requireUnlockable()
  }
  const [coldkey, names] = await Promise.all([app.coldkey(), app.names()])
  const { clock, prompt } = app.host
  const { acceptVerdict } = switches
  await runTrade({ ...app, clock, prompt, acceptVerdict, view: tradeView(verb.name) }, verb, {
    ...switches,
    coldkey,
    names,
    wait: settings.wait.value,
    era: settings.era.value,
    acceptSpec: settings.acceptSpec.value,
    trustedUrl: settings.trustEndpoint.value,
  })
}
