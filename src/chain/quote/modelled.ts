import { feeOn } from '../../pool/fee.ts'
import { min, U64_MAX } from '../../pool/fixed.ts'
import { spotPriceRao } from '../../pool/price.ts'
import { buy, LARGEST_INPUT, sell } from '../../pool/swap.ts'
import { type PoolLeg, stake, type Unstaked, unstake } from '../../pool/transition.ts'
import { type Market, PoolError } from '../../pool/types.ts'
import {
  belowDeposit,
  belowMinimum,
  illiquid,
  inPool,
  nothingLeft,
  type Refusal,
  RefusedTrade,
  tooLow,
  unfunded,
  unpaid,
} from './error.ts'
import { payable, type RawLeg, type RawQuote, type RawTerms, type RawTrade, ROOT } from './raw-trade.ts'

/** Where trades meet: the pools, and the free TAO of the account that pays and receives. */
export interface Books {
  readonly markets: ReadonlyMap<number, Market>
  /** Unit: rao. Undefined: enough. */
  readonly free: bigint | undefined
}

/** A trade carried out on the books. */
export interface Entry {
  readonly quote: RawQuote
  readonly books: Books
}

const UNIT = 1_000_000_000n

/** Carries a trade out with the pool model, in the chain's order of checks. @throws RefusedTrade */
export function carryOut(books: Books, trade: RawTrade, terms: RawTerms): Entry {
  if (trade.origin === undefined) return add(books, trade, terms)
  if (trade.destination === undefined) return remove(books, trade, terms)
  return swap(books, trade, terms)
}

/** Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:347-386, stake_utils.rs:1287-1296 */
function swap(books: Books, { origin = ROOT, destination = ROOT, amount }: RawTrade, terms: RawTerms): Entry {
  const from = marketIn(books, origin)
  const fromRoot = origin === ROOT
  const checked = typeof from === 'string' ? amount : checkedSale(from, amount)
  if (checked <= terms.least) {
    // The chain refuses it for the minimum, before anything else; so will whoever asked.
    const leg = { paidIn: amount, fee: 0n, out: checked, after: from }
    const legs = legOf(origin, 'sell', from, { ...leg, sold: amount })
    return { quote: quoteOf({ sold: amount, tao: checked, bought: 0n, legs }), books }
  }
  const out = inTrade('the sale of the fee', () => unstake(from, amount, { dropFee: fromRoot }))
  const sold = amount - out.refund
  const free = books.free === undefined ? undefined : books.free + out.out
  const paid = payable(out.out, free, terms.deposit)
  if (paid === 0n) throw new RefusedTrade(nothingLeft, 'after the existential deposit nothing is left')
  const into = marketIn(books, destination)
  const bought = inTrade('the purchase', () => stake(into, paid, { dropFee: !fromRoot }))
  const legs = [
    ...legOf(origin, 'sell', from, { ...out, sold, isFree: fromRoot }),
    ...legOf(destination, 'buy', into, { ...bought, sold: paid, isFree: !fromRoot }),
  ]
  const heldBack = out.out - paid
  return {
    quote: quoteOf({ sold, tao: out.out, bought: bought.out, heldBack, legs }),
    books: after(books, [origin, out.after], [destination, bought.after], free && free - paid),
  }
}

/** Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/remove_stake.rs:39-93, stake_utils.rs:1135 */
function remove(
  books: Books,
  { origin = ROOT, amount, partial }: RawTrade,
  { deposit, minimum }: RawTerms,
): Entry {
  const from = marketIn(books, origin)
  if (typeof from !== 'string') {
    if (amount > min(from.alphaIn * LARGEST_INPUT, U64_MAX)) throw tooMuch()
  }
  if (amount === 0n) throw new RefusedTrade(tooLow, 'the amount is 0')
  const checked = typeof from === 'string' ? amount : checkedSale(from, amount)
  if (partial && checked < minimum) throw belowMinimum(checked, minimum)
  const out = inTrade('the sale of the fee', () => unstake(from, amount))
  if (books.free === 0n && out.out > 0n && out.out < deposit) {
    throw new RefusedTrade(
      belowDeposit,
      'an account without TAO cannot receive less than the existential deposit',
    )
  }
  const sold = amount - out.refund
  const legs = legOf(origin, 'sell', from, { ...out, sold })
  const free = books.free === undefined ? undefined : books.free + out.out
  return {
    quote: quoteOf({ sold, tao: out.out, bought: out.out, legs }),
    books: after(books, [origin, out.after], undefined, free),
  }
}

/** Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/add_stake.rs:39-73, stake_utils.rs:1057-1131 */
function add(books: Books, { destination = ROOT, amount }: RawTrade, terms: RawTerms): Entry {
  const into = marketIn(books, destination)
  const { free } = books
  if (typeof into !== 'string' && amount > min(into.tao * LARGEST_INPUT, U64_MAX)) throw tooMuch()
  const least = leastAdd(into, terms.minimum)
  if (amount < least) throw belowMinimum(amount, least)
  if (free !== undefined && amount > free) throw new RefusedTrade(unfunded, 'it is more than what is free')
  if (typeof into !== 'string') {
    const purchase = before('the purchase', () => buy(into, amount))
    if (purchase.paidIn < terms.minimum) throw belowMinimum(purchase.paidIn, terms.minimum)
    if (purchase.out === 0n) throw new RefusedTrade(illiquid, 'it buys nothing')
  }
  const paid = payable(amount, free, terms.deposit)
  if (paid === 0n) throw new RefusedTrade(nothingLeft, 'after the existential deposit nothing is left')
  const bought = inTrade('the purchase', () => stake(into, paid))
  const legs = legOf(destination, 'buy', into, { ...bought, sold: paid })
  return {
    quote: quoteOf({ sold: paid, tao: paid, bought: bought.out, heldBack: amount - paid, legs }),
    books: after(books, undefined, [destination, bought.after], free && free - paid),
  }
}

/** Least TAO that can be added: the minimum stake and the fee on it. Unit: rao. */
function leastAdd(into: Market, minimum: bigint): bigint {
  if (typeof into === 'string') return minimum
  try {
    return minimum + buy(into, minimum).fee
  } catch (error) {
    if (error instanceof PoolError) return minimum + feeOn(minimum, into.feeRate)
    throw error
  }
}

/** What a sale for the transaction fee does: no swap fee, no lowest price. @throws RefusedTrade */
export function sellForFee(books: Books, netuid: number, alpha: bigint): Entry {
  const from = marketIn(books, netuid)
  const sale = () => unstake(from, alpha, { dropFee: true, limitRao: 0n })
  const out = poolWork('the sale for the transaction fee', sale, () => unpaid)
  const legs = legOf(netuid, 'sell', from, { ...out, sold: alpha, isFree: true })
  return {
    quote: quoteOf({ sold: alpha, tao: out.out, bought: out.out, legs }),
    books: after(books, [netuid, out.after], undefined, books.free),
  }
}

function marketIn({ markets }: Books, netuid: number): Market {
  return netuid === ROOT ? 'root' : (markets.get(netuid) ?? 'stable')
}

type Place = readonly [netuid: number, market: Market]

function after(
  books: Books,
  out: Place | undefined,
  into: Place | undefined,
  free: bigint | undefined,
): Books {
  const markets = new Map(books.markets)
  for (const place of [out, into]) if (place && place[0] !== ROOT) markets.set(place[0], place[1])
  return { markets, free }
}

/** What the check before a trade says a sale brings, its fee taken. Unit: rao. */
function checkedSale(from: Exclude<Market, string>, amount: bigint): bigint {
  return before('the sale', () => sell(from, amount)).out
}

/** A refusal of the pool in the checks: the chain calls all of them one name. */
const before = <T>(part: string, work: () => T): T => poolWork(part, work, () => illiquid)
/** A refusal of the pool in the act. */
const inTrade = <T>(part: string, work: () => T): T => poolWork(part, work, inPool)

function poolWork<T>(part: string, work: () => T, refusal: (error: PoolError) => Refusal): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof PoolError) throw new RefusedTrade(refusal(error), `in ${part}, ${error.meaning}`)
    throw error
  }
}

const tooMuch = () => new RefusedTrade(illiquid, 'it is more than 1000 times what the pool holds')

function legOf(
  netuid: number,
  side: RawLeg['side'],
  market: Market,
  {
    fee,
    out,
    sold,
    after: then,
    isFree = false,
  }: Pick<PoolLeg | Unstaked, 'fee' | 'out' | 'after'> & { readonly sold: bigint; readonly isFree?: boolean },
): RawLeg[] {
  if (netuid === ROOT) return []
  const priceOf = (at: Market) => (typeof at === 'string' ? UNIT : spotPriceRao(at))
  const feeRate = typeof market === 'string' || isFree ? 0 : market.feeRate
  const prices = { priceBefore: priceOf(market), priceAfter: priceOf(then) }
  return [{ netuid, side, paid: sold, fee, feeRate, received: out, ...prices }]
}

function quoteOf(
  found: Pick<RawQuote, 'sold' | 'tao' | 'bought' | 'legs'> & { readonly heldBack?: bigint },
): RawQuote {
  return { heldBack: 0n, ...found, exact: true, bound: 0n }
}
