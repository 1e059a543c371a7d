import { compare, format, narrow, netuidFrom } from '../balance/index.ts'
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
    if (!after || !samePlace(before, after))
      return { shown: describe(before), now: after ? describe(after) : 'nothing' }
    if (sellsMore(before, after) || bringsLess(before, after))
      return { shown: describe(before), now: describe(after) }
  }
  return undefined
}

const samePlace = (a: PlannedTrade, b: PlannedTrade) =>
  a.originHotkey === b.originHotkey &&
  a.destinationHotkey === b.destinationHotkey &&
  a.origin === b.origin &&
  a.destination === b.destination

function sellsMore(before: PlannedTrade, after: PlannedTrade): boolean {
  const netuid = netuidFrom(before.origin, 'origin')
  return compare(narrow(after.sold, netuid), narrow(before.sold, netuid)) > 0
}

function bringsLess(before: PlannedTrade, after: PlannedTrade): boolean {
  const netuid = netuidFrom(before.destination, 'destination')
  return compare(narrow(after.quoted, netuid), narrow(before.quoted, netuid)) < 0
}

const describe = ({ sold, origin, quoted, destination }: PlannedTrade) =>
  `${format(sold)} of subnet ${origin} for ${format(quoted)} of subnet ${destination}`
