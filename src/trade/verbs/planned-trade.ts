import type { Balance, Unit } from '../../balance/index.ts'
import type { Call } from '../../chain/extrinsic/calls.ts'
import type { Place } from '../../chain/place.ts'
import type { Believed, FloorCost } from '../../chain/quote/limit.ts'
import type { TradeQuote } from '../../chain/quote/types.ts'
import type { PlannedTrade } from '../../plan/plan.ts'

interface Trade<S extends Unit, B extends Unit> {
  readonly verb: PlannedTrade['verb']
  readonly from: Place
  readonly to: Place
  readonly quote: TradeQuote<S, B>
  readonly calls: readonly Call[]
  /** Whether it takes all there is. */
  readonly whole: boolean
  /** What guards it; nothing where no pool is passed. */
  readonly guarded?: {
    readonly minReceived: Balance<B> | null
    readonly limitPrice: { toText(): string } | null
    readonly believed: readonly Believed[]
    readonly floorCosts: readonly FloorCost[]
  }
}

/** A quote with the calls that carry it out, as a trade of a plan. */
export function plannedTrade<S extends Unit, B extends Unit>(trade: Trade<S, B>): PlannedTrade {
  const { quote, guarded, ...rest } = trade
  const { sold, bought, legs, exact, bound } = quote
  const minReceived = guarded?.minReceived ?? null
  const limitPrice = guarded?.limitPrice?.toText() ?? null
  const { believed = [], floorCosts = [] } = guarded ?? {}
  const floor = { minReceived, limitPrice, believed, floorCosts }
  return { ...rest, via: null, exact, bound, legs, sold, quoted: bought, ...floor }
}
