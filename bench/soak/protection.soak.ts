import { expect, test } from 'vitest'
import { runLimited } from '../../src/pool/limited.ts'
import { solveLimit } from '../../src/pool/solve.ts'
import {
  type Band,
  chance,
  type PathName,
  pathNames,
  randomAttack,
  randomTrade,
  unlimited,
} from '../../test/pool/attacks.ts'

const attacks = Number(process.env.SOAK_ATTACKS ?? 10_000)
const seed = Number(process.env.SOAK_SEED ?? 425)
const ATTACKS_A_TRADE = 5

const bands: readonly Band[] = [
  [0.5, 0.5],
  [0.49, 0.51],
  [0.45, 0.55],
  [0.01, 0.99],
]

interface Row {
  trades: number
  inexpressible: number
  limits: number
  /** Of the limits: accepted and traded in full on unchanged pools. */
  inFull: number
  attacks: number
  fills: number
  belowMinimum: number
  /** Attacks that leave at least 1.002 times the minimum, and how many of them traded. */
  leaving: number
  executed: number
  milliseconds: number
}

function measure(path: PathName, band: Band): Row {
  const random = chance(seed + pathNames.indexOf(path) * 100 + bands.indexOf(band))
  const row: Row = {
    ...{ trades: 0, inexpressible: 0, limits: 0, inFull: 0, attacks: 0, fills: 0, belowMinimum: 0 },
    ...{ leaving: 0, executed: 0, milliseconds: 0 },
  }
  const enough = attacks / pathNames.length / bands.length
  while (row.attacks < enough && row.trades < enough * 20) {
    const trade = randomTrade(random, path, band)
    const quoted = unlimited(trade)
    if (quoted === undefined) continue
    const minimum = (quoted * random.pick([1000n, 999n, 995n, 990n, 980n, 950n])) / 1000n
    if (minimum === 0n) continue
    row.trades += 1
    const start = performance.now()
    const solution = solveLimit(trade, minimum)
    row.milliseconds += performance.now() - start
    if (solution.kind === 'inexpressible') {
      row.inexpressible += 1
      continue
    }
    const { limitRao } = solution
    row.limits += 1
    if (runLimited(trade, limitRao)?.filled === trade.amount) row.inFull += 1
    for (let left = ATTACKS_A_TRADE; left > 0; left -= 1) {
      const state = randomAttack(random, trade, limitRao)
      const filled = runLimited(state, limitRao)
      const could = unlimited(state) ?? 0n
      row.attacks += 1
      if (filled) row.fills += 1
      if (filled && filled.received < minimum) row.belowMinimum += 1
      if (could * 1000n >= minimum * 1002n) {
        row.leaving += 1
        if (filled) row.executed += 1
      }
    }
  }
  return row
}

const percent = (part: number, whole: number) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)}%`)

test(`${attacks} attacks on protected trades, seed ${seed}`, () => {
  const found = bands.flatMap(band => pathNames.map(path => ({ band, path, row: measure(path, band) })))
  console.table(
    found.map(({ band, path, row }) => ({
      weights: band[0] === band[1] ? `${band[0]}` : band.join('-'),
      path,
      trades: row.trades,
      inexpressible: row.inexpressible,
      'unchanged in full': percent(row.inFull, row.limits),
      attacks: row.attacks,
      fills: row.fills,
      'below minimum': row.belowMinimum,
      'leaving 1.002': row.leaving,
      'of those executed': percent(row.executed, row.leaving),
      'ms a trade': (row.milliseconds / row.trades).toFixed(2),
    })),
  )
  for (const { row } of found) {
    expect(row.belowMinimum).toBe(0)
    expect(row.inFull).toBe(row.limits)
  }
})
