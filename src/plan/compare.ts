import { compare, format, narrow, netuidFrom } from '../balance/index.ts'
import type { PlannedTrade, TradePlan } from './plan.ts'

/** How a fresh plan is worse than the one shown; undefined when it is at least as good and moves the same. */
export interface Worsening {
  readonly shown: string
  readonly now: string
}

/** Compares the plan a person saw with the one that would be signed now. */
export function worsening(shown: TradePlan, fresh: TradePlan): Worsening | undefined {
  if (shown.trades.length !== fresh.trades.length) {
    return { shown: `${shown.trades.length} trades`, now: `${fresh.trades.length} trades` }
  }
  for (const [i, before] of shown.trades.entries()) {
    const after = fresh.trades[i]
    if (!after || !samePlace(before, after))
      return { shown: describe(before), now: after ? describe(after) : 'nothing' }
    const netuid = netuidFrom(before.destination, 'destination')
    const isWorse = compare(narrow(after.quoted, netuid), narrow(before.quoted, netuid)) < 0
    if (isWorse) return { shown: describe(before), now: describe(after) }
  }
  return undefined
}

const samePlace = (a: PlannedTrade, b: PlannedTrade) =>
  a.originHotkey === b.originHotkey &&
  a.destinationHotkey === b.destinationHotkey &&
  a.origin === b.origin &&
  a.destination === b.destination

const describe = (trade: PlannedTrade) => `${format(trade.quoted)} on subnet ${trade.destination}`
