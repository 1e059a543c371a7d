import { describe, expect, test } from 'vitest'
import { runLimited } from '../../src/pool/limited.ts'
import { curveOf } from '../../src/pool/solve/curve.ts'
import { reachOf } from '../../src/pool/solve/reach.ts'
import { solveLimit } from '../../src/pool/solve.ts'
import type { Pool } from '../../src/pool/types.ts'
import { chance, depths, isWithin, pathNames, randomAttack, tradeOfSize, unlimited } from './attacks.ts'
import { attackTrades, bands, leastUnder, limitsGiven, promisedIn } from './protection.ts'
import { HALF } from './vectors.ts'

const ATTACKS = 2
const cells = bands.flatMap((band, n) => depths.map((depth, m) => ({ band, depth, seed: 10 * n + m })))

test.each(cells)('no attack makes a fill fall below its minimum: weights $band, depth $depth', cell => {
  for (const path of pathNames) {
    const random = chance(cell.seed * 10 + path.length)
    const draw = () => tradeOfSize(random, path, { ...cell, size: [1e-6, 0.3] })
    const row = attackTrades(random, { ...cell, path, enough: ATTACKS, draw })
    expect(row.attacks).toBe(ATTACKS)
    expect(row.belowMinimum).toBe(0)
    expect(row.inFull).toBe(row.limits)
  }
})

describe('alpha to alpha gets the limits it is promised', () => {
  const promises = cells.flatMap(cell => promisedIn(cell.band).map(promised => ({ ...cell, ...promised })))

  test.each(promises)('weights $band, depth $depth, up to $size at $tolerance ‰: $share %', promised => {
    const given = limitsGiven(chance(promised.seed), { ...promised, path: 'alpha-alpha', enough: 20 })
    expect(given.trades).toBeGreaterThan(3)
    expect((100 * given.limits) / given.trades).toBeGreaterThanOrEqual(promised.share)
  })
})

const half: Pool = { alphaIn: 10n ** 14n, tao: 10n ** 13n, quoteWeight: HALF, feeRate: 33 }
const off: Pool = { ...half, quoteWeight: 510_000_000_000_000_000n }

describe('at weights of one half', () => {
  const trade = { path: 'swap', origin: half, destination: half, amount: 10n ** 11n } as const
  const quoted = unlimited(trade) ?? 0n

  test('pools of 100,000 alpha and 10,000 TAO trade, and the limit is the minimum over what is sold', () => {
    const minimum = (quoted * 995n) / 1000n
    const solution = solveLimit(trade, minimum)
    if (solution.kind === 'inexpressible') throw new Error('inexpressible')
    const net = Number(trade.amount) * (1 - 33 / 65_535)
    expect(Number(solution.limitRao) / 1e9).toBeCloseTo(Number(minimum) / net, 5)
    expect(solution.guaranteed).toBeGreaterThanOrEqual(minimum)
  })

  test('no attack however far makes it bring less, with the existential deposit held back too', () => {
    const random = chance(5)
    for (const heldBack of [0n, 500n]) {
      for (const amount of [10n ** 8n, 10n ** 11n, 10n ** 13n]) {
        const held = { ...trade, amount, heldBack }
        const minimum = ((unlimited(held) ?? 0n) * 990n) / 1000n
        const solution = solveLimit(held, minimum)
        if (solution.kind === 'inexpressible') throw new Error('inexpressible')
        for (let attack = 0; attack < 200; attack += 1) {
          const filled = runLimited(randomAttack(random, held, solution.limitRao), solution.limitRao)
          if (filled) expect(filled.received).toBeGreaterThanOrEqual(solution.guaranteed)
        }
      }
    }
  })

  test('where the chain cuts a sale within reach, the search counts that', () => {
    const cheap: Pool = { ...half, tao: 10n ** 10n }
    const cut = { ...trade, origin: cheap, amount: 10n ** 11n }
    const minimum = ((unlimited(cut) ?? 0n) * 98n) / 100n
    const solution = solveLimit(cut, minimum)
    if (solution.kind === 'inexpressible') throw new Error('inexpressible')
    const random = chance(8)
    for (let attack = 0; attack < 100; attack += 1) {
      const state = randomAttack(random, cut, solution.limitRao)
      const filled = runLimited(state, solution.limitRao)
      if (filled && isWithin(100n, cut, state)) expect(filled.received).toBeGreaterThanOrEqual(minimum)
    }
  })
})

describe('off weights of one half', () => {
  const trade = { path: 'swap', origin: off, destination: half, amount: 10n ** 11n } as const

  test('a wider factor guards no more than a narrower one', () => {
    const limitRao = 950_000_000n
    const [narrow = 0, wide = 0] = [100, 10_000].map(factor => leastUnder(trade, limitRao, factor))
    expect(narrow).toBeGreaterThan(wide * 1.01)
  })

  test('the minimum that is named where none can be guarded gets a limit', () => {
    const quoted = unlimited(trade) ?? 0n
    const refused = solveLimit(trade, (quoted * 9_999n) / 10_000n)
    if (refused.kind === 'limit' || refused.nearest === null) throw new Error('expressible')
    expect(refused.nearest).toBeGreaterThan((quoted * 95n) / 100n)
    expect(solveLimit(trade, refused.nearest).kind).toBe('limit')
  })

  test('no state of more alpha than there is counts', () => {
    const { low, high } = reachOf(curveOf(off), { ...off, alphaIssued: 2n * off.alphaIn }, 100)
    const everything = reachOf(curveOf(off), off, 100)
    expect(everything.low).toBeCloseTo(-Math.log(100), 6)
    expect(high).toBeCloseTo(Math.log(100), 6)
    // alpha ~ e^(-quote x): twice as much is at ln 2 / 0.51, and what is emitted meanwhile a little beyond.
    expect(low).toBeLessThan(-Math.log(2) / 0.51)
    expect(low).toBeGreaterThan(-Math.log(2.01) / 0.51)
  })
})
