import { type LimitedTrade, runLimited } from '../../src/pool/limited.ts'
import { spotPrice } from '../../src/pool/price.ts'
import { solveLimit } from '../../src/pool/solve.ts'
import type { Market, Pool } from '../../src/pool/types.ts'
import { type Band, type Chance, type PathName, randomAttack, randomTrade, unlimited } from './attacks.ts'

/** What became of typed floors whose pools were lied about. */
export interface Lied {
  trades: number
  /** Trades whose floor had a limit that believes nothing, and fills of those in the true pools. */
  limits: number
  fills: number
  parts: number
  below: number
  /** Of honest pools: trades whose impact is under half the tolerance, and those of them that leave half to others. */
  small: number
  executed: number
}

export type Lie = (random: Chance, told: LimitedTrade) => LimitedTrade

const FILLS_A_TRADE = 3

/** Pools of any size with about the price that was told, and any free balance. Weights and fee rates are told truly. */
export const lieOfReserves: Lie = (random, told) => {
  const other = (market: Market): Market => {
    if (typeof market === 'string') return market
    const deeper = random.spread(1e-3, 1e3)
    const dearer = random.spread(0.5, 2)
    const least = 2_000_000
    const alphaIn = BigInt(Math.round(Math.max(least, Math.min(Number(market.alphaIn) * deeper, 21e15))))
    const tao = BigInt(Math.round(Math.max(least, Math.min(Number(market.tao) * deeper * dearer, 21e15))))
    return { ...market, alphaIn, tao }
  }
  return { ...told, ...marketsOf(told, other), heldBack: heldBackOf(random, told) } as LimitedTrade
}

/** Nothing is held back of what a removal brings, or an addition that leaves something free. */
function heldBackOf(random: Chance, { path }: LimitedTrade): bigint {
  return path === 'remove' ? 0n : random.pick([0n, 500n])
}

/** The markets of a trade, each replaced. */
export function marketsOf(trade: LimitedTrade, other: (market: Market) => Market) {
  if (trade.path === 'add') return { destination: other(trade.destination) }
  if (trade.path === 'remove') return { origin: other(trade.origin) }
  return { origin: other(trade.origin), destination: other(trade.destination) }
}

/** Floors of a random tolerance, whose pools are others than told and attacked besides. */
export function lieTo(
  random: Chance,
  { path, band, enough, lie = lieOfReserves }: { path: PathName; band: Band; enough: number; lie?: Lie },
): Lied {
  const row: Lied = { trades: 0, limits: 0, fills: 0, parts: 0, below: 0, small: 0, executed: 0 }
  while (row.fills < enough && row.trades < enough * 40) {
    const drawn = randomTrade(random, path, band)
    const told = { ...drawn, allowPartial: random.below(4) === 0 }
    const quoted = unlimited(told)
    if (quoted === undefined || quoted < 1_000_000n) continue
    row.trades += 1
    const minimum = (quoted * random.pick([999n, 995n, 980n, 900n, 500n])) / 1000n
    countSmall(row, drawn, quoted)
    const solution = solveLimit(told, minimum, { belief: 'nothing' })
    if (solution.kind === 'inexpressible') continue
    row.limits += 1
    for (let left = FILLS_A_TRADE; left > 0 && row.fills < enough; left -= 1) {
      const truth = lie(random, told)
      const filled = runLimited(randomAttack(random, truth, solution.limitRao), solution.limitRao)
      if (!filled || filled.received === 0n) continue
      row.fills += 1
      if (filled.filled < told.amount) row.parts += 1
      if (isBelow(truth, minimum, filled)) row.below += 1
    }
  }
  return row
}

/** Whether a fill broke its promise: the minimum of the whole, or its rate for a part, to the rounding of a part. */
export function isBelow(
  { amount, heldBack = 0n, path }: LimitedTrade,
  minimum: bigint,
  { filled, received }: { readonly filled: bigint; readonly received: bigint },
): boolean {
  if (filled >= amount) return received < minimum
  const price = Number(received) / Number(filled)
  // Of a part as small as the minimum stake, what is held back and rounded in between counts as much as this.
  const kept = path === 'add' ? 0 : (Number(received) * Number(heldBack)) / 2e6
  const rounding = 4 + 4 * price + Number(received) * 2e-6
  return Number(received) + kept + rounding < (Number(minimum) * Number(filled)) / Number(amount)
}

const TOLERANCE = 5n

/** Impact as a plan shows it, the fee in it, of trades at a tolerance of 0.5%. */
function countSmall(row: Lied, trade: LimitedTrade, quoted: bigint): void {
  const spot = spotOf(trade)
  const impact = 1 - Number(quoted) / (Number(trade.amount) * spot)
  const pools = poolsOf(trade)
  if (impact >= Number(TOLERANCE) / 2_000 || pools.some(({ feeRate }) => feeRate < 33)) return
  row.small += 1
  const halfWay = (quoted * (2_000n - TOLERANCE)) / 2_000n
  if (solveLimit(trade, halfWay, { belief: 'nothing' }).kind === 'limit') row.executed += 1
}

const poolsOf = (trade: LimitedTrade): readonly Pool[] =>
  Object.values(marketsOf(trade, market => market)).filter(market => typeof market === 'object')

/** What is bought for one unit at the prices before the trade. */
function spotOf(trade: LimitedTrade): number {
  const price = (market: Market) => (typeof market === 'string' ? 1 : Number(spotPrice(market)) / 2 ** 64)
  if (trade.path === 'add') return 1 / price(trade.destination)
  if (trade.path === 'remove') return price(trade.origin)
  return price(trade.origin) / price(trade.destination)
}
