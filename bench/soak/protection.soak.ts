import { expect, test } from 'vitest'
import { type Band, chance, depths, pathNames, randomTrade, tradeOfSize } from '../../test/pool/attacks.ts'
import { type Attacked, attackTrades, bands, limitsGiven, promisedIn } from '../../test/pool/protection.ts'

const attacks = Number(process.env.SOAK_ATTACKS ?? 10_000)
const seed = Number(process.env.SOAK_SEED ?? 425)
/** Trades whose limits are counted in each cell. */
const TRADES = 100

const cells = bands.flatMap(band => pathNames.flatMap(path => depths.map(depth => ({ band, path, depth }))))
const enough = Math.ceil(attacks / cells.length)

const percent = (part: number, whole: number) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)}%`)
const bandText = (band: Band) => (band[0] === band[1] ? `${band[0]}` : band.join('-'))

function shown(row: Attacked) {
  return {
    trades: row.trades,
    'with limit': percent(row.limits, row.trades),
    'unchanged in full': percent(row.inFull, row.limits),
    attacks: row.attacks,
    fills: row.fills,
    'below minimum': row.belowMinimum,
    'leaving 1.002': row.leaving,
    'of those executed': percent(row.executed, row.leaving),
    'beyond factor': row.beyond,
    'below there': row.belowBeyond,
    'ms a trade': (row.milliseconds / row.trades).toFixed(2),
  }
}

function hold(row: Attacked) {
  expect(row.belowMinimum).toBe(0)
  expect(row.inFull).toBe(row.limits)
}

test(`${attacks} attacks on protected trades, seed ${seed}`, () => {
  const found = cells.map((cell, n) => {
    const random = chance(seed + n)
    const draw = () => tradeOfSize(random, cell.path, { ...cell, size: [1e-6, 0.3] })
    return { ...cell, row: attackTrades(random, { ...cell, enough, draw }) }
  })
  console.table(
    found.map(({ band, path, depth, row }) => ({ weights: bandText(band), path, depth, ...shown(row) })),
  )
  for (const { row } of found) hold(row)
})

test(`as many attacks a cell on pools of any size and weight, seed ${seed}`, () => {
  const band: Band = [0.01, 0.99]
  const found = pathNames.map((path, n) => {
    const random = chance(seed + 1000 + n)
    const draw = () => randomTrade(random, path, band)
    return { path, row: attackTrades(random, { path, band, enough: enough * depths.length, draw }) }
  })
  console.table(found.map(({ path, row }) => ({ weights: bandText(band), path, ...shown(row) })))
  for (const { row } of found) hold(row)
})

test(`shares of trades that get a limit, seed ${seed}`, () => {
  const found = cells.flatMap((cell, n) =>
    promisedIn(cell.band).map(promised => {
      const counted = limitsGiven(chance(seed + 2000 + n), { ...cell, ...promised, enough: TRADES })
      return { ...cell, promised, ...counted }
    }),
  )
  console.table(
    found.map(({ band, path, depth, promised, trades, limits }) => ({
      weights: bandText(band),
      path,
      depth,
      size: promised.size.join(' to '),
      tolerance: `${Number(promised.tolerance) / 10}%`,
      trades,
      'with limit': percent(limits, trades),
    })),
  )
  for (const { path, promised, trades, limits } of found) {
    if (path === 'alpha-alpha') expect((100 * limits) / trades).toBeGreaterThanOrEqual(promised.share)
  }
})
