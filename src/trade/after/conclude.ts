import { formatNamed } from '../../balance/index.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Output } from '../../output/output.ts'
import type { PricedPlan } from '../../plan/plan.ts'
import { warnOfMisses } from '../before/supported-runtimes.ts'
import type { Desk } from '../desk.ts'
import type { Sent } from '../sending/send.ts'
import { contextOf, settledReport, unsettledReport } from './build-report.ts'
import { readLeftovers, warnOfRemainders } from './leftovers.ts'
import { findShortfall } from './match-events.ts'
import type { TakeReport, TradeReport } from './report.ts'

/** Runs a trade, and gives every error as much of its report as there was. */
export async function withReport(
  { output, face }: Pick<Desk, 'output' | 'face'>,
  work: (report: TakeReport) => Promise<void>,
): Promise<void> {
  let known: TradeReport | undefined
  try {
    await work(next => {
      known = next
      return next
    })
  } catch (error) {
    if (!(error instanceof CliError) || !known) throw error
    const ended = endedReport(known, error)
    if (ended.kind !== 'planned') output.show(face, ended)
    const journal = error.details.journal ?? ended.journal
    throw error.with({ ...(journal !== null && { journal }), data: face.json(ended) })
  }
}

function endedReport(known: TradeReport, error: CliError): TradeReport {
  if (error.is('E_POOL_REFUSED') || error.is('E_REPLACED')) return unsettledReport(known, 'rejected')
  if (error.is('E_EXPIRED')) return unsettledReport(known, 'expired')
  return error.is('E_UNKNOWN_OUTCOME') ? unsettledReport(known, 'unknown') : known
}

/**
 * Reports where an extrinsic ended up.
 * @throws E_DISPATCH when the chain refused it, E_PARTIAL when it did less than planned
 */
export async function conclude(
  desk: Pick<Desk, 'chain' | 'output' | 'face' | 'halt' | 'commands'>,
  { plan, sent }: { readonly plan: Pick<PricedPlan, 'trades' | 'alphaFee'>; readonly sent: Sent },
  started: TradeReport,
  report: TakeReport,
): Promise<void> {
  const { chain, output, face } = desk
  try {
    const told = report(settledReport(started, plan, sent))
    const settled = report({
      ...told,
      trades: await readLeftovers(desk, sent.receipt, told.trades),
    })
    warnOfMisses(output, chain.specVersion, settled.trades)
    const { blockNumber: number, blockHash } = sent.receipt
    const block = { number, hash: blockHash }
    warnOfRemainders(desk, settled.trades)
    warnOfAlphaFee(output, started, sent.receipt)
    const failure = sent.unrecorded ?? failureOf(settled, sent)
    if (failure) throw failure
    output.result(face, settled, contextOf(chain, block))
  } catch (error) {
    throw asSent(error)
  }
}

/** Says so where the chain took a fee from the position that was planned to be paid in TAO. */
function warnOfAlphaFee(output: Output, planned: TradeReport, { alphaFee }: Sent['receipt']): void {
  if (!alphaFee || planned.alphaFee) return
  const taken = `${formatNamed(alphaFee.sold)} for ${formatNamed(alphaFee.tao)}`
  output.warn(
    'W_ALPHA_FEE',
    `Free TAO was gone when the transaction ran: the chain sold ${taken} as its fee.`,
  )
}

/** Whatever fails once the chain has executed an extrinsic, nobody may take it for one that was never sent. */
function asSent(error: unknown): CliError {
  const known =
    error instanceof CliError ? error : new CliError('E_BUG', { problem: String(error) }, { cause: error })
  return known.with({ sent: 'yes' })
}

function failureOf(report: TradeReport, { receipt }: Sent): CliError | undefined {
  if (!receipt.error) return findShortfall(report.trades)
  const { pallet, name, docs } = receipt.error
  return new CliError('E_DISPATCH', { name: `${pallet}.${name}`, docs }, { chain: receipt.error })
}
