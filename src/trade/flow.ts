import type { Signer } from '../chain/extrinsic/compose.ts'
import { CliError } from '../errors/cli-error.ts'
import { shownUrl } from '../errors/url.ts'
import { contextOf, recordedReport } from './after/build-report.ts'
import { conclude, withReport } from './after/conclude.ts'
import { createPlanner, planAfresh, planAgreed, reportOf } from './before/agree.ts'
import { warnOfQuote } from './before/metadata-digest.ts'
import { type Before, lookBefore, requireNonce } from './before/open-entries.ts'
import type { Prepared } from './before/prepare.ts'
import { requireKnownRuntime } from './before/supported-runtimes.ts'
import { requireNoQueue } from './before/warnings.ts'
import type { Desk, Trade, TradeRequest } from './desk.ts'
import { resumeEntry } from './sending/resume.ts'
import { send, signAndRecord } from './sending/send.ts'
import type { Verb } from './verb.ts'

/**
 * One trade from reading to receipt: look what became of earlier ones, plan, show, ask, unlock, then look and plan
 * afresh, compose, sign, record, broadcast. Throws the reason for any other end, with as much of the report as there
 * was.
 */
export async function runTrade(desk: Desk, verb: Verb, request: TradeRequest): Promise<void> {
  await underReport(desk, { verb, request }, trade => makeTrade(desk, trade))
}

/** Plans a trade and shows the plan; nothing is asked, unlocked or noted. */
export async function runDry(desk: Omit<Desk, 'journal'>, verb: Verb, request: TradeRequest): Promise<void> {
  await underReport(desk, { verb, request }, trade => showPlan(desk, trade))
}

/** Does the work of a trade; what it fails with goes with the report so far. */
async function underReport(
  desk: Omit<Desk, 'journal'>,
  asked: Omit<Trade, 'report'>,
  work: (trade: Trade) => Promise<void>,
): Promise<void> {
  const { chain, output } = desk
  await withReport(desk, report => {
    output.status(`Connected to ${shownUrl(chain.network.endpoint)}, spec ${chain.specVersion}`)
    return work({ ...asked, report })
  })
}

async function makeTrade(desk: Desk, trade: Trade): Promise<void> {
  const { halt, journal, chain } = desk
  const { verb, request } = trade
  // What was made before is told on any runtime.
  if (await resumeEarlier(desk, trade)) return
  await requireKnownRuntime(desk, verb.requirements, request)
  warnOfQuote(desk, request)
  const unlocked = await unlockEarly(desk, request)
  const plans = await createPlanner(desk, trade)
  const shown = await planAgreed(desk, trade, plans)
  const signer = unlocked ?? (await unlock(desk))
  const release = await journal.hold(request.coldkey, chain.genesis)
  try {
    // Another process may have signed while a person was asked or the lock was waited for.
    const before = await lookForEarlier(desk, trade)
    if (await resumeSame(desk, trade, before)) return
    const prepared = await planAfresh(desk, trade, plans, shown)
    await requireNonce(desk, before, prepared.unsigned)
    await halt.race(requireNoQueue(chain, prepared, request))
    await plans.confirm(prepared)
    await signAndSend(desk, trade, signer, prepared)
  } finally {
    await release()
  }
}

/** Where nobody will be asked, a password that is wrong is told before anything is planned. */
async function unlockEarly(desk: Desk, { yes }: TradeRequest): Promise<Signer | undefined> {
  return yes && desk.passwordSource.kind !== 'prompt' ? unlock(desk) : undefined
}

function unlock(desk: Pick<Desk, 'stages' | 'halt' | 'unlock'>): Promise<Signer> {
  desk.stages.enter('key')
  return desk.halt.race(desk.unlock())
}

function lookForEarlier(desk: Desk, { verb, request }: Trade): Promise<Before> {
  const { coldkey, intentId } = request
  return lookBefore(desk, { verb: verb.name, request: verb.request, coldkey, intentId })
}

/**
 * Whether this trade was made before, as far as can be told before anybody is asked. The process of an open entry may
 * still be at work on it: nothing is sent again before that one lets go of the lock.
 */
async function resumeEarlier(desk: Desk, trade: Trade): Promise<boolean> {
  try {
    const before = await lookForEarlier(desk, trade)
    if (!before.same?.isOpen) return await resumeSame(desk, trade, before)
  } catch (error) {
    if (!(error instanceof CliError) || !error.is('E_ENTRY_OPEN')) throw error
  }
  const release = await desk.journal.hold(trade.request.coldkey, desk.chain.genesis)
  try {
    return await resumeSame(desk, trade, await lookForEarlier(desk, trade))
  } finally {
    await release()
  }
}

/** Whether this very trade was made or begun before; then it is brought to its end and told. */
async function resumeSame(desk: Desk, { request, report }: Trade, { same }: Before): Promise<boolean> {
  const { wait, names } = request
  if (same) await resumeEntry(desk, same, { wait, names, report })
  return same !== undefined
}

async function signAndSend(desk: Desk, trade: Trade, signer: Signer, prepared: Prepared): Promise<void> {
  const { chain, stages } = desk
  const { verb, request, report } = trade
  stages.enter('signing')
  const recorded = await signAndRecord(desk, prepared, signer, { verb, intentId: request.intentId })
  const started = report(recordedReport(reportOf(chain, trade, prepared), recorded))
  const sent = await send(desk, recorded, { wait: request.wait, sentBefore: false })
  await conclude(desk, { plan: prepared.plan, sent }, started, report)
}

async function showPlan(desk: Omit<Desk, 'journal'>, trade: Trade): Promise<void> {
  const { chain, output, face } = desk
  await requireKnownRuntime(desk, trade.verb.requirements, trade.request)
  const { plan, confirm } = await createPlanner(desk, trade)
  const prepared = await plan()
  await confirm(prepared)
  output.result(face, reportOf(chain, trade, prepared), contextOf(chain, prepared.view.block))
}
