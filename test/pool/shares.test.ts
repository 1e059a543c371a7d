import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type SafeFloat, subtract, ZERO } from '../../src/pool/safe-float.ts'
import {
  deposit,
  distribute,
  isPreciseEnough,
  type SharePool,
  stakeOf,
  withdraw,
} from '../../src/pool/shares.ts'
import { readVectors } from './vectors.ts'

interface Step {
  readonly account?: string
  readonly add?: string
  readonly remove?: string
  readonly dividend?: string
  readonly after: Readonly<Record<string, string>>
  readonly total: string
}

const { cases } = readVectors<{ cases: readonly (readonly Step[])[] }>('sharepool')
const EMPTY: SharePool = { total: 0n, denominator: ZERO }

/** A pool with holders, made by steps: each coldkey deposits, then a dividend comes. */
const usedPool = fc
  .array(fc.record({ amount: fc.bigInt(1_000_000n, 10n ** 15n), dividend: fc.bigInt(0n, 10n ** 12n) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map(steps =>
    steps.reduce<{ pool: SharePool; shares: readonly SafeFloat[] }>(
      ({ pool, shares }, { amount, dividend }) => {
        const added = deposit(pool, ZERO, amount)
        return { pool: distribute(added.pool, dividend), shares: [...shares, added.share] }
      },
      { pool: EMPTY, shares: [] },
    ),
  )

describe('sharepool.json', () => {
  test('has its 150 cases', () => {
    expect(cases).toHaveLength(150)
  })

  test.each(cases.map((steps, index) => ({ index, steps })))('case $index', ({ steps }) => {
    let pool = EMPTY
    const shares = new Map<string, SafeFloat>()
    for (const { account = '', add, remove, dividend, after, total } of steps) {
      const share = shares.get(account) ?? ZERO
      if (dividend !== undefined) pool = distribute(pool, BigInt(dividend))
      else {
        const updated =
          add !== undefined
            ? deposit(pool, share, BigInt(add))
            : withdraw(pool, share, BigInt(remove ?? '-1'))
        pool = updated.pool
        shares.set(account, updated.share)
      }
      expect(pool.total).toBe(BigInt(total))
      for (const [name, stake] of Object.entries(after)) {
        expect(stakeOf(pool, shares.get(name) ?? ZERO)).toBe(BigInt(stake))
      }
    }
  })
})

describe('a share pool', () => {
  test('that is empty gives the first deposit to the first share', () => {
    const { pool, share } = deposit(EMPTY, ZERO, 21_536_911_597n)
    expect(share).toEqual({ mantissa: 215_369_115_970_000_000_000n, exponent: -10n })
    expect(pool).toEqual({ total: 21_536_911_597n, denominator: share })
    expect(stakeOf(pool, share)).toBe(21_536_911_597n)
  })

  test('reads no stake for a missing row or an empty pool', () => {
    expect(stakeOf({ total: 5n, denominator: { mantissa: 10n ** 21n, exponent: -20n } }, ZERO)).toBe(0n)
    expect(stakeOf(EMPTY, { mantissa: 10n ** 21n, exponent: -20n })).toBe(0n)
  })

  test('gives a new position the amount or one rao less', () => {
    fc.assert(
      fc.property(usedPool, fc.bigInt(1n, 10n ** 15n), ({ pool }, amount) => {
        expect(isPreciseEnough(pool, amount)).toBe(true)
        const added = deposit(pool, ZERO, amount)
        expect([amount, amount - 1n]).toContain(stakeOf(added.pool, added.share))
        expect(added.pool.total).toBe(pool.total + amount)
      }),
    )
  })

  test('reads 0 after a full exit', () => {
    fc.assert(
      fc.property(usedPool, ({ pool, shares }) => {
        const share = shares[0] ?? ZERO
        const left = withdraw(pool, share, stakeOf(pool, share))
        expect(stakeOf(left.pool, left.share)).toBe(0n)
      }),
    )
  })

  test('whose last share reads more than the total, by rounding, is left with nothing', () => {
    const pool = {
      total: 271_959_556_905_329n,
      denominator: { mantissa: 361_804_754_400_552_733_146n, exponent: -15n },
    }
    const share = { mantissa: 361_804_754_400_563_370_693n, exponent: -15n }
    expect(stakeOf(pool, share)).toBe(271_959_556_905_336n)
    expect(withdraw(pool, share, 271_959_556_905_336n)).toEqual({
      pool: { total: 0n, denominator: ZERO },
      share: { mantissa: 132_501_100_000_000_000_000n, exponent: -29n },
    })
  })

  test('that only took deposits and dividends owes no more than it has', () => {
    fc.assert(
      fc.property(usedPool, ({ pool, shares }) => {
        const owed = shares.reduce((sum, share) => sum + stakeOf(pool, share), 0n)
        expect(owed).toBeLessThanOrEqual(pool.total)
      }),
    )
  })

  test('does not change for zero', () => {
    const { pool, share } = deposit(EMPTY, ZERO, 1_000n)
    expect(deposit(pool, share, 0n)).toEqual({ pool, share })
    expect(withdraw(pool, share, 0n)).toEqual({ pool, share })
    expect(distribute(pool, 0n)).toEqual(pool)
  })

  test('takes dividends back, down to zero', () => {
    const { pool, share } = deposit(EMPTY, ZERO, 1_000n)
    expect(stakeOf(distribute(pool, -400n), share)).toBe(600n)
    expect(distribute(pool, -1_001n).total).toBe(0n)
  })

  test('is not precise enough when shares remain but no stake: the deposit would be lost', () => {
    const { pool, share } = deposit(EMPTY, ZERO, 1_000n)
    const drained = distribute(pool, -1_000n)
    expect(isPreciseEnough(drained, 1_000n)).toBe(false)
    expect(stakeOf(drained, deposit(drained, ZERO, 1_000n).share)).toBe(0n)
    expect(isPreciseEnough(pool, 1n)).toBe(true)
    expect(isPreciseEnough(pool, 0n)).toBe(false)
    expect(isPreciseEnough(EMPTY, 0n)).toBe(true)
    expect(subtract(share, share)).toEqual(ZERO)
  })

  test('refuses what the chain could not express or would ignore', () => {
    const { pool, share } = deposit(EMPTY, ZERO, 1_000n)
    expect(() => withdraw(pool, share, 1_001n)).toThrow(RangeError)
    expect(() => deposit(pool, share, -1n)).toThrow(RangeError)
    expect(() => stakeOf({ ...pool, total: -1n }, share)).toThrow(RangeError)
    expect(() => deposit(pool, share, 2n ** 63n)).toThrow(RangeError)
  })
})
