import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scaledPower } from '../../src/pool/power.ts'

const E18 = 10n ** 18n

function power(base: readonly [bigint, bigint], exponent: readonly [bigint, bigint], bits = 256n) {
  return scaledPower(
    { numerator: base[0], denominator: base[1] },
    { numerator: exponent[0], denominator: exponent[1] },
    E18,
    bits,
  )
}

describe('scaledPower', () => {
  test('has no value when a denominator is zero, even for a zero base', () => {
    expect(power([0n, 0n], [1n, 1n])).toBeUndefined()
    expect(power([0n, 1n], [1n, 0n])).toBeUndefined()
  })

  test('of zero is zero, even with exponent zero', () => {
    expect(power([0n, 7n], [3n, 2n])).toBe(0n)
    expect(power([0n, 7n], [0n, 2n])).toBe(0n)
  })

  test('with exponent zero is one', () => {
    expect(power([5n, 7n], [0n, 3n])).toBe(E18)
  })

  test('with equal weights is the plain quotient', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 2n ** 64n - 1n),
        fc.bigInt(1n, 2n ** 64n - 1n),
        fc.bigInt(1n, E18),
        (a, b, weight) => {
          expect(power([a, b], [weight, weight])).toBe((a * E18) / b)
        },
      ),
    )
  })

  test('takes exact roots, rounded down', () => {
    expect(power([2n, 3n], [1n, 2n])).toBe(816_496_580_927_726_032n)
    expect(power([1n, 4n], [3n, 2n])).toBe(125_000_000_000_000_000n)
    expect(power([8n, 27n], [2n, 3n])).toBe(444_444_444_444_444_444n)
    expect(power([1n, 1n], [1_024n, 1_023n])).toBe(E18)
  })

  test('is exact up to exponent parts of 1024 and goes through series beyond', () => {
    expect(power([1n, 4n], [512n, 1_024n])).toBe(E18 / 2n)
    expect(power([1n, 2n], [1_024n, 1n])).toBe(0n)
    const [exact, series] = [power([1n, 3n], [1_023n, 1_024n]), power([1n, 3n], [1_024n, 1_025n])]
    expect(exact).toBe(333_691_146_429_045_902n)
    expect(series).toBe(333_690_797_155_987_376n)
  })

  test('of one is exactly one through series too', () => {
    expect(power([77n, 77n], [500_123_456_789_012_345n, 499_876_543_210_987_655n])).toBe(E18)
  })

  test('agrees with the exact value through series, to the last digit or one below', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 16n),
        fc.bigInt(0n, 10n ** 16n),
        fc.bigInt(300n, 700n),
        (reserve, input, weight) => {
          const base = [reserve, reserve + input] as const
          const exact = power(base, [weight, 1_000n])
          const nearly = power(base, [weight * 10n ** 40n, 1_000n * 10n ** 40n + 1n])
          expect([exact, (exact ?? 0n) - 1n, (exact ?? 0n) + 1n]).toContain(nearly)
        },
      ),
    )
  })
})
