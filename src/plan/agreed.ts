import type { SomeBalance, Unit } from '../balance/index.ts'
import type { Belief } from '../chain/quote/limit.ts'
import { isMore, shareOf } from './amounts-of-one-unit.ts'
import { samePlace } from './place.ts'
import type { PlannedTrade, TradePlan } from './plan.ts'
import type { Protection } from './protection.ts'

/** What was agreed to of one trade. Plans of later blocks keep it. */
export interface Agreed {
  /** The least that is received: of as much as was shown, at least what was shown; of more, at the same rate. */
  readonly minReceived: SomeBalance
  /** Decimal text of the limit that was shown. */
  readonly limitPrice: string
  /** What that was solved with. */
  readonly belief: Belief
}

/**
 * What was agreed to of a trade, if it was shown and promised anything. What was shown for an amount that has grown
 * meanwhile is asked for at the same rate, rounded up, unless the user named the least as an amount.
 */
export function agreedOf<B extends Unit, Q extends Unit, R extends Unit>(
  shown: Pick<TradePlan, 'trades'> | undefined,
  { from, to, sold }: Pick<PlannedTrade, 'from' | 'to' | 'sold'>,
  { kind }: Protection<B, Q, R>,
): Agreed | undefined {
  const before = shown?.trades.find(trade => samePlace(trade.from, from) && samePlace(trade.to, to))
  if (!before?.minReceived || before.limitPrice === null) return undefined
  const { minReceived, limitPrice, believed } = before
  const hasGrown = kind !== 'minimum' && isMore(sold, before.sold)
  return {
    minReceived: hasGrown ? shareOf(minReceived, sold, before.sold, 'up') : minReceived,
    limitPrice,
    belief: believed?.includes('pools') ? 'pools' : 'nothing',
  }
}
