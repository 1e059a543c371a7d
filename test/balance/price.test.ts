import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import { balanceFromRao, priceFromWire, priceOfTrade, raoOf } from '../../src/balance/wire.ts'
import { five, MAX, positive, price, rao, runs } from './arbitraries.ts'
import { failure } from './failure.ts'

describe('prices', () => {
  test('convert: down <= exact <= up, and they differ by at most 1 rao', () => {
    fc.assert(
      fc.property(rao, positive, rao, (n, sold, bought) => {
        const top = n * bought
        fc.pre(top / sold < MAX)
        const amount = balanceFromRao(n, five)
        const p = priceOfTrade(balanceFromRao(sold, five), balanceFromRao(bought, b.tao))
        const [down, up] = [raoOf(b.convert(amount, p, 'down')), raoOf(b.convert(amount, p, 'up'))]
        expect(down * sold <= top && top <= up * sold).toBe(true)
        expect(up - down).toBe(top % sold === 0n ? 0n : 1n)
        if (top % sold === 0n) expect(raoOf(b.convert(amount, p, 'exact'))).toBe(down)
        else {
          expect(failure(() => b.convert(amount, p, 'exact'))).toEqual({
            code: 'E_INEXACT',
            context: { amount: `${top}/${sold} rao` },
          })
        }
      }),
      runs(30, 5_000),
    )
  })

  test('convert: a result above u64 throws', () => {
    fc.assert(
      fc.property(rao, rao, (n, scaled) => {
        const result = (n * scaled) / 1_000_000_000n
        fc.pre(result > MAX)
        expect(
          failure(() => b.convert(balanceFromRao(n, five), priceFromWire(scaled, five, b.tao), 'down')),
        ).toEqual({ code: 'E_BALANCE_OVERFLOW', context: { rao: String(result) } })
      }),
      runs(31),
    )
  })

  test('a trade at its own price gives what it gave, exactly, there and back', () => {
    fc.assert(
      fc.property(positive, positive, (x, y) => {
        const [sold, bought] = [balanceFromRao(x, five), balanceFromRao(y, b.tao)]
        const p = priceOfTrade(sold, bought)
        expect(b.convert(sold, p, 'exact')).toEqual(bought)
        expect(b.convert(bought, b.invert(p), 'exact')).toEqual(sold)
      }),
      runs(32),
    )
  })

  test('there and back, rounded down, never gains', () => {
    fc.assert(
      fc.property(rao, positive, positive, (n, x, y) => {
        const p = priceOfTrade(balanceFromRao(x, five), balanceFromRao(y, b.tao))
        fc.pre((n * y) / x <= MAX)
        const amount = balanceFromRao(n, five)
        const back = b.convert(b.convert(amount, p, 'down'), b.invert(p), 'down')
        return b.compare(back, amount) <= 0
      }),
      runs(33),
    )
  })

  test('invert twice is the same price; a price composed with its inverse changes nothing', () => {
    fc.assert(
      fc.property(rao, positive, positive, (n, x, y) => {
        const p = priceOfTrade(balanceFromRao(x, five), balanceFromRao(y, b.tao))
        const amount = balanceFromRao(n, five)
        expect(b.invert(b.invert(p)).toText()).toBe(p.toText())
        expect(b.convert(amount, b.compose(p, b.invert(p)), 'exact')).toEqual(amount)
        expect(b.shortfallPercent(p, b.invert(b.invert(p)))).toBe('0')
      }),
      runs(34),
    )
  })

  test('a composed price is exact: its product is rounded once', () => {
    const six = b.alphaOf(b.netuid(6))
    fc.assert(
      fc.property(rao, rao, positive, rao, positive, (n, w, x, y, z) => {
        const first = priceOfTrade(balanceFromRao(x, five), balanceFromRao(w, b.tao))
        const second = priceOfTrade(balanceFromRao(z, b.tao), balanceFromRao(y, six))
        const result = (n * w * y) / (x * z)
        fc.pre(result <= MAX)
        expect(raoOf(b.convert(balanceFromRao(n, five), b.compose(first, second), 'down'))).toBe(result)
      }),
      runs(35),
    )
  })

  test('the text of a price is its ratio, rounded half up at 9 decimals', () => {
    fc.assert(
      fc.property(positive, rao, (x, y) => {
        const text = priceOfTrade(balanceFromRao(x, five), balanceFromRao(y, b.tao)).toText()
        const scaled = (2n * y * 1_000_000_000n + x) / (2n * x)
        const all = String(scaled).padStart(10, '0')
        expect(text).toBe(`${all.slice(0, -9)}.${all.slice(-9)}`.replace(/\.?0+$/, ''))
      }),
      runs(36),
    )
  })

  test('steps and amounts of another subnet throw, whatever the compiler was told', () => {
    const origin = b.netuidFrom(5, 'origin')
    const same = b.netuidFrom(6, 'origin')
    fc.assert(
      fc.property(rao, positive, (n, scaled) => {
        const p = priceFromWire(scaled, b.alphaOf(same), b.tao)
        const q = priceFromWire(scaled, b.alphaOf(origin), b.tao)
        const mismatch = (left: string, right: string) => ({
          code: 'E_UNIT_MISMATCH',
          context: { left, right },
        })
        expect(failure(() => b.convert(balanceFromRao(n, b.alphaOf(origin)), p, 'down'))).toEqual(
          mismatch('alpha 5', 'alpha 6'),
        )
        expect(failure(() => b.compose(b.invert(q), p))).toEqual(mismatch('alpha 5', 'alpha 6'))
        expect(failure(() => b.shortfallPercent(p, q))).toEqual(
          mismatch('TAO per alpha 6', 'TAO per alpha 5'),
        )
      }),
      runs(37, 200),
    )
  })

  test('a price of zero cannot be inverted, and converts to nothing', () => {
    const free = priceFromWire(0n, five, b.tao)
    expect(failure(() => b.invert(free))).toEqual({ code: 'E_PRICE', context: { problem: '1000000000/0' } })
    expect(b.isZero(b.convert(b.parseAlpha('5', b.netuid(5)), free, 'up'))).toBe(true)
    expect(failure(() => priceOfTrade(b.zero(five), b.parseTao('1'))).code).toBe('E_PRICE')
    expect(failure(() => priceFromWire(-1n, five, b.tao)).code).toBe('E_PRICE')
  })

  test('root stake changes unit by its price, and only the unit changes', () => {
    fc.assert(
      fc.property(rao, n => {
        const stake = balanceFromRao(n, b.alphaOf(b.netuid(0)))
        expect(b.convert(stake, b.rootPrice, 'exact')).toEqual(balanceFromRao(n, b.tao))
      }),
      runs(38, 200),
    )
  })

  test('a shortfall is percent with 4 decimals, rounded half up, and 0 of a price of zero', () => {
    const at = (scaled: bigint) => priceFromWire(scaled, five, b.tao)
    expect(b.shortfallPercent(at(2n), at(3n))).toBe('33.3333')
    expect(b.shortfallPercent(at(1n), at(3n))).toBe('66.6667')
    expect(b.shortfallPercent(at(4n), at(3n))).toBe('-33.3333')
    expect(b.shortfallPercent(at(0n), at(3n))).toBe('100')
    expect(b.shortfallPercent(at(1n), at(0n))).toBe('0')
    expect(b.shortfallPercent(at(999_999_501n), at(1_000_000_000n))).toBe('0')
    expect(b.shortfallPercent(at(999_999_500n), at(1_000_000_000n))).toBe('0.0001')
  })

  test('prices in two units have no common shortfall', () => {
    const inSix = b.invert(priceFromWire<b.Alpha<'x'>, b.Tao>(1n, b.alphaOf(b.netuidFrom(6, 'x')), b.tao))
    const inSeven = b.invert(priceFromWire<b.Alpha<'x'>, b.Tao>(1n, b.alphaOf(b.netuidFrom(7, 'x')), b.tao))
    expect(failure(() => b.shortfallPercent(inSix, inSeven))).toEqual({
      code: 'E_UNIT_MISMATCH',
      context: { left: 'alpha 6 per TAO', right: 'alpha 7 per TAO' },
    })
  })

  test('the shortfall of half the price is 50, of twice the price -100', () => {
    fc.assert(
      fc.property(price, p => {
        const one = b.parseAlpha('1', b.netuid(5))
        fc.pre(p.toText(40) !== '0')
        const half = b.compose(priceOfTrade(one, b.parseAlpha('0.5', b.netuid(5))), p)
        const twice = b.compose(priceOfTrade(one, b.parseAlpha('2', b.netuid(5))), p)
        expect([b.shortfallPercent(half, p), b.shortfallPercent(twice, p)]).toEqual(['50', '-100'])
      }),
      runs(39, 500),
    )
  })
})
