import { compare, formatNamed } from '../balance/index.ts'
import { samePlace } from './place.ts'
import type { PlannedTrade, TradePlan } from './plan.ts'

/** How a fresh plan differs from the one shown. */
export interface Worsening {
  readonly shown: string
  readonly now: string
}

/**
 * Compares the plan a person saw with the one that would be signed now. Undefined when it moves the same, sells no
 * more and brings no less: who agreed to the one agreed to the other.
 */
export function worsening(shown: TradePlan, fresh: TradePlan): Worsening | undefined {
  if (shown.trades.length !== fresh.trades.length) {
    return { shown: `${shown.trades.length} trades`, now: `${fresh.trades.length} trades` }
  }
  for (const [i, before] of shown.trades.entries()) {
    const after = fresh.trades[i]
    if (!after || !samePlaces(before, after))
      return { shown: describe(before), now: after ? describe(after) : 'nothing' }
    if (sellsMore(before, after) || bringsLess(before, after))
      return { shown: describe(before), now: describe(after) }
  }
  return undefined
}

const samePlaces = (a: PlannedTrade, b: PlannedTrade) => samePlace(a.from, b.from) && samePlace(a.to, b.to)

const sellsMore = (before: PlannedTrade, after: PlannedTrade) => compare(after.sold, before.sold) > 0

/** The least that is received counts, where there is such. */
const bringsLess = (before: PlannedTrade, after: PlannedTrade) => compare(leastOf(after), leastOf(before)) < 0

const leastOf = ({ minReceived, quoted }: PlannedTrade) => minReceived ?? quoted

const describe = (trade: PlannedTrade) =>
  `${formatNamed(trade.sold)} for ${trade.minReceived ? 'at least ' : ''}${formatNamed(leastOf(trade))}`
