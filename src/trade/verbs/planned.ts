import type { Unit } from '../../balance/index.ts'
import type { Call } from '../../chain/calls.ts'
import type { Place } from '../../chain/place.ts'
import type { TradeQuote } from '../../chain/types.ts'
import type { PlannedTrade } from '../../plan/plan.ts'

interface Trade<S extends Unit, B extends Unit> {
  readonly verb: PlannedTrade['verb']
  readonly from: Place
  readonly to: Place
  readonly quote: TradeQuote<S, B>
  readonly calls: readonly Call[]
  /** Whether it takes all there is. */
  readonly whole: boolean
}

/** A quote with the calls that carry it out, as a trade of a plan without a limit. */
export function plannedTrade<S extends Unit, B extends Unit>({ quote, ...trade }: Trade<S, B>): PlannedTrade {
  const { sold, bought, legs, exact, bound } = quote
  return {
    ...trade,
    via: null,
    exact,
    bound,
    legs,
    sold,
    quoted: bought,
    minReceived: null,
    limitPrice: null,
  }
}
