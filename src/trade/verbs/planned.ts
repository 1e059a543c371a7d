import { widen } from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import type { Call } from '../../chain/calls.ts'
import type { SwapQuote } from '../../chain/types.ts'
import type { PlannedTrade } from '../../plan/plan.ts'

/** A quote with the call that carries it out, as a trade of a plan. */
export function plannedTrade(
  verb: PlannedTrade['verb'],
  hotkeys: { readonly from: Address; readonly to: Address },
  { sold, bought, legs, exact }: SwapQuote<'origin', 'destination'>,
  call: Call,
): PlannedTrade {
  return {
    verb,
    originHotkey: hotkeys.from,
    destinationHotkey: hotkeys.to,
    origin: sold.unit.netuid,
    destination: bought.unit.netuid,
    sold: widen(sold),
    quoted: widen(bought),
    exact,
    legs,
    call,
  }
}
