import type { App } from '../../app/app.ts'
import type { Chain } from '../../chain/chain.ts'
import { CliError } from '../../errors/cli-error.ts'
import { isInDoubt, type JournalEntry } from '../../journal/entry.ts'
import { type ResumedEntry, resumeView } from '../../output/faces/resume.ts'
import type { Output } from '../../output/output.ts'
import { contextOf } from '../../trade/after/build-report.ts'
import { withReport } from '../../trade/after/conclude.ts'
import { setAside } from '../../trade/before/set-aside.ts'
import { resumeEntry } from '../../trade/sending/resume.ts'
import type { TradeCommand } from '../../trade/verb.ts'
import { deskOf } from '../desk-of.ts'
import { reachEntry } from './reach-entry.ts'

/** Resumes one entry as its own run would have ended, or all open ones of the chain one after the other. */
export async function runResume(app: App, text: string | undefined): Promise<void> {
  const journal = await app.journal()
  if (text !== undefined) {
    const entry = await journal.find(text)
    return resume(reachEntry(app, entry), entry, app.output)
  }
  const chain = await app.halt.race(app.chain())
  await setAside({ chain, journal, halt: app.halt, output: app.output }, () => true)
  const { entries } = await journal.entries()
  const open = entries.filter(entry => entry.isOpen && entry.genesis === chain.genesis)
  const ends: ResumedEntry[] = []
  for (const entry of open) ends.push(await endOf(app, entry))
  const worst = worstOf(ends)
  if (worst) throw worst.with({ data: resumeView.json(ends) })
  app.output.result(resumeView, ends, contextOf(chain, chain.opening.block))
}

async function resume(app: App, named: JournalEntry, output: Output): Promise<void> {
  const [chain, journal, names] = await Promise.all([chainOf(app, named), app.journal(), app.names()])
  // The process that signed it may be about to note that it was never sent.
  const release = isInDoubt(named) ? await journal.hold(named.signer, named.genesis) : undefined
  try {
    const entry = release ? await journal.find(named.entry) : named
    const desk = { ...deskOf(app, chain, named.verb as TradeCommand, output), journal }
    const wait = app.settings.wait.value
    await withReport(desk, report => resumeEntry(desk, entry, { wait, names, report }))
  } catch (error) {
    // A proven end stays what it is, however often it is asked for.
    const isEnd = error instanceof CliError && (error.is('E_EXPIRED') || error.is('E_REPLACED'))
    throw isEnd ? error.with({ retryable: false }) : error
  } finally {
    await release?.()
  }
}

async function chainOf({ halt, chain }: App, { entry }: JournalEntry): Promise<Chain> {
  try {
    return await halt.race(chain())
  } catch (error) {
    throw error instanceof CliError ? error.with({ journal: entry }) : error
  }
}

/** How one of several ended. What ends the command ends it here. @throws E_INTERRUPTED */
async function endOf(app: App, { entry, verb, hash }: JournalEntry): Promise<ResumedEntry> {
  const said = { entry, verb, hash }
  let data: unknown = null
  const output: Output = {
    ...app.output,
    result(view, report) {
      data = view.json(report)
      app.output.show(view, report)
    },
  }
  try {
    await resume(app, await (await app.journal()).find(entry), output)
    return { ...said, data, error: null }
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    if (!error.is('E_UNKNOWN_OUTCOME')) app.halt.check()
    return { ...said, data: error.details.data ?? null, error }
  }
}

/** What a script must not overlook comes first. */
const GRAVITY = [1, 8, 7, 5, 4, 3, 6, 9]

function worstOf(ends: readonly ResumedEntry[]): CliError | undefined {
  const errors = ends.flatMap(({ error }) => (error ? [error] : []))
  return errors.toSorted((a, b) => GRAVITY.indexOf(a.exit) - GRAVITY.indexOf(b.exit))[0]
}
