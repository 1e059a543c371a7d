import { grossFor } from '../../pool/fee.ts'
import { spotPriceRao } from '../../pool/price.ts'
import { buy, sell } from '../../pool/swap.ts'
import { type Market, PoolError } from '../../pool/types.ts'
import { readMarket } from '../read/market.ts'
import { readFeeRate } from '../read/terms.ts'
import type { Reader } from '../reader.ts'
import { payable, type RawTerms, type RawTrade, ROOT } from './raw-trade.ts'
import { type Simulated, simulatePurchase, simulateSale } from './simulate.ts'

/** What the runtime says of one swap alone on the block's state, its fee charged. */
export interface Probe {
  readonly netuid: number
  readonly side: 'sell' | 'buy'
  readonly amount: bigint
  readonly answer: Simulated
}

/** A pool as far as it can be read. */
export interface PoolFacts {
  /** Undefined where storage has it in a form the model does not know. */
  readonly market: Market | undefined
  /** Rao per alpha. */
  readonly price: bigint
  /** Of 65,535. */
  readonly feeRate: number
}

/** The runtime's answers on one trade alone: the leg out and the leg in, where there are such. */
export interface Probed {
  readonly out: Probe | undefined
  readonly into: Probe | undefined
}

/** Reads the pools that trades pass. */
export async function readPools(
  reader: Reader,
  netuids: readonly number[],
): Promise<ReadonlyMap<number, PoolFacts>> {
  const read = async (netuid: number): Promise<PoolFacts> => {
    const [market, price, feeRate] = await Promise.all([
      readMarket(reader, netuid),
      reader.api('SwapRuntimeApi', 'current_alpha_price', [netuid]),
      readFeeRate(reader, netuid),
    ])
    return { market, price: price as bigint, feeRate }
  }
  return new Map(await Promise.all(netuids.map(async netuid => [netuid, await read(netuid)] as const)))
}

/** Asks the runtime about the legs of one trade, as if it were the only one. `free` is undefined for enough. */
export async function probe(
  reader: Reader,
  trade: RawTrade,
  { deposit }: Pick<RawTerms, 'deposit'>,
  free: bigint | undefined,
  pools: Promise<ReadonlyMap<number, PoolFacts>>,
): Promise<Probed> {
  const { origin, destination, amount } = trade
  const out = await probeOut(reader, origin, amount)
  const proceeds = out?.answer.out ?? amount
  const owned = free === undefined || origin === undefined ? free : free + proceeds
  const paid = payable(proceeds, owned, deposit)
  if (destination === undefined || destination === ROOT || paid === 0n) return { out, into: undefined }
  // A simulation always charges the fee; a gross amount whose net is `paid` shows what the leg without it brings.
  const facts = (await pools).get(destination)
  const isFree = origin !== undefined && origin !== ROOT && facts?.market !== 'stable'
  const gross = isFree ? grossFor(paid, facts?.feeRate ?? 0) : paid
  const answer = await simulatePurchase(reader, destination, gross)
  return { out, into: { netuid: destination, side: 'buy', amount: gross, answer } }
}

async function probeOut(
  reader: Reader,
  netuid: number | undefined,
  amount: bigint,
): Promise<Probe | undefined> {
  if (netuid === undefined || netuid === ROOT) return undefined
  return { netuid, side: 'sell', amount, answer: await simulateSale(reader, netuid, amount) }
}

/** Whether the pool model gives the runtime's answer for every probe, and its prices. */
export function reproduces(pools: ReadonlyMap<number, PoolFacts>, probes: readonly Probe[]): boolean {
  const pricesAgree = [...pools.values()].every(({ market, price }) => {
    if (market === undefined) return false
    return typeof market === 'string' || spotPriceRao(market) === price
  })
  return pricesAgree && probes.every(each => agrees(pools.get(each.netuid)?.market, each))
}

function agrees(market: Market | undefined, { side, amount, answer }: Probe): boolean {
  if (market === undefined) return false
  const { paidIn, fee, out } = modelled(market, side, amount)
  return paidIn === answer.paidIn && fee === answer.fee && out === answer.out
}

/** What the model expects the runtime to answer: all zeros for a refusal. */
function modelled(market: Market, side: Probe['side'], amount: bigint): Simulated {
  if (typeof market === 'string') return { paidIn: amount, fee: 0n, out: amount }
  try {
    return side === 'sell' ? sell(market, amount) : buy(market, amount)
  } catch (error) {
    if (error instanceof PoolError) return { paidIn: 0n, fee: 0n, out: 0n }
    throw error
  }
}
