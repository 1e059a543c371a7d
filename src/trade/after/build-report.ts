import type { Chain } from '../../chain/chain.ts'
import { withoutKey } from '../../errors/url.ts'
import type { Sent } from '../sending/send.ts'
import type { Verb } from '../verb.ts'
import { matchEvents, plannedLine } from './match-events.ts'
import type { TradeReport, TradeStatus } from './report.ts'
import type { SignedPlan } from './stored-plan.ts'

/** The report of a plan. */
export function plannedReport(
  verb: Pick<Verb, 'name'>,
  names: TradeReport['names'],
  chain: Pick<Chain, 'isDevelopment'>,
  { block, plan }: { readonly block: TradeReport['block']; readonly plan: SignedPlan },
): TradeReport {
  return {
    command: verb.name,
    kind: 'planned',
    isDevelopment: chain.isDevelopment,
    names,
    coldkey: plan.coldkey,
    block,
    trades: plan.trades.map(plannedLine),
    staysBehind: plan.staysBehind,
    transactionFee: plan.transactionFee,
    alphaFee: plan.alphaFee ?? null,
    after: plan.after,
    call: { ...plan.call, hex: plan.callHex },
    extrinsic: null,
    journal: null,
  }
}

/** A plan that is on record under a hash. */
export function recordedReport(
  planned: TradeReport,
  { hash, entry }: { readonly hash: string; readonly entry: string },
): TradeReport {
  return {
    ...planned,
    after: [],
    journal: entry,
    extrinsic: { hash, blockNumber: null, blockHash: null, index: null },
  }
}

/** What the receipt says became of a recorded plan. */
export function settledReport(
  recorded: TradeReport,
  plan: Pick<SignedPlan, 'trades' | 'alphaFee'>,
  sent: Sent,
): TradeReport {
  const { blockNumber, blockHash, index, transactionFee, alphaFee } = sent.receipt
  return {
    ...recorded,
    kind: sent.kind,
    block: { number: blockNumber },
    trades: matchEvents(plan, sent.receipt),
    transactionFee,
    alphaFee,
    extrinsic: { hash: sent.recorded.hash, blockNumber, blockHash, index },
  }
}

/** A recorded plan that did not execute, or whose end is not known. */
export function unsettledReport(
  recorded: TradeReport,
  kind: 'rejected' | 'expired' | 'unknown',
): TradeReport {
  const status: TradeStatus = kind === 'unknown' ? 'unknown' : 'failed'
  // Nothing lies anywhere of a trade that was not made.
  const left = kind === 'unknown' ? {} : { leftOnTheWay: null }
  return { ...recorded, kind, trades: recorded.trades.map(line => ({ ...line, status, ...left })) }
}

/** The chain and block a report speaks of. */
export function contextOf(chain: Chain, block: { readonly number: number; readonly hash: string }) {
  const { network, genesis, specVersion } = chain
  const { name } = network
  const endpoint = withoutKey(network.endpoint)
  return { network: { name, endpoint, genesisHash: genesis, specVersion }, block }
}
