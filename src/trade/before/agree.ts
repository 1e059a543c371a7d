import type { Chain } from '../../chain/chain.ts'
import { CliError } from '../../errors/cli-error.ts'
import { type Worsening, worsening } from '../../plan/compare.ts'
import type { PlannedTrade, TradePlan } from '../../plan/plan.ts'
import { plannedReport } from '../after/build-report.ts'
import type { TradeReport } from '../after/report.ts'
import type { Desk, Trade, TradeRequest } from '../desk.ts'
import { floorTexts } from './floor-texts.ts'
import { metadataCheck, trustsEndpoint, warnOfBelief } from './metadata-digest.ts'
import { type Prepared, prepare } from './prepare.ts'
import {
  impactsThatMatter,
  requireLowImpact,
  warnOfClaims,
  warnOfImpact,
  warnOfQueue,
  warnOnce,
} from './warnings.ts'
import { crossCheck } from './witnesses.ts'

/** Makes plans at the best block of now. */
export async function createPlanner(desk: Omit<Desk, 'journal'>, { verb, request, report }: Trade) {
  const { chain, halt, stages, output } = desk
  const { createComposer } = await import('../../chain/extrinsic/compose.ts')
  const composer = await createComposer(chain)
  const isTrusted = () => request.isConfirmed || trustsEndpoint(chain, request)
  const trader = () => ({ ...request, composer, verb, isTrusted: isTrusted() })
  const isForAll = request.isConfirmed || request.trustEndpoint
  /** Trust in one endpoint is for what that one told: where another may have told some of a plan, it is made anew. */
  const prepareTrusting = async (agreed?: TradePlan): Promise<Prepared> => {
    for (;;) {
      const { connections } = chain.rpc.traffic
      const given = { ...trader(), agreed }
      const prepared = await prepare(chain, given, digest)
      if (isForAll || !given.isTrusted || chain.rpc.traffic.connections === connections) return prepared
    }
  }
  const digest = metadataCheck(desk, request.unverifiedMetadata)
  const warn = warnOnce(output)
  const traceFloor = once((trades: readonly PlannedTrade[]) => {
    for (const text of floorTexts(trades)) output.trace(text)
  })
  return {
    /** Plans; what was agreed to before stays, or E_QUOTE_WORSE is thrown. */
    async plan(agreed?: TradePlan) {
      stages.enter('reads')
      const prepared = await halt.race(prepareTrusting(agreed))
      report(reportOf(chain, { verb, request }, prepared))
      traceFloor(prepared.plan.trades)
      warnOfBelief(warn, prepared.plan.trades, isTrusted())
      warnOfImpact(warn, prepared.plan.trades)
      requireLowImpact(prepared.plan.trades, request)
      await halt.race(warnOfQueue(warn, chain, prepared))
      await halt.race(warnOfClaims(warn, prepared.view, prepared.plan))
      return prepared
    },
    /** Has the witnesses plan the same. */
    confirm: (prepared: Prepared) => halt.race(crossCheck(desk, prepared, trader())),
  }
}

/** Plans and witnesses of one run. */
export type Planner = Awaited<ReturnType<typeof createPlanner>>

/** A plan as it is shown and agreed to. @throws E_DECLINED, E_INTERRUPTED, E_NOT_CONFIRMED */
export async function planAgreed(desk: Desk, trade: Trade, { plan, confirm }: Planner): Promise<Prepared> {
  const shown = await plan()
  // The least that is shown is what will be signed for, so whoever confirms the plan confirms it here already.
  await confirm(shown)
  await askToSign(desk, trade.request, reportOf(desk.chain, trade, shown))
  return shown
}

/** Does it the first time only. */
function once<T>(act: (value: T) => void): (value: T) => void {
  let done = false
  return value => {
    if (!done) act(value)
    done = true
  }
}

/**
 * The plan that will be signed: of a fresh block, and with what was agreed to kept. Where that cannot be, or it has
 * another effect, what is planned now is agreed to instead.
 * @throws E_QUOTE_WORSE where the yes was given before, E_DECLINED, E_INTERRUPTED, E_NOT_CONFIRMED
 */
export async function planAfresh(
  desk: Desk,
  trade: Trade,
  planner: Planner,
  agreed: Prepared,
): Promise<Prepared> {
  for (let shown = agreed; ; ) {
    const fresh = await planKeeping(trade, planner, shown)
    if ('unsigned' in fresh) return fresh
    if (trade.request.yes) throw new CliError('E_QUOTE_WORSE', fresh, { retryable: true })
    desk.output.status(`The plan changed: now ${fresh.now}, shown was ${fresh.shown}.`)
    shown = await planAgreed(desk, trade, planner)
  }
}

/** A plan of now that keeps what was shown, or what about that cannot be. */
async function planKeeping(
  { request, verb }: Trade,
  { plan }: Planner,
  shown: Prepared,
): Promise<Prepared | Worsening> {
  try {
    const fresh = await plan(shown.plan)
    const { followsPosition } = verb
    const worse = worsening(shown.plan, fresh.plan, { followsPosition, impacts: impactsThatMatter(request) })
    return worse ?? fresh
  } catch (error) {
    if (error instanceof CliError && error.is('E_QUOTE_WORSE')) return error.context
    throw error
  }
}

/** What is shown of a plan. */
export function reportOf(
  chain: Chain,
  { verb, request }: Pick<Trade, 'verb' | 'request'>,
  prepared: Prepared,
) {
  const { view, plan, unsigned } = prepared
  return plannedReport(verb, request.names, chain, {
    block: view.block,
    plan: { ...plan, callHex: unsigned.callHex },
  })
}

/** Shows the plan and asks, unless the answer was given with --yes. @throws E_DECLINED, E_INTERRUPTED */
async function askToSign(
  { output, face, prompt, halt, stages }: Desk,
  request: Pick<TradeRequest, 'yes'>,
  report: TradeReport,
): Promise<void> {
  output.show(face, report)
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
