import { alphaOf, format, someAlpha, tao, type Unit } from '../../balance/index.ts'
import { balanceFromRao, raoOf } from '../../balance/wire.ts'
import type { Market } from '../../pool/types.ts'
import type { Reader } from '../reader.ts'
import { absent, RefusedTrade, refused } from './error.ts'
import { toLeg } from './leg.ts'
import { type Books, carryOut, type Entry, sellForFee } from './modelled.ts'
import { type PoolFacts, type Probe, probe, readPools, reproduces } from './probe.ts'
import { passesOf, type RawQuote, type RawTerms, type RawTrade, ROOT } from './raw-trade.ts'
import { startSampler } from './sampled.ts'
import { termsOf } from './terms.ts'
import type { AlphaFeeQuote, QuoteContext, QuoteOf, SeriesReads, SeriesTrade, TradeQuote } from './types.ts'

export function seriesReads(reader: Reader): SeriesReads {
  return {
    async quoteSeries<T extends SeriesTrade>(trades: readonly T[], context: QuoteContext = {}) {
      const quotes = await quoteTrades(reader, trades.map(toRaw), context)
      return trades.map((trade, i) => {
        const quote = quotes[i]
        if (!quote) throw new Error('a trade without its quote')
        const sold: Unit = 'origin' in trade ? alphaOf(trade.origin) : tao
        const bought: Unit = 'destination' in trade ? alphaOf(trade.destination) : tao
        return withUnits(quote, sold, bought) as QuoteOf<T>
      })
    },
  }
}

/** The integers of a trade. */
function toRaw(trade: SeriesTrade): RawTrade {
  return {
    origin: 'origin' in trade ? trade.origin : undefined,
    destination: 'destination' in trade ? trade.destination : undefined,
    amount: raoOf(trade.amount),
    partial: 'partial' in trade && trade.partial === true,
  }
}

/**
 * Quotes of trades that run one after the other in one extrinsic. The pool model carries the pools' state from trade to
 * trade once it has given the runtime's own answer for every leg at this block; else the runtime's simulations do.
 * @throws E_QUOTE, E_BELOW_MINIMUM naming what the chain would refuse
 */
export async function quoteTrades(
  reader: Reader,
  trades: readonly RawTrade[],
  context: QuoteContext = {},
): Promise<readonly RawQuote[]> {
  const { free: account, alphaFee } = context
  const terms = termsOf(reader, context)
  const free = account === undefined ? undefined : raoOf(account)
  const feeNetuid = alphaFee?.sold.unit.netuid
  const netuids = new Set(trades.flatMap(passesOf))
  if (feeNetuid !== undefined && feeNetuid !== ROOT) netuids.add(feeNetuid)
  const pools = readPools(reader, [...netuids])
  const [facts, probed] = await Promise.all([
    pools,
    Promise.all(trades.map(trade => probe(reader, trade, terms, free, pools))),
  ])
  const probes = probed.flatMap(({ out, into }) => [out, into].filter(each => each !== undefined))
  refuseAbsent(reader, facts, probes)
  return reproduces(facts, probes)
    ? inTurn(reader, trades, terms, paidFrom(reader, startBooks(facts, free), alphaFee))
    : sampledInTurn(reader, trades, terms, { facts, free, alphaFee })
}

/** A subnet that does not exist reads like one that trades one to one, until it is asked to. */
function refuseAbsent(reader: Reader, facts: ReadonlyMap<number, PoolFacts>, probes: readonly Probe[]): void {
  for (const { netuid, amount, answer } of probes) {
    if (facts.get(netuid)?.market !== 'stable' || amount === 0n || answer.out > 0n) continue
    throw refused(reader, `a trade on subnet ${netuid}`, new RefusedTrade(absent, 'there is no such subnet'))
  }
}

/** The books at the block. */
export function startBooks(facts: ReadonlyMap<number, PoolFacts>, free: bigint | undefined): Books {
  const known = [...facts].flatMap(([netuid, { market }]): [number, Market][] =>
    market ? [[netuid, market]] : [],
  )
  return { markets: new Map(known), free }
}

/** The books after the sale that pays the transaction fee. */
export function paidFrom(reader: Reader, books: Books, fee: AlphaFeeQuote | undefined): Books {
  if (fee === undefined) return books
  const { netuid } = fee.sold.unit
  return explained(reader, 'the sale that pays the transaction fee', () =>
    sellForFee(books, netuid, raoOf(fee.sold)),
  ).books
}

function inTurn(
  reader: Reader,
  trades: readonly RawTrade[],
  terms: RawTerms,
  start: Books,
): readonly RawQuote[] {
  let books = start
  return trades.map(trade => {
    const entry: Entry = explained(reader, nameOf(trade), () => carryOut(books, trade, terms))
    books = entry.books
    return entry.quote
  })
}

async function sampledInTurn(
  reader: Reader,
  trades: readonly RawTrade[],
  terms: RawTerms,
  {
    facts,
    free,
    alphaFee,
  }: {
    readonly facts: ReadonlyMap<number, PoolFacts>
    readonly free: bigint | undefined
    readonly alphaFee: AlphaFeeQuote | undefined
  },
): Promise<readonly RawQuote[]> {
  const sampler = startSampler(reader, facts, free)
  if (alphaFee !== undefined) {
    const sold = raoOf(alphaFee.sold)
    await sampler
      .sellForFee(alphaFee.sold.unit.netuid, { least: sold, mid: sold, most: sold })
      .catch(explain(reader, 'the sale that pays the transaction fee'))
  }
  const quotes: RawQuote[] = []
  for (const trade of trades) {
    quotes.push(await sampler.carryOut(trade, terms).catch(explain(reader, nameOf(trade))))
  }
  return quotes
}

/** What a trade is called in a refusal. */
function nameOf({ origin, destination, amount }: RawTrade): string {
  const sold = format(
    origin === undefined ? balanceFromRao(amount, tao) : balanceFromRao(amount, someAlpha(origin)),
  )
  if (origin === undefined) return `adding ${sold} TAO to subnet ${destination}`
  if (destination === undefined) return `removing ${sold} from subnet ${origin}`
  return `moving ${sold} from subnet ${origin} to ${destination}`
}

const explain =
  (reader: Reader, what: string) =>
  (error: unknown): never => {
    throw error instanceof RefusedTrade ? refused(reader, what, error) : error
  }

export function explained<T>(reader: Reader, what: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    return explain(reader, what)(error)
  }
}

/** A quote in the units of its trade. */
export function withUnits<S extends Unit, B extends Unit>(
  raw: RawQuote,
  sold: S,
  bought: B,
): TradeQuote<S, B> {
  return {
    sold: balanceFromRao(raw.sold, sold),
    bought: balanceFromRao(raw.bought, bought),
    tao: balanceFromRao(raw.tao, tao),
    heldBack: balanceFromRao(raw.heldBack, tao),
    legs: raw.legs.map(toLeg),
    exact: raw.exact,
    bound: balanceFromRao(raw.bound, bought),
  }
}
