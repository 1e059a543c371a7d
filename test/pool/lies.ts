import { type LimitedTrade, runLimited } from '../../src/pool/limited.ts'
import { spotPrice, WEIGHT_SUM } from '../../src/pool/price.ts'
import { worstAverage } from '../../src/pool/solve/worst-average.ts'
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

type Lie = (random: Chance, told: LimitedTrade) => LimitedTrade

/** The paths and weights on which no lie about reserves and balance makes a fill fall below a typed floor. */
export const floored: readonly (readonly [PathName, Band])[] = [
  ['remove', [0.07, 0.85]],
  ['add', [0.07, 0.85]],
  ['alpha-root', [0.07, 0.85]],
  ['root-alpha', [0.07, 0.85]],
  ['alpha-alpha', [0.5, 0.5]],
]

const FILLS_A_TRADE = 3

/** Pools of any size with about the price that was told, and any free balance. Weights and fee rates are told truly. */
const lieOfReserves: Lie = (random, told) => {
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
function marketsOf(trade: LimitedTrade, other: (market: Market) => Market) {
  if (trade.path === 'add') return { destination: other(trade.destination) }
  if (trade.path === 'remove') return { origin: other(trade.origin) }
  return { origin: other(trade.origin), destination: other(trade.destination) }
}

/** Floors of a random tolerance, whose pools are others than told and attacked besides. */
export function lieTo(
  random: Chance,
  { path, band, enough }: { path: PathName; band: Band; enough: number },
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
      const truth = lieOfReserves(random, told)
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
function isBelow(
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

/** What became of floors where what no call can bound was lied about. */
export interface Betrayed {
  fills: number
  below: number
  /** Fills below the floor that did not end with exit 7, and those below what security.md states. */
  silent: number
  beyond: number
  /** The largest part of a floor that was lost to the fee, and to weights. */
  worstFee: number
  worstWeights: number
}

/** Fee rates up to the highest, weights up to a tenth off, and any less stake, of trades that were told otherwise. */
const lieOfTerms: Lie = (random, told) => {
  const of = (market: Market): Market => {
    if (typeof market === 'string') return market
    const feeRate = random.pick([market.feeRate, 10_000, random.below(10_001)])
    const half = market.quoteWeight * 2n === WEIGHT_SUM
    const off = random.pick([0, 0.001, 0.01, 0.05, 0.1]) * random.pick([-1, 1])
    const quoteWeight = half ? BigInt(Math.round((0.5 + off) * 1e6)) * 10n ** 12n : market.quoteWeight
    return { ...market, feeRate, quoteWeight }
  }
  const truth = lieOfReserves(random, { ...told, ...marketsOf(told, of) } as LimitedTrade)
  const less = told.path === 'add' ? 1 : random.pick([1, 1, random.unit()])
  return { ...truth, amount: BigInt(Math.round(Number(truth.amount) * less)) }
}

/** Floors whose fee rates, weights, reserves and stake are others than told. */
export function betray(
  random: Chance,
  { path, band, enough, exitOf }: { path: PathName; band: Band; enough: number; exitOf: ExitOf },
): Betrayed {
  const row: Betrayed = { fills: 0, below: 0, silent: 0, beyond: 0, worstFee: 0, worstWeights: 0 }
  for (let tries = enough * 40; row.fills < enough && tries > 0; tries -= 1) {
    const told = randomTrade(random, path, band)
    const quoted = unlimited(told)
    if (quoted === undefined || quoted < 1_000_000n) continue
    const minimum = (quoted * random.pick([999n, 995n, 980n, 900n, 500n])) / 1000n
    const solution = solveLimit(told, minimum, { belief: 'nothing' })
    if (solution.kind === 'inexpressible') continue
    const truth = lieOfTerms(random, told)
    const filled = runLimited(randomAttack(random, truth, solution.limitRao), solution.limitRao)
    if (!filled || filled.filled === 0n) continue
    row.fills += 1
    if (filled.received >= minimum) continue
    row.below += 1
    const { amount } = told
    if (exitOf({ sold: amount, minimum }, filled) !== 7) row.silent += 1
    const [fee, weights] = lossesOf(told, truth)
    const floor = (Number(minimum) * Number(filled.filled)) / Number(amount)
    // The deposit that may be kept back counts in a floor as told, and weighs more in what a higher fee leaves; a part
    // as small as the minimum stake loses more to it, and to rounding.
    const kept = 504 * Math.max(1, floor / Number(amount))
    const part = truth.amount < amount ? Number(filled.received) * 3e-4 + kept : 4 + kept * (1 - fee)
    if (filled.received > 0n && Number(filled.received) + part < floor * fee * weights) row.beyond += 1
    row.worstFee = Math.max(row.worstFee, 1 - fee)
    row.worstWeights = Math.max(row.worstWeights, 1 - weights)
  }
  return row
}

/** The exit that a trade ends with, by what was planned and what the chain reports. */
export type ExitOf = (
  planned: { readonly sold: bigint; readonly minimum: bigint },
  filled: { readonly filled: bigint; readonly received: bigint },
) => number

/** What of a floor the true fee rate leaves at the least, and the true weights. */
function lossesOf(told: LimitedTrade, truth: LimitedTrade): readonly [fee: number, weights: number] {
  const [before, after] = [poolsOf(told), poolsOf(truth)]
  const kept = ([pool]: readonly Pool[]) => 1 - (pool?.feeRate ?? 0) / 65_535
  const counted = ([pool]: readonly Pool[]) => 1 - Math.max(33, pool?.feeRate ?? 0) / 65_535
  // From a stable subnet no fee is taken at the pool; a fee rate below the one that was counted costs nothing.
  const isFree = told.path === 'swap' && told.origin === 'stable'
  const fee = isFree ? 1 : Math.min(1, kept(after) / counted(before))
  const [origin, destination] = after
  if (!origin || !destination) return [fee, 1]
  return [fee, worstAverage(origin, destination) ?? 0]
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
