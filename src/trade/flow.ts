import type { Chain } from '../chain/chain.ts'
import type { Signer } from '../chain/extrinsic/compose.ts'
import { CliError } from '../errors/cli-error.ts'
import { shownUrl } from '../errors/url.ts'
import { contextOf, recordedReport } from './after/build-report.ts'
import { finish, type Report, reporting } from './after/conclude.ts'
import { planAfresh, planAgreed, planner, reportOf } from './before/agree.ts'
import { warnOfQuote } from './before/metadata-digest.ts'
import { type Before, lookBefore, requireNonce } from './before/open-entries.ts'
import type { Prepared } from './before/prepare.ts'
import { requireKnownRuntime } from './before/supported-runtimes.ts'
import { requireNoQueue } from './before/warnings.ts'
import type { Run, TradeDeps, TradeRequest } from './desk.ts'
import { resumeEntry } from './sending/resume.ts'
import { send, signAndRecord } from './sending/send.ts'
import type { Verb } from './verb.ts'

/**
 * One trade from reading to receipt: look what became of earlier ones, plan, show, ask, unlock, then look and plan
 * afresh, compose, sign, record, broadcast. Throws the reason for any other end, with as much of the report as there
 * was.
 */
export async function runTrade(deps: TradeDeps, verb: Verb, request: TradeRequest): Promise<void> {
  await reporting(deps, async report => {
    const chain = await deps.halt.race(deps.chain())
    const endpoint = shownUrl(chain.network.endpoint)
    deps.output.status(`Connected to ${endpoint}, spec ${chain.specVersion}`)
    if (request.dryRun) return dryRun(deps, chain, verb, request, report)
    await trade({ ...deps, chain, verb, request, report, journal: await deps.journal() })
  })
}

async function trade(run: Run): Promise<void> {
  const { halt, request, journal, chain } = run
  // What was made before is told on any runtime.
  if (await endedBefore(run)) return
  await requireKnownRuntime(run, chain, run.verb.requirements, request)
  warnOfQuote(run.output, chain, request)
  const unlocked = await unlockEarly(run)
  const plans = await planner(run)
  const shown = await planAgreed(run, plans)
  const signer = unlocked ?? (await unlock(run))
  const release = await journal.hold(request.coldkey, chain.genesis)
  try {
    // Another process may have signed while a person was asked or the lock was waited for.
    const before = await look(run)
    if (await resumed(run, before)) return
    const prepared = await planAfresh(run, plans, shown)
    await requireNonce(run, before, prepared.unsigned)
    await halt.race(requireNoQueue(chain, prepared, request))
    await plans.confirm(prepared)
    await signAndSend(run, signer, prepared)
  } finally {
    await release()
  }
}

/** Where nobody will be asked, a password that is wrong is told before anything is planned. */
async function unlockEarly(run: Run): Promise<Signer | undefined> {
  return run.request.yes && run.passwordSource.kind !== 'prompt' ? unlock(run) : undefined
}

function unlock({ stages, halt, ...run }: Run): Promise<Signer> {
  stages.enter('key')
  return halt.race(run.unlock())
}

const look = (run: Run) => lookBefore(run, { verb: run.verb.name, request: run.verb.request, ...run.request })

/**
 * Whether this trade was made before, as far as can be told before anybody is asked. The process of an open entry may
 * still be at work on it: nothing is sent again before that one lets go of the lock.
 */
async function endedBefore(run: Run): Promise<boolean> {
  try {
    const before = await look(run)
    if (!before.same?.isOpen) return await resumed(run, before)
  } catch (error) {
    if (!(error instanceof CliError) || !error.is('E_ENTRY_OPEN')) throw error
  }
  const release = await run.journal.hold(run.request.coldkey, run.chain.genesis)
  try {
    return await resumed(run, await look(run))
  } finally {
    await release()
  }
}

/** Whether this very trade was made or begun before; then it is brought to its end and told. */
async function resumed(run: Run, { same }: Before): Promise<boolean> {
  if (same) await resumeEntry({ ...run, names: run.request.names }, same, run.request.wait, run.report)
  return same !== undefined
}

async function signAndSend(run: Run, signer: Signer, prepared: Prepared): Promise<void> {
  const { chain, stages, verb, request, report } = run
  stages.enter('signing')
  const recorded = await signAndRecord(run, prepared, signer, { verb, intentId: request.intentId })
  const started = report(recordedReport(reportOf(run, prepared), recorded))
  const sent = await send(run, recorded, { wait: request.wait, sentBefore: false })
  await finish(run, { chain, plan: prepared.plan, sent }, started, report)
}

async function dryRun(
  { output, view, ...deps }: TradeDeps,
  chain: Chain,
  verb: Verb,
  request: TradeRequest,
  report: Report,
): Promise<void> {
  await requireKnownRuntime({ ...deps, output }, chain, verb.requirements, request)
  const { plan, confirm } = await planner({ ...deps, output, view, chain, verb, request, report })
  const prepared = await plan()
  await confirm(prepared)
  output.result(view, reportOf({ chain, verb, request }, prepared), contextOf(chain, prepared.view.block))
}
