import type { Address } from '../chain/address.ts'
import type { Signer } from '../chain/extrinsic.ts'
import { requireAll } from '../chain/requirements.ts'
import type { Chain } from '../chain/types.ts'
import { CliError } from '../errors/cli-error.ts'
import type { Halt } from '../host/halt.ts'
import type { Prompt } from '../host/types.ts'
import type { Journal } from '../journal/journal.ts'
import type { Output } from '../output/output.ts'
import type { View } from '../output/view.ts'
import { worsening } from '../plan/compare.ts'
import { checkedSpecs, isCheckedSpec, requireCheckedSpec, requireProtection } from './guards.ts'
import { type Prepared, prepare } from './prepare.ts'
import type { TradeReport, TradeStatus } from './report.ts'
import { type Sent, send, signAndRecord } from './send.ts'
import { plannedLine, settledLines, shortfall } from './settle.ts'
import type { Verb } from './verb.ts'

/** What the flow of a trade asks of the world. */
export interface TradeDeps {
  readonly output: Output
  readonly view: View<TradeReport>
  readonly prompt: Prompt
  readonly halt: Halt
  chain(): Promise<Chain>
  journal(): Journal
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
}

/**
 * One trade from reading to receipt: plan, show, ask, unlock, then plan afresh, compose, sign, record, broadcast.
 * Throws the reason for any other end, with as much of the report as there was.
 */
export async function runTrade(deps: TradeDeps, verb: Verb, request: TradeRequest): Promise<void> {
  const { output, halt } = deps
  const chain = await halt.race(deps.chain())
  requireAll(chain.runtime, chain.specVersion, verb.requirements)
  const personAsked = !request.yes && !request.dryRun
  requireCheckedSpec(chain.specVersion, request.acceptSpec, personAsked || request.dryRun)
  if (!isCheckedSpec(chain.specVersion)) {
    output.warn(
      'W_SPEC',
      `taoctl's rules were checked on spec ${checkedSpecs()}; this chain runs ${chain.specVersion}.`,
    )
  }
  if (!request.dryRun) requireProtection(chain, request.unprotected)
  output.status(`Connected to ${chain.network.endpoint}, spec ${chain.specVersion}`)

  const { createComposer } = await import('../chain/extrinsic.ts')
  const composer = await createComposer(chain)
  const fresh = () => halt.race(prepare(chain, composer, verb, request))
  const reportOf = (prepared: Prepared) => plannedReport(verb, request, chain, prepared)

  let prepared = await fresh()
  const context = contextOf(chain, prepared)
  if (request.dryRun) return output.result(deps.view, reportOf(prepared), context)
  await agree(deps, request, reportOf(prepared))
  const signer = await halt.race(deps.unlock())
  for (;;) {
    const shown = prepared
    prepared = await fresh()
    const worse = worsening(shown.plan, prepared.plan)
    if (!worse) break
    if (request.yes) {
      const data = deps.view.json(reportOf(prepared))
      throw new CliError('E_QUOTE_WORSE', worse, { data, retryable: true })
    }
    output.status(`The price moved: ${worse.now} instead of ${worse.shown}.`)
    await agree(deps, request, reportOf(prepared))
  }
  await execute(deps, verb, request, chain, prepared, signer)
}

async function execute(
  deps: TradeDeps,
  verb: Verb,
  request: TradeRequest,
  chain: Chain,
  prepared: Prepared,
  signer: Signer,
): Promise<void> {
  const { view } = deps
  const planned = plannedReport(verb, request, chain, prepared)
  const sending = { chain, journal: deps.journal(), halt: deps.halt, output: deps.output }
  const recorded = await signAndRecord(sending, prepared, signer, verb.name)
  const extrinsic = { hash: recorded.hash, blockNumber: null, blockHash: null, index: null }
  const started: TradeReport = { ...planned, journal: recorded.entry, extrinsic }
  try {
    const sent = await send(sending, recorded, request.wait)
    const report = settledReport(started, prepared, sent)
    const failure = failureOf(report, sent)
    if (failure) throw failure.with({ journal: recorded.entry, data: view.json(report) })
    const block = { number: sent.receipt.blockNumber, hash: sent.receipt.blockHash }
    deps.output.result(view, report, { ...contextOf(chain, prepared), block })
  } catch (error) {
    if (!(error instanceof CliError) || error.details.data !== undefined) throw error
    const isRefused = error.is('E_POOL_REFUSED')
    const status: TradeStatus = isRefused ? 'failed' : 'unknown'
    const trades = started.trades.map(line => ({ ...line, status }))
    const kind = isRefused ? 'rejected' : 'unknown'
    throw error.with({ data: view.json({ ...started, kind, trades }) })
  }
}

/** Shows the plan and asks, unless the answer was given with --yes. @throws E_DECLINED, E_INTERRUPTED */
async function agree(
  { output, view, prompt, halt }: TradeDeps,
  { yes }: TradeRequest,
  report: TradeReport,
): Promise<void> {
  output.show(view, report)
  if (yes) return
  const resume = halt.pause()
  const answer = await halt.race(
    prompt.confirm(report.isDevelopment ? 'DEVNET: sign and send?' : 'Sign and send?'),
  )
  resume()
  if (answer === 'interrupted') throw new CliError('E_INTERRUPTED')
  if (answer !== 'yes') throw new CliError('E_DECLINED')
}

function failureOf(report: TradeReport, { receipt }: Sent): CliError | undefined {
  if (!receipt.error) return shortfall(report.trades)
  const { pallet, name, docs } = receipt.error
  return new CliError('E_DISPATCH', { name: `${pallet}.${name}`, docs }, { chain: receipt.error })
}

function settledReport(
  started: TradeReport,
  prepared: Prepared,
  { kind, receipt, recorded }: Sent,
): TradeReport {
  const { blockNumber, blockHash, index, transactionFee } = receipt
  return {
    ...started,
    kind,
    block: { number: blockNumber },
    trades: settledLines(prepared.plan.trades, receipt),
    transactionFee,
    extrinsic: { hash: recorded.hash, blockNumber, blockHash, index },
  }
}

function plannedReport(
  verb: Verb,
  request: TradeRequest,
  chain: Chain,
  { view, plan, unsigned }: Prepared,
): TradeReport {
  return {
    command: verb.name,
    kind: 'planned',
    isDevelopment: chain.isDevelopment,
    names: request.names,
    coldkey: request.coldkey,
    block: view.block,
    trades: plan.trades.map(plannedLine),
    staysBehind: plan.staysBehind,
    transactionFee: plan.transactionFee,
    call: { ...plan.call, hex: unsigned.callHex },
    extrinsic: null,
    journal: null,
  }
}

function contextOf(chain: Chain, { view }: Prepared) {
  const { network, genesis, specVersion } = chain
  const { name, endpoint } = network
  return { network: { name, endpoint, genesisHash: genesis, specVersion }, block: view.block }
}
