import {
  type Balance,
  compare,
  narrow,
  netuidFrom,
  type SomeAlpha,
  subtract,
  widen,
  zero,
} from '../../balance/index.ts'
import { raoOf } from '../../balance/wire.ts'
import type { Place } from '../place.ts'
import type { Availability } from '../read/stake.ts'
import type { ChainView } from '../view.ts'
import { sellForFee } from './modelled.ts'
import type { AlphaFeeQuote, QuoteContext } from './types.ts'

/** A position a fee can be taken from. */
export type Staked = Extract<Place, { readonly netuid: number }>

/** The block as a call finds it whose fee was taken from a position: that position, its pool and all quotes. */
export async function viewAfterFee(
  view: ChainView,
  fee: AlphaFeeQuote,
  { coldkey, hotkey, netuid }: Staked,
): Promise<ChainView> {
  const payer = netuidFrom(netuid, 'payer')
  const left = widen(await view.stakeLeft({ coldkey, hotkey, netuid: payer }, narrow(fee.sold, payer)))
  const paid = <C extends QuoteContext>(context: C | undefined) => ({ ...context, alphaFee: fee })
  return {
    ...view,
    async stake(of) {
      const isPayer = of.coldkey === coldkey && of.hotkey === hotkey && +of.netuid === netuid
      return isPayer ? narrow(left, of.netuid) : view.stake(of)
    },
    async availability(of) {
      const all = await view.availability(of)
      const own = of === coldkey ? all.get(netuid) : undefined
      return own ? new Map([...all, [netuid, lowered(own, fee.sold)]]) : all
    },
    async markets(netuids) {
      const markets = await view.markets(netuids)
      if (!markets.has(netuid)) return markets
      return sellForFee({ markets, free: undefined }, netuid, raoOf(fee.sold)).books.markets
    },
    quoteSwap: (from, to, sell, context) => view.quoteSwap(from, to, sell, paid(context)),
    quoteRemove: (from, sell, context) => view.quoteRemove(from, sell, paid(context)),
    quoteWithin: (from, to, amount, context) => view.quoteWithin(from, to, amount, paid(context)),
    quoteSeries: (trades, context) => view.quoteSeries(trades, paid(context)),
  }
}

function lowered({ available, locked }: Availability, by: Balance<SomeAlpha>): Availability {
  const payer = netuidFrom(available.unit.netuid, 'payer')
  const [all, less] = [narrow(available, payer), narrow(by, payer)]
  return { available: widen(compare(all, less) >= 0 ? subtract(all, less) : zero(all.unit)), locked }
}
