import { describe, expect, test } from 'vitest'
import { maxMove } from '../../src/pool/limit.ts'
import { type LimitedTrade, runLimited } from '../../src/pool/limited.ts'
import { type Solution, solveLimit } from '../../src/pool/solve.ts'
import { type Band, chance, isWithin, pathNames, randomAttack, randomTrade, unlimited } from './attacks.ts'
import { leastUnder } from './protection.ts'
import { P1, P2 } from './vectors.ts'

const bands: readonly Band[] = [
  [0.5, 0.5],
  [0.49, 0.51],
  [0.45, 0.55],
  [0.01, 0.99],
]
const swap: LimitedTrade = { path: 'swap', origin: P1, destination: P2, amount: 10n ** 12n }

function limitOf(solution: Solution): Extract<Solution, { kind: 'limit' }> {
  if (solution.kind !== 'limit') throw new Error('inexpressible')
  return solution
}

function quoteOf(trade: LimitedTrade): bigint {
  const quote = unlimited(trade)
  if (quote === undefined) throw new Error('refused')
  return quote
}

const cases = [
  ...bands.flatMap(band => pathNames.map(path => ({ path, band, isEllipse: false }))),
  ...pathNames.map(path => ({ path, band: [0.45, 0.55] as const, isEllipse: true })),
]

describe.each(cases)('$path, weights $band, ellipse $isEllipse', ({ path, band, isEllipse }) => {
  const random = chance(band[0] * 1000 + path.length)
  const trades = Array.from({ length: 3 }, () => randomTrade(random, path, band, isEllipse)).filter(
    trade => (unlimited(trade) ?? 0n) > 1_000n,
  )
  const minimumOf = (quote: bigint) => (quote * random.pick([1000n, 995n, 980n, 900n, 500n])) / 1000n

  test('a trade with a solved limit executes in full on unchanged pools, and no attack makes it bring less', () => {
    expect(trades.length).toBeGreaterThan(0)
    for (const trade of trades) {
      const minimum = minimumOf(quoteOf(trade))
      const solution = solveLimit(trade, minimum)
      if (solution.kind === 'inexpressible') continue
      expect(runLimited(trade, solution.limitRao)?.filled).toBe(trade.amount)
      for (let attack = 0; attack < 2; attack += 1) {
        const state = randomAttack(random, trade, solution.limitRao)
        if (path === 'alpha-alpha' && !isWithin(100n, trade, state)) continue
        const filled = runLimited(state, solution.limitRao)
        if (filled) expect(filled.received).toBeGreaterThanOrEqual(solution.guaranteed)
      }
      expect(solution.guaranteed).toBeGreaterThanOrEqual(minimum)
    }
  })

  test('where a minimum is inexpressible the nearest is not, and hardly more than that is', () => {
    for (const trade of trades) {
      const solution = solveLimit(trade, quoteOf(trade) + 1n)
      expect(solution.kind).toBe('inexpressible')
      if (solution.kind === 'limit' || solution.nearest === null) continue
      const { nearest } = solution
      expect(solveLimit(trade, nearest).kind).toBe('limit')
      expect(solveLimit(trade, nearest + 4n + nearest / 100_000n)).toEqual({ kind: 'inexpressible', nearest })
    }
  })
})

describe('at weights of one half', () => {
  test('alpha to alpha brings the limit times the amount less its fee', () => {
    const { limitRao, guaranteed } = limitOf(solveLimit(swap, (quoteOf(swap) * 995n) / 1000n))
    const ideal = Number(limitRao) * 1e3 * (1 - 33 / 65_535)
    expect(Number(guaranteed) / ideal).toBeCloseTo(1, 5)
  })

  test('any tolerance from a thousandth of a percent on can be guarded', () => {
    for (const amount of [10n ** 10n, 10n ** 12n, 10n ** 14n]) {
      const trade = { ...swap, amount }
      expect(solveLimit(trade, (quoteOf(trade) * 99_990n) / 100_000n).kind).toBe('limit')
    }
  })

  test('no looser limit would do', () => {
    const minimum = (quoteOf(swap) * 995n) / 1000n
    const { limitRao } = limitOf(solveLimit(swap, minimum))
    expect(leastUnder(swap, limitRao - 2n)).toBeLessThan(Number(minimum))
  })
})

describe('weights off one half', () => {
  const off = { ...swap, origin: { ...P1, quoteWeight: 510_000_000_000_000_000n } }

  test('make small tolerances inexpressible, and the nearest is told', () => {
    const solution = solveLimit(off, (quoteOf(off) * 995n) / 1000n)
    if (solution.kind === 'limit') throw new Error('expressible')
    expect(1 - Number(solution.nearest) / Number(quoteOf(off))).toBeCloseTo(0.006395, 5)
  })

  test('a limit scaled from the minimum would be refused or pay less', () => {
    const minimum = (quoteOf(off) * 99n) / 100n
    const { limitRao } = limitOf(solveLimit(off, minimum))
    const scaled = (minimum * 1_000_000_000n * 65_535n) / (off.amount * (65_535n - 33n))
    expect(limitRao).toBeGreaterThan(scaled)
    expect(leastUnder(off, scaled)).toBeLessThan(Number(minimum))
  })
})

test('a very low minimum does not fall into the limits the chain reads as nothing at all', () => {
  const { limitRao } = limitOf(solveLimit(swap, 1n))
  expect(maxMove(P1, P2, limitRao)).toBeGreaterThan(swap.amount)
})

describe('where both sides trade one to one', () => {
  test.each([
    { path: 'add', destination: 'root' },
    { path: 'remove', origin: 'root' },
    { path: 'swap', origin: 'root', destination: 'stable' },
  ] as const)('$path is all or nothing', markets => {
    const trade = { ...markets, amount: 5_000_000n }
    expect(solveLimit(trade, 5_000_000n)).toEqual({
      kind: 'limit',
      limitRao: 10n ** 9n,
      guaranteed: 5_000_000n,
    })
    expect(solveLimit(trade, 5_000_001n)).toEqual({ kind: 'inexpressible', nearest: 5_000_000n })
  })
})

describe.each(pathNames)('%s in parts', path => {
  test('brings the rate of the minimum for whatever part is filled', () => {
    const random = chance(7)
    let parts = 0
    for (let n = 0; n < 4; n += 1) {
      const whole = randomTrade(random, path, [0.48, 0.52])
      const trade = { ...whole, heldBack: 0n, allowPartial: true }
      const quote = unlimited(trade)
      if (quote === undefined || quote < 1_000_000n) continue
      const solution = solveLimit(trade, (quote * random.pick([990n, 900n])) / 1000n)
      const minimum = solution.kind === 'limit' ? solution.guaranteed : solution.nearest
      if (minimum === null) continue
      const { limitRao } = limitOf(solveLimit(trade, minimum))
      expect(runLimited(trade, limitRao)?.filled).toBeGreaterThan(0n)
      for (let attack = 0; attack < 4; attack += 1) {
        const part = trade.amount / BigInt(1 + random.below(4))
        const state = randomAttack(random, { ...trade, amount: part, allowPartial: false }, limitRao)
        if (path === 'alpha-alpha' && !isWithin(100n, trade, state)) continue
        const filled = runLimited({ ...state, amount: trade.amount, allowPartial: true }, limitRao)
        if (!filled || filled.received === 0n) continue
        if (filled.filled < trade.amount) parts += 1
        const rounding = 4 + (4 * Number(filled.received)) / 2e6
        const rate = (Number(filled.filled) * Number(minimum)) / Number(trade.amount)
        expect(Number(filled.received)).toBeGreaterThanOrEqual(rate * (1 - 1e-9) - rounding)
      }
    }
    expect(parts).toBeGreaterThan(0)
  })
})
