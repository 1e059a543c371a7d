import { widen } from '../../balance/index.ts'
import type { Call } from '../../chain/calls.ts'
import type { Place } from '../../chain/place.ts'
import type { SwapQuote } from '../../chain/types.ts'
import type { PlannedTrade } from '../../plan/plan.ts'

/** A quote between two places of stake with the call that carries it out, as a trade of a plan without a limit. */
export function plannedTrade(
  verb: PlannedTrade['verb'],
  { from, to }: { readonly from: Place; readonly to: Place },
  { sold, bought, legs, exact }: SwapQuote<'origin', 'destination'>,
  call: Call,
): PlannedTrade {
  return {
    ...{ verb, from, to, via: null, exact, legs, calls: [call] },
    sold: widen(sold),
    quoted: widen(bought),
    minReceived: null,
    limitPrice: null,
  }
}
