import { CliError } from '../errors/cli-error.ts'
import { worsening } from '../plan/compare.ts'
import { requireLowImpact, warnOfClaims, warnOfImpact, warnOfQueue, warnOnce } from './advice.ts'
import { confirmPlan } from './confirm.ts'
import { type Prepared, prepare } from './prepare.ts'
import type { TradeReport } from './report.ts'
import { plannedReport } from './reports.ts'
import type { Run } from './run.ts'
import { metadataCheck } from './trust.ts'

/** Makes plans at the best block of now. */
export async function planner({ chain, halt, stages, verb, request, ...run }: Omit<Run, 'journal'>) {
  const { createComposer } = await import('../chain/extrinsic.ts')
  const composer = await createComposer(chain)
  const trader = { ...request, composer, verb }
  const digest = metadataCheck(run.output, chain, request.unverifiedMetadata)
  const warn = warnOnce(run.output)
  return {
    async plan() {
      stages.enter('reads')
      const prepared = await halt.race(prepare(chain, trader, digest))
      run.report(reportOf({ chain, verb, request }, prepared))
      warnOfImpact(warn, prepared.plan.trades)
      requireLowImpact(prepared.plan.trades, request)
      await halt.race(warnOfQueue(warn, chain, prepared))
      await halt.race(warnOfClaims(warn, prepared.view, prepared.plan))
      return prepared
    },
    /** Has the witnesses plan the same. */
    confirm: (prepared: Prepared) => halt.race(confirmPlan({ ...run, halt }, chain, prepared, trader)),
  }
}

/**
 * The plan that will be signed: of a fresh block, and no worse than one that was agreed to.
 * @throws E_QUOTE_WORSE where the yes was given before, E_DECLINED, E_INTERRUPTED
 */
export async function planAfresh(
  run: Run,
  plan: () => Promise<Prepared>,
  agreed: Prepared,
): Promise<Prepared> {
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

/** What is shown of a plan. */
export function reportOf(
  { chain, verb, request }: Pick<Run, 'chain' | 'verb' | 'request'>,
  prepared: Prepared,
) {
  const { view, plan, unsigned } = prepared
  return plannedReport(verb, request.names, chain, {
    block: view.block,
    plan: { ...plan, callHex: unsigned.callHex },
  })
}

/** Shows the plan and asks, unless the answer was given with --yes. @throws E_DECLINED, E_INTERRUPTED */
export async function agree(
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
