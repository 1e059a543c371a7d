import { describe, expect, test } from 'vitest'
import { maxAdd, maxMove, maxRemove, UNLIMITED } from '../../src/pool/limit.ts'
import { buy, sell } from '../../src/pool/swap.ts'
import { P1, P2 } from './vectors.ts'

describe('maxAdd', () => {
  test('is the net amount to the limit and its fee', () => {
    expect(maxAdd(P2, 35_000_000n)).toBe(1_244_183_035_354n)
    expect(buy(P2, 1_244_183_035_354n, { limitRao: 35_000_000n }).out).toBe(35_898_384_862_233n)
  })

  test('is refused at or below the price', () => {
    expect(() => maxAdd(P2, 34_285_714n)).toThrow('PriceLimitExceeded')
    expect(maxAdd(P2, 34_285_715n)).toBeGreaterThan(0n)
  })

  test('is 1000 reserves when the limit is out of reach', () => {
    expect(maxAdd(P2, 10n ** 19n)).toBe(120_000_000_000_000_000n)
  })

  test.each(['root', 'stable'] as const)('on %s is everything from a limit of 1 on', market => {
    expect(maxAdd(market, 999_999_999n)).toBe(0n)
    expect(maxAdd(market, 1_000_000_000n)).toBe(UNLIMITED)
  })
})

describe('maxRemove', () => {
  test('is the net amount to the limit and its fee', () => {
    expect(maxRemove(P1, 24_500_000n)).toBe(20_315_318_836_955n)
    expect(sell(P1, 20_315_318_836_955n, { limitRao: 24_500_000n }).out).toBe(502_525_316_941n)
  })

  test('is refused at or above the price', () => {
    expect(() => maxRemove(P1, 25_000_000n)).toThrow('PriceLimitExceeded')
    expect(maxRemove(P1, 24_999_999n)).toBeGreaterThan(0n)
  })

  test('is 1000 reserves without a limit', () => {
    expect(maxRemove(P1, 0n)).toBe(2_000_000_000_000_000_000n)
  })

  test.each(['root', 'stable'] as const)('on %s is everything up to a limit of 1', market => {
    expect(maxRemove(market, 1_000_000_000n)).toBe(UNLIMITED)
    expect(maxRemove(market, 1_000_000_001n)).toBe(0n)
  })
})

describe('maxMove', () => {
  test.each([
    [729_000_000n, 322_762_849_995n],
    [723_000_000n, 12_041_331_055_243n],
    [720_000_000n, 17_973_856_209_150n],
  ])('alpha to alpha at a limit of %d is %d', (limit, most) => {
    expect(maxMove(P1, P2, limit)).toBe(most)
  })

  test('alpha to alpha is 0 above the present ratio, without an error', () => {
    expect(maxMove(P1, P2, 729_166_667n)).toBe(0n)
  })

  test('alpha to alpha is unlimited at 0 but nothing at a very low limit, where the chain overflows', () => {
    expect(maxMove(P1, P2, 0n)).toBe(UNLIMITED)
    expect(maxMove(P1, P2, 1n)).toBe(0n)
    expect(maxMove(P1, P2, 50_000n)).toBe(0n)
    expect(maxMove(P1, P2, 60_000n)).toBe(17_155_450_980_392_158_364n)
  })

  test.each(['alphaIn', 'tao'] as const)('alpha to alpha is 0 when a pool has no %s', side => {
    expect(maxMove({ ...P1, [side]: 0n }, P2, 0n)).toBe(0n)
    expect(maxMove(P1, { ...P2, [side]: 0n }, 0n)).toBe(0n)
  })

  test.each(['root', 'stable'] as const)('alpha to %s bounds the price of the origin', market => {
    expect(maxMove(P1, market, 24_500_000n)).toBe(20_315_318_836_955n)
    expect(() => maxMove(P1, market, 25_000_000n)).toThrow('PriceLimitExceeded')
  })

  test.each(['root', 'stable'] as const)('%s to alpha bounds the price of the destination', market => {
    expect(maxMove(market, P2, 0n)).toBe(UNLIMITED)
    expect(maxMove(market, P2, 28_000_000_000n)).toBe(maxAdd(P2, 35_714_285n))
    expect(() => maxMove(market, P2, 30_000_000_000n)).toThrow('PriceLimitExceeded')
  })

  test('root to alpha rounds the price down twice: a limit of 1.25 means at most 799,999,999', () => {
    const pool = { ...P2, tao: (P2.alphaIn * 7n) / 10n }
    expect(maxMove('root', pool, 1_250_000_000n)).toBe(maxAdd(pool, 799_999_999n))
    expect(maxMove('root', pool, 1_250_000_000n)).toBeLessThan(maxAdd(pool, 800_000_000n))
  })

  test('between root and stable everything or nothing moves', () => {
    expect(maxMove('root', 'stable', 1_000_000_000n)).toBe(UNLIMITED)
    expect(maxMove('stable', 'root', 1_000_000_001n)).toBe(0n)
  })
})
