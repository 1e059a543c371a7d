import { ellipseOf } from '../../src/pool/ellipse.ts'
import { max, min } from '../../src/pool/fixed.ts'
import { type LimitedTrade, runLimited } from '../../src/pool/limited.ts'
import { spotPrice } from '../../src/pool/price.ts'
import { stake, unstake } from '../../src/pool/transition.ts'
import { type Market, type Pool, PoolError } from '../../src/pool/types.ts'

/** Numbers that look random, the same for the same seed. */
export interface Chance {
  /** 0 to 1. */
  unit(): number
  below(limit: number): number
  /** Any order of magnitude is as likely as another. */
  spread(low: number, high: number): number
  pick<T>(choices: readonly T[]): T
}

export function chance(seed: number): Chance {
  let state = BigInt(seed) * 2_862_933_555_777_941_757n + 3_037_000_493n
  const unit = () => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 64n
    return Number(state >> 11n) / 2 ** 53
  }
  const below = (limit: number) => Math.floor(unit() * limit)
  return {
    unit,
    below,
    spread: (low, high) => low * (high / low) ** unit(),
    pick: choices => choices[below(choices.length)] as (typeof choices)[number],
  }
}

/** All the TAO, and all the alpha of a subnet, that is ever issued. Unit: rao. */
const SUPPLY = 21e15

const rao = (amount: number) => BigInt(Math.round(Math.min(amount, SUPPLY)))

export type PathName = 'alpha-alpha' | 'alpha-root' | 'root-alpha' | 'add' | 'remove'
export const pathNames: readonly PathName[] = ['alpha-alpha', 'alpha-root', 'root-alpha', 'add', 'remove']

/** Quote weights between these. */
export type Band = readonly [low: number, high: number]

/** A pool of a subnet: now and then a tiny one, mostly of the size of mainnet's. */
function randomPool(random: Chance, [low, high]: Band, isEllipse: boolean): Pool {
  const price = random.spread(1e-4, 1)
  const tao = random.below(10) === 0 ? random.spread(1e7, 1e11) : random.spread(1e12, 2e14)
  const parts = rao((low + (high - low) * random.unit()) * 1e12) * 1_000_000n
  const feeRate = random.pick([33, 33, 33, 0, 655, 10_000])
  const pool = { alphaIn: rao(tao / price), tao: rao(tao), quoteWeight: parts, feeRate }
  return isEllipse ? { ...pool, ellipse: ellipseOf(pool) } : pool
}

/** A trade of a size that people make: between the minimum and a third of the pool. */
export function randomTrade(random: Chance, path: PathName, band: Band, isEllipse = false): LimitedTrade {
  const pool = () => randomPool(random, band, isEllipse)
  return tradeBetween(random, path, { origin: pool(), destination: pool(), part: random.spread(1e-6, 0.3) })
}

/** Alpha that is in a pool. */
export const depths = [1e3, 1e5, 2e6] as const

/** A pool of this much alpha, and some more of it elsewhere. */
function poolOfDepth(random: Chance, [low, high]: Band, depth: number): Pool {
  const alpha = depth * 1e9
  const price = random.spread(0.003, 0.3)
  const weight = low + (high - low) * random.unit()
  return {
    alphaIn: rao(alpha),
    tao: rao((alpha * price * weight) / (1 - weight)),
    quoteWeight: rao(weight * 1e12) * 1_000_000n,
    feeRate: random.pick([33, 33, 33, 0, 655]),
    alphaIssued: rao(alpha * (1 + random.spread(0.5, 50))),
  }
}

/** Between which parts of a pool a trade is; of both pools the one of which it is more counts. */
export type Size = readonly [low: number, high: number]

/** A trade between pools as deep as each other, whose prices are apart. */
export function tradeOfSize(
  random: Chance,
  path: PathName,
  { band, depth, size }: { readonly band: Band; readonly depth: number; readonly size: Size },
): LimitedTrade {
  const [origin, destination] = [poolOfDepth(random, band, depth), poolOfDepth(random, band, depth)]
  const largest = random.spread(...size)
  const part =
    path === 'alpha-alpha' ? largest * Math.min(1, Number(destination.tao) / Number(origin.tao)) : largest
  return tradeBetween(random, path, { origin, destination, part })
}

interface Between {
  readonly origin: Pool
  readonly destination: Pool
  /** Of the pool the trade pays into first. */
  readonly part: number
}

function tradeBetween(random: Chance, path: PathName, { origin, destination, part }: Between): LimitedTrade {
  const tao = rao(Math.max(2_100_000, Number(destination.tao) * part))
  const least = (2_200_000 * Number(origin.alphaIn)) / Number(origin.tao)
  const alpha = rao(Math.max(least, Number(origin.alphaIn) * part))
  const heldBack = random.pick([0n, 0n, 0n, 500n])
  switch (path) {
    case 'add':
      return { path, destination, amount: tao }
    case 'remove':
      return { path, origin, amount: alpha }
    case 'alpha-alpha':
      return { path: 'swap', origin, destination, amount: alpha, heldBack }
    case 'alpha-root':
      return { path: 'swap', origin, destination: random.pick(['root', 'stable']), amount: alpha, heldBack }
    case 'root-alpha':
      return { path: 'swap', origin: random.pick(['root', 'stable']), destination, amount: tao, heldBack }
  }
}

/** Whether an attack left each pool's price within a factor of what it was, and no more alpha in it than there is. */
export function isWithin(factor: bigint, before: LimitedTrade, after: LimitedTrade): boolean {
  return (['origin', 'destination'] as const).every(at => {
    const [from, to] = [marketOf(before, at), marketOf(after, at)]
    if (typeof from !== 'object' || typeof to !== 'object') return true
    const [low, high] = [min(spotPrice(from), spotPrice(to)), max(spotPrice(from), spotPrice(to))]
    return high <= low * factor && to.alphaIn <= (to.alphaIssued ?? to.alphaIn)
  })
}

function marketOf(trade: LimitedTrade, at: Hostile['at']): Market | undefined {
  if (at === 'origin') return trade.path === 'add' ? undefined : trade.origin
  return trade.path === 'remove' ? undefined : trade.destination
}

/** Whether a trade is no more than a part of each of its pools; small pools raise it to the chain's minimum. */
export function isUpTo(part: number, trade: LimitedTrade): boolean {
  const bought = trade.path === 'swap' ? marketOf(trade, 'destination') : undefined
  const first = trade.path === 'add' ? trade.destination : trade.origin
  const tao = typeof first === 'object' && bought ? unstake(first, trade.amount).out : trade.amount
  const reserve = (market: Market | undefined, of: 'alphaIn' | 'tao') =>
    typeof market === 'object' ? Number(market[of]) : Number.POSITIVE_INFINITY
  const sold = trade.path === 'add' ? 0 : Number(trade.amount) / reserve(first, 'alphaIn')
  const into = trade.path === 'remove' ? 0 : Number(tao) / reserve(marketOf(trade, 'destination'), 'tao')
  return Math.max(sold, into) <= part * 1.001
}

/** The limit that bounds nothing. */
function noLimit({ path }: LimitedTrade): bigint {
  return path === 'add' ? 2n ** 64n - 1n : 0n
}

/** What the trade brings without a limit; undefined where the chain refuses it or sells only a part. */
export function unlimited(trade: LimitedTrade): bigint | undefined {
  const done = runLimited({ ...trade, allowPartial: false }, noLimit(trade))
  return done?.filled === trade.amount ? done.received : undefined
}

/** Somebody else's trade in one pool: alpha for TAO, or the other way. Refused ones change nothing. */
interface Hostile {
  readonly at: 'origin' | 'destination'
  readonly sells: boolean
  readonly amount: bigint
}

function after(market: Market, { sells, amount }: Hostile): Market {
  try {
    return sells
      ? unstake(market, amount, { limitRao: 0n }).after
      : stake(market, amount, { limitRao: 2n ** 64n - 1n }).after
  } catch (error) {
    if (error instanceof PoolError) return market
    throw error
  }
}

/** The trade as it stands after somebody else's. */
function attacked(trade: LimitedTrade, hostile: Hostile): LimitedTrade {
  if (trade.path === 'add') return { ...trade, destination: after(trade.destination, hostile) }
  if (trade.path === 'remove') return { ...trade, origin: after(trade.origin, hostile) }
  return hostile.at === 'origin'
    ? { ...trade, origin: after(trade.origin, hostile) }
    : { ...trade, destination: after(trade.destination, hostile) }
}

function marketAt(trade: LimitedTrade, at: Hostile['at']): Market {
  if (trade.path === 'add') return trade.destination
  return trade.path === 'remove' || at === 'origin' ? trade.origin : trade.destination
}

function randomHostile(random: Chance, trade: LimitedTrade): Hostile {
  const [at, sells] = [random.pick(['origin', 'destination'] as const), random.below(2) === 0]
  const market = marketAt(trade, at)
  const room = roomFor(market, sells)
  const most = Math.max(2, Math.min(room.reserve * random.pick([0.01, 0.1, 1, 9, 900]), room.left))
  return { at, sells, amount: rao(random.spread(1, most)) }
}

/** What a pool holds of what is paid in, and how much more of it there is. Unit: rao. */
function roomFor(market: Market, sells: boolean) {
  if (typeof market === 'string') return { reserve: 1, left: SUPPLY }
  const reserve = Number(sells ? market.alphaIn : market.tao)
  const all = sells && market.alphaIssued !== undefined ? Number(market.alphaIssued) : SUPPLY
  return { reserve, left: all - reserve }
}

/** The state an attack leaves: one to six trades, and half the time one more, exactly to where a limit still holds. */
export function randomAttack(random: Chance, trade: LimitedTrade, limitRao: bigint): LimitedTrade {
  let state = trade
  for (let left = random.below(6); left >= 0; left -= 1) state = attacked(state, randomHostile(random, state))
  return random.below(2) === 0 ? state : toTheEdge(random, state, limitRao)
}

/** As far as one more trade in one pool goes before the limit refuses, or until it no longer does. */
function toTheEdge(random: Chance, state: LimitedTrade, limitRao: bigint): LimitedTrade {
  const holds = (trade: LimitedTrade) => runLimited(trade, limitRao) !== undefined
  const before = holds(state)
  const at = poolOfEdge(state, random)
  // What makes a sale worse is another sale, what makes a purchase worse another purchase.
  const sells = (at === 'origin') === before
  const market = marketAt(state, at)
  if (typeof market === 'string') return state
  const by = (amount: bigint) => attacked(state, { at, sells, amount })
  let low = 0n
  const room = roomFor(market, sells)
  let high = rao(Math.max(1, Math.min(room.reserve * 100, room.left)))
  while (low + 1n < high) {
    const middle = (low + high) / 2n
    if (holds(by(middle)) === before) low = middle
    else high = middle
  }
  return by(before ? low : high)
}

function poolOfEdge(trade: LimitedTrade, random: Chance): Hostile['at'] {
  if (trade.path === 'add') return 'destination'
  if (trade.path === 'remove') return 'origin'
  if (typeof trade.origin === 'string') return 'destination'
  if (typeof trade.destination === 'string') return 'origin'
  return random.pick(['origin', 'destination'] as const)
}
