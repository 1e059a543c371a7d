import { describe, expect, test } from 'vitest'
import { runLimited } from '../../src/pool/limited.ts'
import { worstAverage } from '../../src/pool/solve/worst-average.ts'
import { solveLimit } from '../../src/pool/solve.ts'
import type { Pool } from '../../src/pool/types.ts'
import { exitOfSample } from '../support/plans.ts'
import { chance, unlimited } from './attacks.ts'
import { betray, floored, lieTo } from './lies.ts'
import { HALF } from './vectors.ts'

const rao = (amount: number) => BigInt(Math.round(amount * 1e9))
const pool = (alpha: number, tao: number, quoteWeight = HALF): Pool => ({
  ...{ alphaIn: rao(alpha), tao: rao(tao), quoteWeight, feeRate: 33 },
})
const weight = (quote: number) => BigInt(Math.round(quote * 1e6)) * 10n ** 12n

test('a thinner pool with the same quote gets no limit that a sale in front makes less of than the floor', () => {
  const amount = rao(20_000)
  const told = { path: 'remove', origin: pool(52_631.578947368, 3_595.25), amount } as const
  const truth = { ...told, origin: pool(2_000_000, 100_000) } as const
  const floor = rao(985)
  expect(Number(unlimited(told)) / 1e9).toBeCloseTo(Number(unlimited(truth)) / 1e9, 0)
  const solved = solveLimit(told, floor)
  expect(solved).toMatchObject({
    kind: 'limit',
    limitRao: expect.toSatisfy((limit: bigint) => limit < 36_000_000n),
  })
  // The told pool refuses what guards the floor in any pool; the true one takes it.
  expect(solveLimit(told, floor, { belief: 'nothing' }).kind).toBe('inexpressible')
  const guarded = solveLimit(truth, rao(975), { belief: 'nothing' })
  if (guarded.kind !== 'limit') throw new Error('inexpressible')
  expect(guarded.limitRao).toBe(48_774_561n)
  const inFront = { ...truth, origin: pool(2_340_000, 85_470) }
  expect(runLimited(inFront, guarded.limitRao)).toBeUndefined()
})

test.each([
  ...floored,
  ['alpha-alpha', [0.49, 0.51]] as const,
])('%s at weights %s: no lie about reserves or balance makes a fill fall below a typed floor', (path, band) => {
  const row = lieTo(chance(path.length + band[0] * 100), { path, band, enough: 12 })
  expect(row.fills).toBe(12)
  expect(row.below).toBe(0)
  if (band[0] !== 0.49) expect(row.executed).toBe(row.small)
})

describe('what a lie can still bring', () => {
  test.each(
    floored,
  )('%s at weights %s: each fill below the floor ends with exit 7, within what is stated', (path, band) => {
    const row = betray(chance(path.length + 7), { path, band, enough: 12, exitOf: exitOfSample })
    expect(row.below).toBeGreaterThan(0)
    expect([row.silent, row.beyond]).toEqual([0, 0])
    expect(row.worstFee).toBeLessThan(0.1526)
  })

  test('a fee rate of 10,000 where 33 were told: 15.2% less', () => {
    const trade = { path: 'remove', origin: pool(2_000_000, 100_000), amount: rao(20) } as const
    const floor = ((unlimited(trade) ?? 0n) * 999n) / 1000n
    const solution = solveLimit(trade, floor, { belief: 'nothing' })
    if (solution.kind !== 'limit') throw new Error('inexpressible')
    const filled = runLimited({ ...trade, origin: { ...trade.origin, feeRate: 10_000 } }, solution.limitRao)
    expect(1 - Number(filled?.received) / Number(floor)).toBeLessThan(0.1522)
    expect(1 - 55_535 / 65_502).toBeCloseTo(0.1522, 4)
  })

  test.each([
    [0.5, 0.5, 0],
    [0.501, 0.5, 0.004],
    [0.51, 0.5, 0.0385],
    [0.5, 0.49, 0.0392],
    [0.51, 0.49, 0.0755],
    [0.55, 0.5, 0.1672],
    [0.6, 0.5, 0.289],
    [0.49, 0.5, 0],
  ])('weights of %d and %d where one half was told: %d less', (origin, destination, loss) => {
    const share = worstAverage(pool(1, 1, weight(origin)), pool(1, 1, weight(destination)))
    expect(1 - (share ?? 0)).toBeCloseTo(loss, 3)
  })
})
