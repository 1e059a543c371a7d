import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ellipseAlphaFor,
  ellipseAlphaToReach,
  ellipseOf,
  ellipsePrice,
  ellipseTaoFor,
  ellipseTaoToReach,
} from '../../src/pool/ellipse.ts'
import { squareRoot } from '../../src/pool/fixed.ts'
import { spotPrice } from '../../src/pool/price.ts'

const HALF = 500_000_000_000_000_000n
const reserves = { alphaIn: 10_000_000n, tao: 500_000n }
const even = ellipseOf({ ...reserves, quoteWeight: HALF })

test('a square root is the largest whole number whose square fits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 512n }), value => {
      const root = squareRoot(value)
      expect(root * root <= value && (root + 1n) ** 2n > value).toBe(true)
    }),
  )
})

describe('the ellipse of a weighted pool', () => {
  test.each([1n, 10n, 30n, 50n, 70n, 90n, 99n])('has its price at a TAO weight of %i %%', percent => {
    const pool = { alphaIn: 10_000_000_000_000n, tao: 500_000_000_000n, quoteWeight: percent * 10n ** 16n }
    const [weighted, bent] = [spotPrice({ ...pool, feeRate: 33 }), ellipsePrice(ellipseOf(pool), pool)]
    const apart = weighted > bent ? weighted - bent : bent - weighted
    expect(apart * 1_000_000_000_000n < weighted).toBe(true)
  })

  // The formula at even weights: alpha × (sqrt(2 − (1 − input / tao)²) − 1).
  test.each([
    [0n, 0n],
    [1n, 19n],
    [100n, 1_999n],
    [1_000n, 19_960n],
    [100_000n, 1_661_903n],
  ])('pays for %i rao %i alpha rao', (paid, out) => {
    expect(ellipseAlphaFor(even, reserves, paid)).toBe(out)
  })

  test('pays nothing back for a round trip', () => {
    const amount = fc.bigInt({ min: 1n, max: 400_000n })
    fc.assert(
      fc.property(amount, paid => {
        const bought = ellipseAlphaFor(even, reserves, paid) ?? 0n
        const after = { alphaIn: reserves.alphaIn - bought, tao: reserves.tao + paid }
        expect((ellipseTaoFor(even, after, bought) ?? 0n) <= paid).toBe(true)
      }),
    )
  })

  test('ends: 999 rao can be paid into a pool of 1000, not 1000', () => {
    const small = { alphaIn: 10_000n, tao: 1_000n }
    const ellipse = ellipseOf({ ...small, quoteWeight: HALF })
    expect(ellipseAlphaFor(ellipse, small, 999n)).toBeDefined()
    expect(ellipseAlphaFor(ellipse, small, 1_000n)).toBeUndefined()
    expect(ellipseTaoFor(ellipse, small, 9_999n)).toBeDefined()
    expect(ellipseTaoFor(ellipse, small, 10_000n)).toBeUndefined()
  })

  test('reaches a price with the largest amount that does not pass it', () => {
    const [high, low] = [(6n << 64n) / 100n, (4n << 64n) / 100n]
    const priceAfterBuying = (tao: bigint) => {
      const out = ellipseAlphaFor(even, reserves, tao) ?? 0n
      return ellipsePrice(even, { alphaIn: reserves.alphaIn - out, tao: reserves.tao + tao })
    }
    const paid = ellipseTaoToReach(even, reserves, high)
    expect([priceAfterBuying(paid) <= high, priceAfterBuying(paid + 1n) > high]).toEqual([true, true])
    const priceAfterSelling = (alpha: bigint) => {
      const out = ellipseTaoFor(even, reserves, alpha) ?? 0n
      return ellipsePrice(even, { alphaIn: reserves.alphaIn + alpha, tao: reserves.tao - out })
    }
    const sold = ellipseAlphaToReach(even, reserves, low)
    expect([priceAfterSelling(sold) >= low, priceAfterSelling(sold + 1n) < low]).toEqual([true, true])
  })
})
