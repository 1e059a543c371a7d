import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import { balanceFromRao, priceFromWire, priceOfTrade, raoOf } from '../../src/balance/wire.ts'
import { failure } from './failure.ts'

const MAX = 2n ** 64n - 1n
const five = b.alphaOf(b.netuid(5))

/** The same cases in every run. */
const runs = (seed: number, numRuns = 2_000) => ({ seed, numRuns })

/** Rao over the whole range: near both ends, near powers of ten and two, and anywhere by size. */
const rao = fc.oneof(
  fc.bigInt(0n, MAX),
  fc.bigInt(0n, 1_000n),
  fc.bigInt(MAX - 1_000n, MAX),
  fc.tuple(fc.integer({ min: 0, max: 19 }), fc.bigInt(-2n, 2n)).map(([e, d]) => clamp(10n ** BigInt(e) + d)),
  fc.tuple(fc.integer({ min: 0, max: 64 }), fc.bigInt(-2n, 2n)).map(([e, d]) => clamp(2n ** BigInt(e) + d)),
)
const positive = rao.filter(n => n > 0n)
const unit = fc.oneof(
  fc.constant(b.tao),
  fc.integer({ min: 0, max: 65_535 }).map(n => b.alphaOf(b.netuidFrom(n, 'x'))),
)
const price = fc
  .tuple(positive, rao)
  .map(([sold, bought]) => priceOfTrade(balanceFromRao(sold, five), balanceFromRao(bought, b.tao)))

function clamp(n: bigint): bigint {
  return n < 0n ? 0n : n > MAX ? MAX : n
}

describe('text and amounts', () => {
  test('rao -> text -> rao is the identity over u64', () => {
    fc.assert(
      fc.property(rao, n => raoOf(b.parseTao(b.format(balanceFromRao(n, b.tao)))) === n),
      runs(1, 10_000),
    )
  })

  test('rao -> padded text -> rao is the identity too', () => {
    fc.assert(
      fc.property(rao, n => {
        const text = b.format(balanceFromRao(n, b.tao), { decimals: 9 })
        return /^[0-9]+\.[0-9]{9}$/.test(text) && raoOf(b.parseTao(text)) === n
      }),
      runs(2, 5_000),
    )
  })

  test('text -> amount -> text only drops trailing zeros', () => {
    const fraction = fc.stringMatching(/^[0-9]{0,9}$/)
    fc.assert(
      fc.property(fc.bigInt(0n, 18_446_744_072n), fraction, (whole, decimals) => {
        const text = decimals === '' ? `${whole}` : `${whole}.${decimals}`
        const short = decimals === '' ? text : text.replace(/\.?0+$/, '')
        return b.format(b.parseTao(text)) === short
      }),
      runs(3, 10_000),
    )
  })

  test('amount -> text agrees with plain long division', () => {
    fc.assert(
      fc.property(rao, n => {
        const all = String(n).padStart(10, '0')
        expect(b.format(balanceFromRao(n, b.tao), { decimals: 9 })).toBe(
          `${all.slice(0, -9)}.${all.slice(-9)}`,
        )
      }),
      runs(4),
    )
  })

  test('4 decimals are cut, never rounded up', () => {
    fc.assert(
      fc.property(rao, n => {
        const shown = raoOf(b.parseTao(b.format(balanceFromRao(n, b.tao), { decimals: 4 })))
        return shown <= n && n - shown < 100_000n
      }),
      runs(5),
    )
  })

  test('text of any shape is refused with a code, or says exactly what it is', () => {
    const alphabet = [...'0123456789..-+e_, x٣５']
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 24 }), text => {
        if (/^(0|[1-9][0-9]*)(\.[0-9]{1,9})?$/.test(text)) {
          const [whole = '', decimals = ''] = text.split('.')
          const exact = BigInt(whole) * 1_000_000_000n + BigInt(decimals.padEnd(9, '0'))
          if (exact <= MAX) expect(raoOf(b.parseTao(text))).toBe(exact)
          else expect(failure(() => b.parseTao(text)).code).toBe('E_BALANCE_RANGE')
        } else expect(failure(() => b.parseTao(text)).code).toMatch(/^E_BALANCE_(SYNTAX|PRECISION)$/)
      }),
      runs(6, 20_000),
    )
  })
})

describe('stored amounts', () => {
  const stored = fc.tuple(rao, unit).map(([n, u]) => balanceFromRao<b.Unit>(n, u).toJSON())

  test('readBalance(toJSON) is the identity, through JSON text too', () => {
    fc.assert(
      fc.property(stored, json => {
        expect(b.readBalance(json).toJSON()).toEqual(json)
        expect(b.readBalance(JSON.parse(JSON.stringify(json))).toJSON()).toEqual(json)
      }),
      runs(10),
    )
  })

  test.each(['unit', 'netuid', 'rao', 'decimal'] as const)('refused without its %s', key => {
    fc.assert(
      fc.property(stored, json => {
        const { [key]: _, ...rest } = json
        return failure(() => b.readBalance(rest)).code === 'E_STORED_BALANCE'
      }),
      runs(11, 200),
    )
  })

  test.each(['unit', 'netuid', 'rao', 'decimal'] as const)('refused with a %s of any wrong type', key => {
    const wrong = fc.anything().filter(x => typeof x !== (key === 'netuid' ? 'number' : 'string'))
    fc.assert(
      fc.property(
        stored,
        wrong,
        (json, x) => failure(() => b.readBalance({ ...json, [key]: x })).code === 'E_STORED_BALANCE',
      ),
      runs(12),
    )
  })

  test('refused when rao or decimal is of another amount', () => {
    fc.assert(
      fc.property(stored, rao, (json, n) => {
        fc.pre(String(n) !== json.rao)
        const other = balanceFromRao(n, b.tao).toJSON()
        const context = { problem: 'rao and decimal disagree' }
        const expected = { code: 'E_STORED_BALANCE', context }
        expect(failure(() => b.readBalance({ ...json, rao: other.rao }))).toEqual(expected)
        expect(failure(() => b.readBalance({ ...json, decimal: other.decimal }))).toEqual(expected)
      }),
      runs(13),
    )
  })

  test('refused when one character of rao or decimal is changed, added or removed', () => {
    const edit = fc.tuple(
      fc.constantFrom<'rao' | 'decimal'>('rao', 'decimal'),
      fc.nat(30),
      fc.nat(1),
      fc.constantFrom(...'0123456789.- +e_\n٣', ''),
    )
    fc.assert(
      fc.property(stored, edit, (json, [key, at, cut, put]) => {
        const text = json[key]
        const place = at % (text.length + 1)
        const edited = text.slice(0, place) + put + text.slice(place + cut)
        fc.pre(edited !== text)
        return failure(() => b.readBalance({ ...json, [key]: edited })).code === 'E_STORED_BALANCE'
      }),
      runs(14, 5_000),
    )
  })

  test('refused with a netuid outside u16, and TAO with a netuid other than 0', () => {
    const outside = fc.oneof(
      fc.integer({ max: -1 }),
      fc.integer({ min: 65_536 }),
      fc.double({ noInteger: true }),
      fc.constant(-0),
    )
    fc.assert(
      fc.property(stored, outside, (json, netuid) => {
        expect(failure(() => b.readBalance({ ...json, netuid })).code).toBe('E_STORED_BALANCE')
      }),
      runs(15),
    )
    fc.assert(
      fc.property(rao, fc.integer({ min: 1, max: 65_535 }), (n, netuid) => {
        expect(failure(() => b.readBalance({ ...balanceFromRao(n, b.tao).toJSON(), netuid }))).toEqual({
          code: 'E_STORED_BALANCE',
          context: { problem: 'TAO belongs to netuid 0' },
        })
      }),
      runs(16, 500),
    )
  })

  test('refused with a key too many, and when it is no object', () => {
    fc.assert(
      fc.property(stored, fc.string(), fc.anything(), (json, key, value) => {
        fc.pre(!(key in json))
        const more = JSON.parse(JSON.stringify(json)) as object
        Object.defineProperty(more, key, { value, enumerable: true })
        return failure(() => b.readBalance(more)).code === 'E_STORED_BALANCE'
      }),
      runs(17),
    )
    fc.assert(
      fc.property(fc.anything(), x => failure(() => b.readBalance(x)).code === 'E_STORED_BALANCE'),
      runs(18),
    )
  })
})

describe('add, subtract, compare', () => {
  const pair = fc.tuple(rao, rao).filter(([x, y]) => x + y <= MAX)
  const triple = fc
    .tuple(rao, rao, rao)
    .map(([x, y, z]) => [x / 3n, y / 3n, z / 3n].map(n => balanceFromRao(n, b.tao)))

  test('add is exact and commutative', () => {
    fc.assert(
      fc.property(pair, ([x, y]) => {
        const [p, q] = [balanceFromRao(x, five), balanceFromRao(y, five)]
        expect(raoOf(b.add(p, q))).toBe(x + y)
        expect(b.add(p, q)).toEqual(b.add(q, p))
      }),
      runs(20),
    )
  })

  test('add is associative where in range, and zero is neutral', () => {
    fc.assert(
      fc.property(triple, amounts => {
        const [x, y, z] = amounts as [b.Balance<b.Tao>, b.Balance<b.Tao>, b.Balance<b.Tao>]
        expect(b.add(b.add(x, y), z)).toEqual(b.add(x, b.add(y, z)))
        expect(b.sum(amounts, b.zero(b.tao))).toEqual(b.add(b.add(x, y), z))
        expect(b.add(x, b.zero(b.tao))).toEqual(x)
      }),
      runs(21),
    )
  })

  test('subtract undoes add', () => {
    fc.assert(
      fc.property(pair, ([x, y]) => {
        const [p, q] = [balanceFromRao(x, five), balanceFromRao(y, five)]
        expect(b.subtract(b.add(p, q), q)).toEqual(p)
        expect(b.isZero(b.subtract(p, p))).toBe(true)
      }),
      runs(22),
    )
  })

  test('add throws above u64, subtract below zero, each exactly there', () => {
    fc.assert(
      fc.property(rao, rao, (x, y) => {
        const [p, q] = [balanceFromRao(x, b.tao), balanceFromRao(y, b.tao)]
        if (x + y > MAX) {
          expect(failure(() => b.add(p, q))).toEqual({
            code: 'E_BALANCE_OVERFLOW',
            context: { rao: String(x + y) },
          })
        } else expect(raoOf(b.add(p, q))).toBe(x + y)
        if (x < y) {
          expect(failure(() => b.subtract(p, q))).toEqual({
            code: 'E_BALANCE_UNDERFLOW',
            context: { left: `${b.format(p)} TAO`, right: `${b.format(q)} TAO` },
          })
        } else expect(raoOf(b.subtract(p, q))).toBe(x - y)
      }),
      runs(23),
    )
  })

  test('compare is a total order that agrees with the integers', () => {
    fc.assert(
      fc.property(rao, rao, rao, (x, y, z) => {
        const [p, q, r] = [x, y, z].map(n => balanceFromRao(n, b.tao)) as [
          b.Balance<b.Tao>,
          b.Balance<b.Tao>,
          b.Balance<b.Tao>,
        ]
        expect(b.compare(p, q)).toBe(x < y ? -1 : x > y ? 1 : 0)
        expect(b.compare(p, q) + b.compare(q, p)).toBe(0)
        expect(b.compare(p, p)).toBe(0)
        if (b.compare(p, q) <= 0 && b.compare(q, r) <= 0) expect(b.compare(p, r)).toBeLessThanOrEqual(0)
      }),
      runs(24),
    )
  })

  test('every operation on two units throws, whatever the compiler was told', () => {
    fc.assert(
      fc.property(rao, unit, unit, (n, u, v) => {
        fc.pre(!b.sameUnit(u, v))
        const [p, q] = [balanceFromRao<b.Unit>(n, u), balanceFromRao<b.Unit>(n, v)]
        for (const act of [b.add, b.subtract, b.compare]) {
          expect(failure(() => act(p, q))).toEqual({
            code: 'E_UNIT_MISMATCH',
            context: {
              left: `${b.format(p)} ${b.unitName(u)}`,
              right: `${b.format(q)} ${b.unitName(v)}`,
            },
          })
        }
      }),
      runs(25, 500),
    )
  })

  test('narrow(widen) is the identity', () => {
    fc.assert(
      fc.property(rao, n => {
        const amount = balanceFromRao(n, five)
        expect(b.narrow(b.widen(amount), b.netuid(5))).toEqual(amount)
      }),
      runs(26, 500),
    )
  })
})

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

describe('percentages', () => {
  const millionths = fc.bigInt(1n, 100_000_000n)
  const text = (m: bigint) => `${m / 1_000_000n}.${String(m % 1_000_000n).padStart(6, '0')}%`

  test('a share is between nothing and the whole, exact but for one rounding', () => {
    fc.assert(
      fc.property(rao, millionths, (n, m) => {
        const share = b.Percent.parse(text(m))
        const amount = balanceFromRao(n, five)
        const [down, up] = [raoOf(share.of(amount, 'down')), raoOf(share.of(amount, 'up'))]
        expect(down).toBe((n * m) / 100_000_000n)
        expect(up).toBe((n * m + 99_999_999n) / 100_000_000n)
        expect(up <= n).toBe(true)
      }),
      runs(40, 5_000),
    )
  })

  test('100% is the amount itself, in its unit', () => {
    fc.assert(
      fc.property(rao, n => {
        const amount = balanceFromRao(n, five)
        expect(b.Percent.parse('100%').of(amount, 'exact')).toEqual(amount)
        expect(b.Percent.parse('100.000000%').of(amount, 'exact')).toEqual(amount)
      }),
      runs(41, 500),
    )
  })

  test.each([
    '0%',
    '0.000000%',
    '100.000001%',
    '101%',
    '1000%',
    '25',
    '25 %',
    ' 25%',
    '25%%',
    '-1%',
    '+1%',
    '1e1%',
    '.5%',
    '5.%',
    '00%',
    '05%',
    '0.0000001%',
    '５%',
    '%',
    '',
    'NaN%',
    '1,5%',
    '5%\n',
  ])('%j is refused', text => {
    expect(failure(() => b.Percent.parse(text))).toEqual({ code: 'E_PERCENT', context: { text } })
  })

  test.each([[25], [null], [undefined], [['25%']], [{}], [25n], [true], [b.parseTao('1')]])(
    'a value that is no text is refused',
    value => {
      expect(failure(() => b.Percent.parse(value as string))).toEqual({
        code: 'E_PERCENT',
        context: { text: `a ${typeof value}` },
      })
    },
  )
})
