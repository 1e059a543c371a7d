import { type LimitedTrade, runLimited } from '../../src/pool/limited.ts'
import { problemOf } from '../../src/pool/solve/paths.ts'
import { solveLimit } from '../../src/pool/solve.ts'
import {
  type Band,
  type Chance,
  isUpTo,
  isWithin,
  type PathName,
  randomAttack,
  type Size,
  tradeOfSize,
  unlimited,
} from './attacks.ts'

/** Weights of both pools, each drawn apart. */
export const bands: readonly Band[] = [
  [0.5, 0.5],
  [0.49, 0.51],
  [0.45, 0.55],
  [0.3, 0.7],
]

/** How far from its present price a pool is taken to be movable, unless told otherwise. */
const FACTOR = 100n

/** The least that a state brings which accepts a limit. */
export function leastUnder(trade: LimitedTrade, limitRao: bigint, guardFactor = Number(FACTOR)): number {
  const problem = problemOf(trade, { guardFactor, belief: 'pools' })
  if (typeof problem === 'string') throw new Error(problem)
  return problem.least(limitRao)
}

const isHalf = ([low, high]: Band) => low === 0.5 && high === 0.5

/** What became of trades whose minimum was solved for, and of attacks on them. */
export interface Attacked {
  trades: number
  limits: number
  /** Of the limits: accepted and traded in full on unchanged pools. */
  inFull: number
  /** Attacks that left the pools where limits promise anything. */
  attacks: number
  fills: number
  belowMinimum: number
  /** Attacks that leave at least 1.002 times the minimum, and how many of them traded. */
  leaving: number
  executed: number
  /** Attacks beyond the factor, and fills below the minimum there. */
  beyond: number
  belowBeyond: number
  milliseconds: number
}

const ATTACKS_A_TRADE = 5

/** Attacks trades until enough attacks count. Off weights of one half those count, of alpha to alpha, that stay within the factor. */
export function attackTrades(
  random: Chance,
  { path, band, enough, draw }: { path: PathName; band: Band; enough: number; draw: () => LimitedTrade },
): Attacked {
  const row: Attacked = {
    trades: 0,
    limits: 0,
    inFull: 0,
    attacks: 0,
    fills: 0,
    belowMinimum: 0,
    leaving: 0,
    executed: 0,
    beyond: 0,
    belowBeyond: 0,
    milliseconds: 0,
  }
  const isEverywhere = path !== 'alpha-alpha' || isHalf(band)
  while (row.attacks < enough && row.trades < enough * 20) {
    const trade = draw()
    const quoted = unlimited(trade)
    if (quoted === undefined) continue
    const minimum = (quoted * random.pick([1000n, 999n, 995n, 990n, 980n, 950n])) / 1000n
    if (minimum === 0n) continue
    row.trades += 1
    const start = performance.now()
    const solution = solveLimit(trade, minimum)
    row.milliseconds += performance.now() - start
    if (solution.kind === 'inexpressible') continue
    const { limitRao } = solution
    row.limits += 1
    if (runLimited(trade, limitRao)?.filled === trade.amount) row.inFull += 1
    for (let left = ATTACKS_A_TRADE; left > 0 && row.attacks < enough; left -= 1) {
      const state = randomAttack(random, trade, limitRao)
      const filled = runLimited(state, limitRao)
      const isBelow = filled !== undefined && filled.received < minimum
      if (!isEverywhere && !isWithin(FACTOR, trade, state)) {
        row.beyond += 1
        if (isBelow) row.belowBeyond += 1
        continue
      }
      row.attacks += 1
      if (filled) row.fills += 1
      if (isBelow) row.belowMinimum += 1
      if ((unlimited(state) ?? 0n) * 1000n >= minimum * 1002n) {
        row.leaving += 1
        if (filled) row.executed += 1
      }
    }
  }
  return row
}

/** Which trades are promised a limit: up to what part of a pool, at what tolerance, and what share of them. */
export interface Promised {
  readonly size: Size
  /** In thousandths. */
  readonly tolerance: bigint
  /** In percent. */
  readonly share: number
}

/** What alpha to alpha is promised. */
export function promisedIn(band: Band): readonly Promised[] {
  if (isHalf(band)) return [{ size: [1e-6, 2e-3], tolerance: 5n, share: 100 }]
  return [
    { size: [1e-6, 1e-4], tolerance: 5n, share: 97 },
    { size: [1e-4, 1e-3], tolerance: 20n, share: 90 },
  ]
}

/** How many of such trades that the chain takes get a limit. */
export function limitsGiven(
  random: Chance,
  {
    path,
    band,
    depth,
    size,
    tolerance,
    enough,
  }: Omit<Promised, 'share'> & {
    readonly path: PathName
    readonly band: Band
    readonly depth: number
    readonly enough: number
  },
): { readonly trades: number; readonly limits: number } {
  let [trades, limits] = [0, 0]
  for (let tries = enough * 100; trades < enough && tries > 0; tries -= 1) {
    const trade = tradeOfSize(random, path, { band, depth, size })
    if (!isUpTo(size[1], trade)) continue
    const quoted = unlimited(trade)
    if (quoted === undefined) continue
    trades += 1
    if (solveLimit(trade, (quoted * (1000n - tolerance)) / 1000n).kind === 'limit') limits += 1
  }
  return { trades, limits }
}
