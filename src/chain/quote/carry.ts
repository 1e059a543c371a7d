import { raoOf } from '../../balance/wire.ts'
import { transition, unstake } from '../../pool/transition.ts'
import { type Market, PoolError } from '../../pool/types.ts'
import type { Markets } from './limit.ts'
import { ROOT } from './raw-trade.ts'
import type { RemoveTrade, SwapTrade } from './types.ts'

/**
 * The pools as each of several trades finds them, one after the other. A pool that the model cannot carry through a
 * trade is missing for those after it.
 */
export function marketsInTurn(
  start: Markets,
  trades: readonly (SwapTrade | RemoveTrade)[],
): readonly Markets[] {
  let markets = start
  return trades.map(trade => {
    const found = markets
    markets = after(found, trade)
    return found
  })
}

function after(markets: Markets, trade: SwapTrade | RemoveTrade): Markets {
  const { origin } = trade
  const destination = 'destination' in trade ? trade.destination : undefined
  const at = (netuid: number): Market | undefined => (netuid === ROOT ? 'root' : markets.get(netuid))
  const next = new Map(markets)
  next.delete(origin)
  if (destination !== undefined) next.delete(destination)
  const from = at(origin)
  const into = destination === undefined ? undefined : at(destination)
  if (!from || (destination !== undefined && !into)) return next
  try {
    if (destination === undefined) return next.set(origin, unstake(from, raoOf(trade.amount)).after)
    const moved = transition(from, into ?? 'root', raoOf(trade.amount))
    return next.set(origin, moved.origin).set(destination, moved.destination)
  } catch (error) {
    if (error instanceof PoolError) return next
    throw error
  }
}
