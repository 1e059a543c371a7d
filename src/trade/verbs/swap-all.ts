import { alphaOf, type Netuid, narrow, netuidFrom, parseLimitPrice } from '../../balance/index.ts'
import { callRequirements } from '../../chain/extrinsic/calls.ts'
import { closingEvents } from '../../chain/metadata/requirements.ts'
import { staked } from '../../chain/place.ts'
import type { SwapTrade } from '../../chain/quote/types.ts'
import { CliError } from '../../errors/cli-error.ts'
import { agreedOf } from '../../plan/agreed.ts'
import { isAboveMinimum } from '../../plan/checks.ts'
import type { Verb } from '../verb.ts'
import { plannedTrade } from './planned-trade.ts'
import { guardSwap, guardText, type SwapGuard } from './protection.ts'
import { requestText } from './request-text.ts'
import { swapCall } from './swap.ts'
import { planSweep, type SweepOptions, sweepRequirements } from './sweep.ts'

export interface SwapAllOptions extends SweepOptions {
  readonly destination: Netuid<'destination'>
  readonly guard: SwapGuard
}

/** Every position in scope in full into one subnet, in one batch. @throws E_SAME_PLACE */
export function swapAllVerb(options: SwapAllOptions): Verb {
  const { destination, origins, hotkeys, everyHotkey, bestEffort, guard } = options
  const isGuarded = guard.protection.kind !== 'none'
  if (origins.includes(destination)) throw new CliError('E_SAME_PLACE', { what: `subnet ${destination}` })
  return {
    name: 'stake.swap-all',
    request: requestText({
      ...{ origin: origins, destination, hotkey: everyHotkey ? 'every' : hotkeys },
      ...{ guard: guardText(guard), bestEffort },
    }),
    requirements: [...sweepRequirements(options), closingEvents.swap, callRequirements.swapStakeLimit],
    followsPosition: true,
    plan: ({ view, ...desk }) =>
      planSweep<SwapTrade>(
        { view, ...desk },
        {
          ...{ options, destination, isGuarded },
          tradeOf: amount => ({ origin: amount.unit.netuid, destination, amount }),
          refusal: quote =>
            isAboveMinimum(quote.tao, view.minimumStake()) ? undefined : 'worth less than the chain moves',
          sampleCall({ hotkey, netuid, stake }) {
            const origin = netuidFrom(netuid, 'origin')
            const amount = narrow(stake, origin)
            const limitPrice = isGuarded ? parseLimitPrice('1', alphaOf(origin), alphaOf(destination)) : null
            return swapCall({ hotkey, origin, destination, amount }, { limitPrice }, guard)
          },
          async planned({ coldkey, hotkey, stake }, quote, markets) {
            const origin = quote.sold.unit.netuid
            const from = staked(coldkey, hotkey, origin)
            const to = staked(coldkey, hotkey, destination)
            const kept = agreedOf(desk.agreed, { from, to, sold: quote.sold }, guard.protection)
            const guarded = await guardSwap(markets, quote, guard, desk, kept)
            const amount = narrow(stake, origin)
            const call = swapCall({ hotkey, origin, destination, amount }, guarded, guard)
            return plannedTrade({
              verb: 'swap',
              ...{ from, to },
              ...{ quote, guarded, calls: [call], whole: true },
            })
          },
        },
      ),
  }
}
