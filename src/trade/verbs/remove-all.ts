import { alphaOf, isZero, narrow, netuidFrom, parseLimitPrice, tao } from '../../balance/index.ts'
import { callRequirements } from '../../chain/extrinsic/calls.ts'
import { freeTao, staked } from '../../chain/place.ts'
import type { RemoveTrade } from '../../chain/quote/types.ts'
import { agreedOf } from '../../plan/agreed.ts'
import type { Verb } from '../verb.ts'
import { plannedTrade } from './planned-trade.ts'
import { guardRemove, guardText, type RemoveGuard } from './protection.ts'
import { removeCall } from './remove.ts'
import { requestText } from './request-text.ts'
import { planSweep, type SweepOptions, sweepRequirements } from './sweep.ts'

export interface RemoveAllOptions extends SweepOptions {
  readonly guard: RemoveGuard
}

/** Every position in scope sold in full, each under a limit of its own: the chain's own unstake_all has none. */
export function removeAllVerb(options: RemoveAllOptions): Verb {
  const { origins, hotkeys, everyHotkey, bestEffort, guard } = options
  const isGuarded = guard.protection.kind !== 'none'
  return {
    name: 'stake.remove-all',
    request: requestText({
      ...{ origin: origins, hotkey: everyHotkey ? 'every' : hotkeys },
      ...{ guard: guardText(guard), bestEffort },
    }),
    requirements: [...sweepRequirements(options), callRequirements.removeStakeLimit],
    followsPosition: true,
    plan: desk =>
      planSweep<RemoveTrade>(desk, {
        ...{ options, destination: null, isGuarded },
        tradeOf: amount => ({ origin: amount.unit.netuid, amount }),
        refusal: quote => (isZero(quote.bought) ? 'it brings nothing' : undefined),
        sampleCall({ hotkey, netuid, stake }) {
          const origin = netuidFrom(netuid, 'origin')
          const args = { hotkey, origin, amount: narrow(stake, origin), whole: true }
          const limitPrice = isGuarded ? parseLimitPrice('1', alphaOf(origin), tao) : null
          return removeCall(desk.runtime, args, { limitPrice }, guard)
        },
        async planned({ coldkey, hotkey, stake }, quote, markets) {
          const origin = quote.sold.unit.netuid
          const [from, to] = [staked(coldkey, hotkey, origin), freeTao(coldkey)]
          const kept = agreedOf(desk.agreed, { from, to, sold: quote.sold }, guard.protection)
          const guarded = await guardRemove(markets, quote, guard, desk, kept)
          const args = { hotkey, origin, amount: narrow(stake, origin), whole: true }
          return plannedTrade({
            verb: 'remove',
            ...{ from, to },
            ...{ quote, guarded, calls: [removeCall(desk.runtime, args, guarded, guard)], whole: true },
          })
        },
      }),
  }
}
