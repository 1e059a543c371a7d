import type { LimitedTrade } from './limited.ts'
import type { Belief } from './solve/problem.ts'

/** What of an endpoint's word the floor of a trade stands on. */
export type Believed = 'pools' | 'fee-rate' | 'weights' | 'cut-offs' | 'no-pool' | 'stake'

/**
 * What a limit cannot hold against an endpoint that tells something else: the reserves it was solved with, unless
 * nothing is believed; the fee rate, which no call bounds; weights, where the limit is an average (alpha to alpha) or
 * may bound nothing (out of root); that a subnet trades one to one; where a move of alpha to alpha ends by itself; and
 * how much there is to sell. None where root alone is traded with.
 */
export function believedOf(trade: LimitedTrade, belief: Belief): readonly Believed[] {
  const origin = trade.path === 'add' ? 'root' : trade.origin
  const destination = trade.path === 'remove' ? 'root' : trade.destination
  const markets = [origin, destination]
  const isAcross = markets.every(market => market !== 'root')
  const [hasPool, hasNone] = [markets.some(isPool), markets.includes('stable')]
  return [
    ...(hasPool && belief === 'pools' && !trade.allowPartial ? (['pools'] as const) : []),
    ...(hasPool || hasNone ? (['fee-rate'] as const) : []),
    ...(isAcross || (trade.path === 'swap' && isPool(destination)) ? (['weights'] as const) : []),
    ...(isAcross ? (['cut-offs'] as const) : []),
    ...(hasNone ? (['no-pool'] as const) : []),
    ...(trade.path === 'add' ? [] : (['stake'] as const)),
  ]
}

const isPool = (market: unknown) => typeof market === 'object'
