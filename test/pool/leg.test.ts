import { describe, expect, test } from 'vitest'
import { runLimited } from '../../src/pool/limited.ts'
import { curveOf } from '../../src/pool/solve/curve.ts'
import { bought, ROUNDING, sold } from '../../src/pool/solve/leg.ts'
import { solveLimit } from '../../src/pool/solve.ts'
import { buy, sell } from '../../src/pool/swap.ts'
import { type Pool, PoolError } from '../../src/pool/types.ts'
import { chance } from './attacks.ts'

/** Pools in which a large trade meets the chain's lowest or highest price, some of them one step from it. */
function* poolsNear(end: number) {
  const random = chance(Math.round(end * 1e6) % 1000)
  for (let n = 0; n < 60; n += 1) {
    const price = end * (end < 1 ? random.spread(1, 1e5) : random.spread(1e-5, 1))
    const weight = random.pick([0.5, 0.3, 0.62, 0.75]) + random.unit() / 50
    const tao = random.spread(1e10, 1e14)
    const alpha = ((1 - weight) / weight) * (tao / price)
    if (alpha > 1e18 || alpha < 1e7) continue
    const pool: Pool = {
      alphaIn: BigInt(Math.round(alpha)),
      tao: BigInt(Math.round(tao)),
      quoteWeight: BigInt(Math.round(weight * 1e9)) * 1_000_000_000n,
      feeRate: 0,
    }
    yield { pool, part: random.spread(1, 990) }
  }
}

/** What the chain pays; undefined where it refuses. */
function paid(trade: () => { readonly out: bigint }): bigint | undefined {
  try {
    return trade().out
  } catch (error) {
    if (error instanceof PoolError) return undefined
    throw error
  }
}

describe('a trade that the chain cuts at its own bounds pays no less than is counted, and hardly more', () => {
  test('a purchase at the highest price', () => {
    let cut = 0
    for (const { pool, part } of poolsNear(1e6)) {
      const tao = BigInt(Math.round(Number(pool.tao) * part))
      const out = paid(() => buy(pool, tao))
      if (out === undefined) continue
      if (buy(pool, tao).paidIn < tao) cut += 1
      const counted = bought(curveOf(pool), 0, Number(tao), ROUNDING)
      expect(counted).toBeLessThanOrEqual(Number(out))
      expect(counted).toBeGreaterThan(Number(out) * (1 - 1e-6) - 40)
    }
    expect(cut).toBeGreaterThan(20)
  })

  test('a sale at the lowest price', () => {
    let cut = 0
    for (const { pool, part } of poolsNear(1e-6)) {
      const alpha = BigInt(Math.round(Number(pool.alphaIn) * part))
      if (alpha > 2n ** 64n - 1n) continue
      const out = paid(() => sell(pool, alpha))
      if (out === undefined) continue
      if (sell(pool, alpha).paidIn < alpha) cut += 1
      const counted = sold(curveOf(pool), 0, Number(alpha), ROUNDING)
      expect(counted).toBeLessThanOrEqual(Number(out))
      expect(counted).toBeGreaterThan(Number(out) * (1 - 1e-6) - 40)
    }
    expect(cut).toBeGreaterThan(20)
  })
})

test('a purchase cut in a pool of almost nothing brings no less than the limit was solved for', () => {
  const origin: Pool = {
    alphaIn: 128_791_769_532_646n,
    tao: 75_900_110_954_802n,
    quoteWeight: 400_966_801_110_000_000n,
    feeRate: 10_000,
  }
  const destination: Pool = {
    alphaIn: 1_685_922_164n,
    tao: 455_572_978n,
    quoteWeight: 620_853_472_562_000_000n,
    feeRate: 33,
  }
  const trade = { path: 'swap', origin, destination, amount: 501_911_043_623n } as const
  const attacked = {
    ...trade,
    origin: { ...origin, alphaIn: 129_670_221_540_930n, tao: 75_133_218_320_994n },
    destination: { ...destination, alphaIn: 1_663_946_101n, tao: 459_237_991n },
  }
  for (const minimum of [1_663_311_332n, 1_600_000_000n]) {
    const solution = solveLimit(trade, minimum)
    if (solution.kind === 'inexpressible') throw new Error('inexpressible')
    const filled = runLimited(attacked, solution.limitRao)
    if (filled) expect(filled.received).toBeGreaterThanOrEqual(minimum)
  }
})
