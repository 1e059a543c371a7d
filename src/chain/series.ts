import { type Alpha, type Balance, compare, tao, zero } from '../balance/index.ts'
import { balanceFromRao, priceFromWire, raoOf } from '../balance/wire.ts'
import { CliError } from '../errors/cli-error.ts'
import { spotPriceRao } from '../pool/price.ts'
import { type Transition, transition } from '../pool/transition.ts'
import { type Market, PoolError } from '../pool/types.ts'
import { purchase, sale } from './leg.ts'
import type { MarketReads, QuoteReads, Reader, SeriesReads, SwapQuote } from './types.ts'

type Quote = SwapQuote<'origin', 'destination'>
type Markets = ReadonlyMap<number, Market>

const ROOT = 0

/**
 * Quotes of trades that run one after the other in one extrinsic. While each pool is passed once, they are the
 * runtime's own. Where a pool is passed again, our model carries its state from trade to trade, but only after it
 * has reproduced the runtime's answer for every single trade at this block.
 */
export function seriesReads(reader: Reader, quotes: QuoteReads & MarketReads): SeriesReads {
  return {
    async quoteSeries(trades) {
      const alone = await Promise.all(
        trades.map(trade => quotes.quoteSwap(trade.origin, trade.destination, trade.amount)),
      )
      const passes = trades
        .flatMap(trade => [trade.origin, trade.destination])
        .filter(netuid => netuid !== ROOT)
      if (new Set(passes).size === passes.length) return alone
      if (!reader.runtime.storage('Swap', 'SwapBalancer'))
        throw unquotable('several trades through one pool on this runtime')
      const start = await quotes.markets(passes)
      for (const quote of alone) assertReproduced(quote, model(start, quote).quote)
      return inTurn(start, alone)
    },
  }
}

function inTurn(start: Markets, alone: readonly Quote[]): readonly Quote[] {
  const markets = new Map(start)
  return alone.map(single => {
    const { quote, after } = model(markets, single)
    markets.set(single.sold.unit.netuid, after.origin)
    markets.set(single.bought.unit.netuid, after.destination)
    return quote
  })
}

/** One trade through the model: what it brings and where the markets stand afterwards. */
function model(
  markets: Markets,
  { sold, bought }: Quote,
): { readonly quote: Quote; readonly after: Transition } {
  const marketOf = (netuid: number): Market => (netuid === ROOT ? 'root' : (markets.get(netuid) ?? 'stable'))
  const origin = marketOf(sold.unit.netuid)
  const destination = marketOf(bought.unit.netuid)
  try {
    const after = transition(origin, destination, raoOf(sold))
    return { quote: toQuote(sold, bought.unit, origin, destination, after), after }
  } catch (error) {
    if (error instanceof PoolError) throw unquotable(error.message, error)
    throw error
  }
}

function toQuote(
  sold: Quote['sold'],
  unit: Alpha<'destination'>,
  origin: Market,
  destination: Market,
  { unstaked, staked }: Transition,
): Quote {
  const proceeds = balanceFromRao(unstaked.out, tao)
  const bought = staked ? balanceFromRao(staked.out, unit) : zero(unit)
  const legs = []
  if (typeof origin === 'object') {
    legs.push(sale(sold, proceeds, balanceFromRao(unstaked.fee, sold.unit), priceIn(origin, sold)))
  }
  if (typeof destination === 'object' && staked) {
    legs.push(purchase(proceeds, bought, balanceFromRao(staked.fee, tao), priceIn(destination, bought)))
  }
  return { sold, bought, tao: proceeds, legs, exact: true }
}

function priceIn<S extends string>(pool: Exclude<Market, string>, amount: Balance<Alpha<S>>) {
  return priceFromWire(spotPriceRao(pool), amount.unit, tao)
}

function assertReproduced(runtime: Quote, modelled: Quote): void {
  if (compare(runtime.tao, modelled.tao) !== 0 || compare(runtime.bought, modelled.bought) !== 0) {
    throw unquotable('several trades through one pool whose rules taoctl does not know')
  }
}

function unquotable(what: string, cause?: unknown): CliError {
  return new CliError('E_QUOTE', { what }, { cause, hint: 'Swap these positions one by one.' })
}
