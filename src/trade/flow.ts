import type { Address } from '../chain/address.ts'
import type { Signer } from '../chain/extrinsic.ts'
import { requireAll } from '../chain/requirements.ts'
import type { Chain } from '../chain/types.ts'
import { CliError } from '../errors/cli-error.ts'
import type { Halt } from '../host/halt.ts'
import type { Prompt } from '../host/types.ts'
import type { Journal } from '../journal/journal.ts'
import type { Output } from '../output/output.ts'
import type { Stages } from '../output/stages.ts'
import type { View } from '../output/view.ts'
import { worsening } from '../plan/compare.ts'
import { confirmPlan } from './confirm.ts'
import { type Before, lookBefore, requireNonce } from './entries.ts'
import { finish, type Report, reporting } from './finish.ts'
import { requireCheckedSpec, warnOfSpec } from './guards.ts'
import { type Prepared, prepare } from './prepare.ts'
import { believing, type Proofs } from './proof.ts'
import type { TradeReport } from './report.ts'
import { contextOf, plannedReport, recordedReport } from './reports.ts'
import { resumeEntry } from './resume.ts'
import { type Sent, send, signAndRecord } from './send.ts'
import { metadataCheck, warnOfQuote } from './trust.ts'
import type { Verb } from './verb.ts'

/** What the flow of a trade asks of the world. */
export interface TradeDeps extends Proofs {
  readonly output: Output
  readonly view: View<TradeReport>
  readonly prompt: Prompt
  readonly halt: Halt
  readonly stages: Pick<Stages, 'enter'>
  chain(): Promise<Chain>
  /** Other endpoints, each of which must make the same plan. */
  witnesses(): Promise<readonly Chain[]>
  journal(): Promise<Journal>
  unlock(): Promise<Signer>
}

export interface TradeRequest {
  readonly coldkey: Address
  /** Names of wallet and hotkeys by address, for the reader's eye. */
  readonly names: ReadonlyMap<string, string>
  readonly yes: boolean
  readonly dryRun: boolean
  readonly wait: Sent['kind']
  readonly era: number
  readonly acceptSpec: number | undefined
  readonly unverifiedMetadata: boolean
  /** Whether the least to receive, or the worst price, was given as a number. */
  readonly hasFloor: boolean
  /** Whether there are witnesses. */
  readonly isConfirmed: boolean
  /** Of --intent-id. */
  readonly intentId: string | undefined
}

/**
 * One trade from reading to receipt: look what became of earlier ones, plan, show, ask, unlock, then look and plan
 * afresh, compose, sign, record, broadcast. Throws the reason for any other end, with as much of the report as there
 * was.
 */
export async function runTrade(deps: TradeDeps, verb: Verb, request: TradeRequest): Promise<void> {
  await reporting(deps, async report => {
    const chain = await deps.halt.race(deps.chain())
    await believing(deps, chain, async () => {
      requireTradable(deps, chain, verb, request)
      if (request.dryRun) return dryRun(deps, chain, verb, request, report)
      await trade({ ...deps, chain, verb, request, report, journal: await deps.journal() })
    })
  })
}

interface Run extends Omit<TradeDeps, 'chain' | 'journal'> {
  readonly chain: Chain
  readonly journal: Journal
  readonly verb: Verb
  readonly request: TradeRequest
  readonly report: Report
}

async function trade(run: Run): Promise<void> {
  const { halt, stages, request, journal, chain } = run
  if (await endedBefore(run)) return
  const { plan, confirm } = await planner(run)
  const shown = await plan()
  await agree(run, reportOf(run, shown))
  stages.enter('key')
  const signer = await halt.race(run.unlock())
  const release = await journal.hold(request.coldkey, chain.genesis)
  try {
    // Another process may have signed while a person was asked or the lock was waited for.
    const before = await look(run)
    if (await resumed(run, before)) return
    const prepared = await planAfresh(run, plan, shown)
    requireNonce(before, prepared.unsigned)
    await confirm(prepared)
    await signAndSend(run, signer, prepared)
  } finally {
    await release()
  }
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

/** Makes plans at the best block of now. */
async function planner({ chain, halt, stages, verb, request, ...run }: Omit<Run, 'journal'>) {
  const { createComposer } = await import('../chain/extrinsic.ts')
  const composer = await createComposer(chain)
  const trader = { composer, verb, coldkey: request.coldkey, era: request.era }
  const digest = metadataCheck(run.output, chain, request.unverifiedMetadata)
  return {
    async plan() {
      stages.enter('reads')
      const prepared = await halt.race(prepare(chain, trader, digest))
      run.report(reportOf({ chain, verb, request }, prepared))
      return prepared
    },
    /** Has the witnesses plan the same. */
    confirm: (prepared: Prepared) => halt.race(confirmPlan({ ...run, halt }, chain, prepared, trader)),
  }
}

/** The plan that will be signed: of a fresh block, and no worse than one that was agreed to. */
async function planAfresh(run: Run, plan: () => Promise<Prepared>, agreed: Prepared): Promise<Prepared> {
  for (let shown = agreed; ; ) {
    const fresh = await plan()
    const worse = worsening(shown.plan, fresh.plan)
    if (!worse) return fresh
    if (run.request.yes) throw new CliError('E_QUOTE_WORSE', worse, { retryable: true })
    run.output.status(`The plan changed: now ${worse.now}, shown was ${worse.shown}.`)
    await agree(run, reportOf(run, fresh))
    shown = fresh
  }
}

async function signAndSend(run: Run, signer: Signer, prepared: Prepared): Promise<void> {
  const { chain, stages, verb, request, report } = run
  stages.enter('signing')
  const recorded = await signAndRecord(run, prepared, signer, { verb, intentId: request.intentId })
  const started = report(recordedReport(reportOf(run, prepared), recorded))
  const sent = await send(run, recorded, { wait: request.wait, sentBefore: false })
  if (prepared.unsigned.digest !== undefined) await run.proved(chain)
  await finish(run, { chain, plan: prepared.plan, sent }, started, report)
}

async function dryRun(
  { output, view, ...deps }: TradeDeps,
  chain: Chain,
  verb: Verb,
  request: TradeRequest,
  report: Report,
): Promise<void> {
  const { plan, confirm } = await planner({ ...deps, output, view, chain, verb, request, report })
  const prepared = await plan()
  await confirm(prepared)
  output.result(view, reportOf({ chain, verb, request }, prepared), contextOf(chain, prepared.view.block))
}

function reportOf({ chain, verb, request }: Pick<Run, 'chain' | 'verb' | 'request'>, prepared: Prepared) {
  const { view, plan, unsigned } = prepared
  return plannedReport(verb, request.names, chain, {
    block: view.block,
    plan: { ...plan, callHex: unsigned.callHex },
  })
}

/** Refuses chains on which this trade must not be made. */
function requireTradable(deps: TradeDeps, chain: Chain, verb: Verb, request: TradeRequest): void {
  const { runtime, specVersion, network } = chain
  requireAll(runtime, specVersion, verb.requirements)
  requireCheckedSpec(specVersion, request.acceptSpec, !request.yes || request.dryRun)
  warnOfSpec(deps.output, specVersion)
  if (!request.dryRun) warnOfQuote(deps.output, chain, request)
  deps.output.status(`Connected to ${network.endpoint}, spec ${specVersion}`)
}

/** Shows the plan and asks, unless the answer was given with --yes. @throws E_DECLINED, E_INTERRUPTED */
async function agree(
  { output, view, prompt, halt, stages, request }: Run,
  report: TradeReport,
): Promise<void> {
  output.show(view, report)
  if (request.yes) return
  stages.enter('answer')
  const question = report.isDevelopment ? 'DEVNET: sign and send?' : 'Sign and send?'
  const asking = new AbortController()
  const resume = halt.pause()
  try {
    const answer = await halt.race(prompt.confirm(question, asking.signal))
    if (answer === 'interrupted') throw new CliError('E_INTERRUPTED')
    if (answer !== 'yes') throw new CliError('E_DECLINED')
  } finally {
    asking.abort()
    resume()
  }
}
