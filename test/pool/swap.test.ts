import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feeOn, feeOnTop, grossFor } from '../../src/pool/fee.ts'
import { fromRaoPrice, max } from '../../src/pool/fixed.ts'
import { HIGHEST_PRICE_RAO, LOWEST_PRICE_RAO, spotPrice, spotPriceRao } from '../../src/pool/price.ts'
import { buy, type PoolSwapOptions, sell } from '../../src/pool/swap.ts'
import { type Fill, type Pool, PoolError } from '../../src/pool/types.ts'
import { HALF, P1, P2 } from './vectors.ts'

const U64_MAX = 18_446_744_073_709_551_615n

function faultOf(trade: () => unknown): string {
  try {
    trade()
  } catch (error) {
    if (error instanceof PoolError) return error.fault
    throw error
  }
  return 'none'
}

describe('price', () => {
  test('an exact 0.025 reads one rao less, because each division rounds down', () => {
    expect(spotPriceRao(P1)).toBe(24_999_999n)
    expect(spotPriceRao(P2)).toBe(34_285_714n)
  })

  test('is zero without alpha, without TAO, and without a quote weight', () => {
    expect(spotPrice({ ...P1, alphaIn: 0n })).toBe(0n)
    expect(spotPrice({ ...P1, tao: 0n })).toBe(0n)
    expect(spotPrice({ ...P1, quoteWeight: 0n })).toBe(0n)
  })

  test('saturates instead of overflowing', () => {
    const pool = { ...P1, alphaIn: 1n, tao: U64_MAX, quoteWeight: HALF / 50n }
    expect(spotPrice(pool)).toBe(2n ** 128n - 1n)
    expect(spotPriceRao(pool)).toBe(U64_MAX)
  })
})

describe('fee', () => {
  test.each([
    [1_985n, 0n],
    [1_986n, 1n],
    [65_535n, 32n],
    [65_536n, 33n],
    [1_000_000_000_000n, 503_547_722n],
  ])('of %d at a rate of 33 is %d', (amount, fee) => {
    expect(feeOn(amount, 33)).toBe(fee)
  })

  test('at a rate of 33 is the plain division, but one less at multiples of 21,845', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 15n), amount => {
        const plain = (amount * 33n) / 65_535n
        expect(feeOn(amount, 33)).toBe(amount % 21_845n === 0n ? plain - 1n : plain)
        expect(feeOn(21_845n * (amount / 1_000n + 1n), 33)).toBe(11n * (amount / 1_000n + 1n) - 1n)
      }),
    )
  })

  test('on top of a net amount is that share of the gross amount', () => {
    expect(feeOnTop(1_243_556_529_821n, 33)).toBe(626_505_533n)
    expect(feeOnTop(20_305_089_104_421n, 33)).toBe(10_229_732_534n)
    expect(feeOnTop(1_000n, 0)).toBe(0n)
    expect(feeOnTop(1_000n, 65_535)).toBe(0n)
  })
})

describe('grossFor', () => {
  test('is the smallest amount that leaves this net of fee', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 18n), fc.integer({ min: 0, max: 10_000 }), (net, rate) => {
        const gross = grossFor(net, rate)
        expect(gross - feeOn(gross, rate)).toBe(net)
        expect(gross - 1n - feeOn(max(gross - 1n, 0n), rate)).toBeLessThan(net)
      }),
    )
  })
})

describe('guards, in the order of the pallet', () => {
  const empty: Pool = { alphaIn: 999_999n, tao: 999_999n, quoteWeight: HALF, feeRate: 33 }

  test('input above 1000 times its reserve, before anything else', () => {
    expect(faultOf(() => sell(empty, 1_100_000_000n, { limitRao: U64_MAX }))).toBe('SwapInputTooLarge')
    expect(faultOf(() => buy(empty, 1_100_000_000n, { limitRao: 0n }))).toBe('SwapInputTooLarge')
  })

  test('counts the input net of fee', () => {
    const most = P1.alphaIn * 1_000n
    expect(faultOf(() => sell(P1, most, { dropFee: true }))).toBe('none')
    expect(faultOf(() => sell(P1, most + 1n, { dropFee: true }))).toBe('SwapInputTooLarge')
    expect(faultOf(() => sell(P1, most + 1n))).toBe('none')
  })

  test('output reserve below 1,000,000, before the limit', () => {
    expect(faultOf(() => sell(empty, 1_000n, { limitRao: U64_MAX }))).toBe('ReservesTooLow')
    expect(faultOf(() => sell({ ...empty, tao: 1_000_000n }, 0n))).toBe('none')
    expect(faultOf(() => buy({ ...empty, tao: 1_000_000n }, 0n))).toBe('ReservesTooLow')
  })

  test('price at the limit is beyond it', () => {
    const pool = { ...P1, tao: P1.alphaIn }
    expect(spotPriceRao(pool)).toBe(1_000_000_000n)
    expect(faultOf(() => sell(pool, 1_000n, { limitRao: 1_000_000_000n }))).toBe('PriceLimitExceeded')
    expect(faultOf(() => sell(pool, 1_000n, { limitRao: 999_999_999n }))).toBe('none')
    expect(faultOf(() => buy(pool, 1_000n, { limitRao: 1_000_000_000n }))).toBe('PriceLimitExceeded')
    expect(faultOf(() => buy(pool, 1_000n, { limitRao: 1_000_000_001n }))).toBe('none')
  })

  test('prices at the chain’s own bounds', () => {
    const cheap = { ...P1, alphaIn: 10n ** 15n, tao: 10n ** 9n }
    expect(faultOf(() => sell(cheap, 10n ** 12n))).toBe('PriceLimitExceeded')
    expect(faultOf(() => sell({ ...cheap, tao: cheap.tao + 1n }, 10n ** 6n))).not.toBe('PriceLimitExceeded')
    const dear = { ...P1, alphaIn: 10n ** 6n, tao: 10n ** 12n }
    expect(faultOf(() => buy(dear, 10n ** 6n))).toBe('PriceLimitExceeded')
    expect(faultOf(() => buy({ ...dear, tao: dear.tao - 1n }, 10n ** 6n))).not.toBe('PriceLimitExceeded')
  })

  test('an amount that is paid nothing, last', () => {
    expect(faultOf(() => sell(P1, 39n, { dropFee: true }))).toBe('ReservesTooLow')
    expect(faultOf(() => sell(P1, 0n))).toBe('none')
  })

  test('names the pallet of the error', () => {
    expect(new PoolError('SwapInputTooLarge')).toMatchObject({ name: 'PoolError', pallet: 'Swap' })
    expect(new PoolError('AmountTooLow')).toMatchObject({ pallet: 'SubtensorModule' })
  })

  test.each([-1n, U64_MAX + 1n])('%d rao is no amount', amount => {
    expect(() => sell(P1, amount)).toThrow(RangeError)
    expect(() => buy(P1, amount)).toThrow(RangeError)
  })
})

describe('limit', () => {
  test('cuts a sale where the price reaches it', () => {
    const { paidIn, fee, out, after } = sell(P1, 10n ** 15n, { limitRao: 24_500_000n })
    expect([paidIn, fee, out]).toEqual([20_305_089_104_421n, 10_229_732_534n, 502_525_316_941n])
    expect(spotPriceRao(after)).toBe(24_500_000n)
  })

  test('cuts a purchase where the price reaches it', () => {
    const { paidIn, fee, out, after } = buy(P2, 10n ** 13n, { limitRao: 35_000_000n })
    expect([paidIn, fee, out]).toEqual([1_243_556_529_821n, 626_505_533n, 35_898_384_862_233n])
    expect(spotPriceRao(after)).toBe(34_999_999n)
  })

  test('cuts without a fee when the fee is dropped', () => {
    expect(sell(P1, 10n ** 15n, { limitRao: 24_500_000n, dropFee: true })).toMatchObject({
      paidIn: 20_305_089_104_421n,
      fee: 0n,
    })
  })

  test('can cut to more than was offered in a nearly empty pool, as the chain does', () => {
    const pool = { alphaIn: 11n, tao: 87_406_653_918_796_641n, quoteWeight: HALF / 50n, feeRate: 655 }
    const { paidIn, fee } = sell(pool, 6n, { limitRao: 1_000n, dropFee: true })
    expect(paidIn + fee).toBe(8n)
  })

  test('does not touch a trade that stays within', () => {
    expect(sell(P1, 10n ** 9n, { limitRao: 24_900_000n })).toEqual(sell(P1, 10n ** 9n))
    expect(buy(P1, 10n ** 9n, { limitRao: 26_000_000n })).toEqual(buy(P1, 10n ** 9n))
  })

  test('left out is the chain’s bound', () => {
    expect(sell(P1, 10n ** 18n)).toEqual(sell(P1, 10n ** 18n, { limitRao: LOWEST_PRICE_RAO }))
    expect(buy(P1, 10n ** 16n)).toEqual(buy(P1, 10n ** 16n, { limitRao: HIGHEST_PRICE_RAO }))
    expect(sell(P1, 10n ** 18n).paidIn).toBeLessThan(10n ** 18n)
  })
})

describe('any trade', () => {
  const u64 = fc.bigInt(0n, U64_MAX)
  const reserve = fc.oneof(fc.bigInt(1_000_000n, U64_MAX), fc.bigInt(10n ** 12n, 10n ** 16n))
  const anyPool: fc.Arbitrary<Pool> = fc.record({
    alphaIn: reserve,
    tao: reserve,
    quoteWeight: fc.oneof(fc.bigInt(HALF / 50n, (HALF / 50n) * 99n), fc.constant(HALF)),
    feeRate: fc.integer({ min: 0, max: 10_000 }),
  })
  const options: fc.Arbitrary<PoolSwapOptions> = fc.record(
    { limitRao: fc.oneof(u64, fc.bigInt(0n, 10n ** 10n)), dropFee: fc.boolean() },
    { requiredKeys: [] },
  )
  const verb = fc.constantFrom(sell, buy)

  /** A pool as they are, and an input of at most its reserve: where the series of the power function hold. */
  const trade = fc.record({
    pool: fc.record({
      alphaIn: fc.bigInt(10n ** 12n, 10n ** 16n),
      tao: fc.bigInt(10n ** 12n, 10n ** 16n),
      quoteWeight: fc.bigInt((HALF * 9n) / 10n, (HALF * 11n) / 10n),
      feeRate: fc.integer({ min: 0, max: 10_000 }),
    }),
    amount: fc.bigInt(10n ** 6n, 10n ** 12n),
  })

  function attempt(run: () => Fill): Fill | undefined {
    return faultOf(run) === 'none' ? run() : undefined
  }

  test('fills or throws a PoolError, and never pays out more than the reserve', () => {
    fc.assert(
      fc.property(
        verb,
        anyPool,
        fc.oneof(u64, fc.bigInt(0n, 10n ** 16n)),
        options,
        (run, pool, amount, given) => {
          const fill = attempt(() => run(pool, amount, given))
          if (!fill) return
          expect(fill.out).toBeGreaterThanOrEqual(0n)
          expect(fill.out).toBeLessThanOrEqual(run === sell ? pool.tao : pool.alphaIn)
          for (const value of [fill.after.alphaIn, fill.after.tao]) {
            expect(value).toBeGreaterThanOrEqual(0n)
            expect(value).toBeLessThanOrEqual(U64_MAX)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('a sale lowers the price and a purchase raises it', () => {
    fc.assert(
      fc.property(trade, ({ pool, amount }) => {
        const sold = attempt(() => sell(pool, amount))
        if (sold) expect(spotPrice(sold.after)).toBeLessThan(spotPrice(pool))
        const bought = attempt(() => buy(pool, amount))
        if (bought) expect(spotPrice(bought.after)).toBeGreaterThan(spotPrice(pool))
      }),
    )
  })

  test('pays no less without the fee', () => {
    fc.assert(
      fc.property(verb, trade, (run, { pool, amount }) => {
        const free = attempt(() => run(pool, amount, { dropFee: true }))
        const charged = attempt(() => run(pool, amount))
        if (free && charged) expect(free.out).toBeGreaterThanOrEqual(charged.out)
      }),
    )
  })

  test('there and back gains nothing', () => {
    fc.assert(
      fc.property(trade, ({ pool, amount }) => {
        const sold = attempt(() => sell(pool, amount, { dropFee: true }))
        const back = sold && attempt(() => buy(sold.after, sold.out, { dropFee: true }))
        if (back) expect(back.out).toBeLessThanOrEqual(amount)
      }),
    )
  })

  test('stops at its limit', () => {
    fc.assert(
      fc.property(trade, fc.bigInt(1n, 999n), ({ pool, amount }, promille) => {
        const limitRao = (spotPriceRao(pool) * promille) / 1_000n
        const sold = attempt(() => sell(pool, amount, { limitRao }))
        if (!sold) return
        const slack = fromRaoPrice(limitRao) / 10n ** 9n + 1n
        expect(spotPrice(sold.after)).toBeGreaterThanOrEqual(fromRaoPrice(limitRao) - slack)
      }),
    )
  })
})
