import type { App } from '../../app/app.ts'
import { accessWarning, foreignError } from '../../config/access.ts'
import type { TradeRequest } from '../../trade/desk.ts'
import { runDry, runTrade } from '../../trade/flow.ts'
import type { Verb } from '../../trade/verb.ts'
import { deskOf } from '../desk-of.ts'

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
  const request: TradeRequest = {
    ...switches,
    coldkey,
    names,
    wait: settings.wait.value,
    era: settings.era.value,
    acceptSpec: settings.acceptSpec.value,
    trustedUrl: settings.trustEndpoint.value,
  }
  const desk = deskOf(app, await app.halt.race(app.chain()), verb.name)
  if (switches.dryRun) return runDry(desk, verb, request)
  await runTrade({ ...desk, journal: await app.journal() }, verb, request)
}
