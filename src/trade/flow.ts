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
import { requireCheckedSpec, requireProtection, warnOfMisses, warnOfSpec } from './guards.ts'
import { type Prepared, prepare } from './prepare.ts'
import type { TradeReport } from './report.ts'
import { contextOf, plannedReport, recordedReport, settledReport, unsettledReport } from './reports.ts'
import { type Sent, send, signAndRecord } from './send.ts'
import { shortfall } from './settle.ts'
import { metadataCheck, warnOfQuote } from './trust.ts'
import type { Verb } from './verb.ts'

/** What the flow of a trade asks of the world. */
export interface TradeDeps {
  readonly output: Output
  readonly view: View<TradeReport>
  readonly prompt: Prompt
  readonly halt: Halt
  readonly stages: Pick<Stages, 'enter'>
  chain(): Promise<Chain>
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
  readonly unprotected: boolean
  readonly acceptSpec: number | undefined
  readonly unverifiedMetadata: boolean
  /** Whether the least to receive was given. */
  readonly hasFloor: boolean
  /** Of --intent-id. */
  readonly intentId: string | undefined
}

/**
 * One trade from reading to receipt: plan, show, ask, unlock, then plan afresh, compose, sign, record, broadcast.
 * Throws the reason for any other end, with as much of the report as there was.
 */
export async function runTrade(deps: TradeDeps, verb: Verb, request: TradeRequest): Promise<void> {
  let known: TradeReport | undefined
  const report = (next: TradeReport) => {
    known = next
    return next
  }
  try {
    await trade(deps, verb, request, report)
  } catch (error) {
    if (!(error instanceof CliError) || !known) throw error
    if (error.is('E_POOL_REFUSED') || error.is('E_REPLACED')) report(unsettledReport(known, 'rejected'))
    if (error.is('E_EXPIRED')) report(unsettledReport(known, 'expired'))
    if (error.is('E_UNKNOWN_OUTCOME')) report(unsettledReport(known, 'unknown'))
    if (known.kind !== 'planned') deps.output.show(deps.view, known)
    const journal = known.journal === null ? {} : { journal: known.journal }
    throw error.with({ ...journal, data: deps.view.json(known) })
  }
}

type Report = (next: TradeReport) => TradeReport

async function trade(deps: TradeDeps, verb: Verb, request: TradeRequest, report: Report): Promise<void> {
  const { halt, output, view, stages } = deps
  const chain = await openChain(deps, verb, request)
  const { createComposer } = await import('../chain/extrinsic.ts')
  const composer = await createComposer(chain)
  const digest = metadataCheck(output, chain, request.unverifiedMetadata)
  const planAfresh = async () => {
    stages.enter('reads')
    const prepared = await halt.race(prepare(chain, composer, verb, request, digest))
    report(plannedReport(verb, request.names, chain, prepared))
    return prepared
  }
  const reportOf = (prepared: Prepared) => plannedReport(verb, request.names, chain, prepared)

  let prepared = await planAfresh()
  if (request.dryRun) return output.result(view, reportOf(prepared), contextOf(chain, prepared.view.block))
  await agree(deps, request, reportOf(prepared))
  stages.enter('key')
  const signer = await halt.race(deps.unlock())
  for (;;) {
    const shown = prepared
    prepared = await planAfresh()
    const worse = worsening(shown.plan, prepared.plan)
    if (!worse) break
    if (request.yes) throw new CliError('E_QUOTE_WORSE', worse, { retryable: true })
    output.status(`The plan changed: now ${worse.now}, shown was ${worse.shown}.`)
    await agree(deps, request, reportOf(prepared))
  }

  const sending = { chain, journal: await deps.journal(), halt, output, stages }
  stages.enter('signing')
  const recorded = await signAndRecord(sending, prepared, signer, { verb, intentId: request.intentId })
  const started = report(recordedReport(reportOf(prepared), recorded))
  const sent = await send(sending, recorded, { wait: request.wait, sentBefore: false })
  try {
    const settled = report(settledReport(started, prepared, sent))
    warnOfMisses(output, chain.specVersion, settled.trades)
    const failure = failureOf(settled, sent)
    if (failure) throw failure
    const { blockNumber, blockHash } = sent.receipt
    output.result(view, settled, contextOf(chain, { number: blockNumber, hash: blockHash }))
  } catch (error) {
    throw asSent(error)
  }
}

/** Whatever fails once the chain has executed an extrinsic, nobody may take it for one that was never sent. */
function asSent(error: unknown): CliError {
  const known =
    error instanceof CliError ? error : new CliError('E_BUG', { problem: String(error) }, { cause: error })
  return known.with({ sent: 'yes' })
}

/** Connects, and refuses chains on which this trade must not be made. */
async function openChain(deps: TradeDeps, verb: Verb, request: TradeRequest): Promise<Chain> {
  const chain = await deps.halt.race(deps.chain())
  const { runtime, specVersion, network } = chain
  requireAll(runtime, specVersion, verb.requirements)
  requireCheckedSpec(specVersion, request.acceptSpec, !request.yes || request.dryRun)
  warnOfSpec(deps.output, specVersion)
  if (!request.dryRun) requireProtection(chain, request.unprotected)
  if (!request.dryRun) warnOfQuote(deps.output, chain, request)
  deps.output.status(`Connected to ${network.endpoint}, spec ${specVersion}`)
  return chain
}

/** Shows the plan and asks, unless the answer was given with --yes. @throws E_DECLINED, E_INTERRUPTED */
async function agree(
  { output, view, prompt, halt, stages }: TradeDeps,
  { yes }: TradeRequest,
  report: TradeReport,
): Promise<void> {
  output.show(view, report)
  if (yes) return
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

function failureOf(report: TradeReport, { receipt }: Sent): CliError | undefined {
  if (!receipt.error) return shortfall(report.trades)
  const { pallet, name, docs } = receipt.error
  return new CliError('E_DISPATCH', { name: `${pallet}.${name}`, docs }, { chain: receipt.error })
}
