import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import { balanceFromRao, raoOf } from '../../src/balance/wire.ts'
import { five, positive, rao, runs } from './arbitraries.ts'
import { failure } from './failure.ts'

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

  test('percentOf is the share, rounded down at 2 decimals', () => {
    fc.assert(
      fc.property(rao, positive, (part, whole) => {
        const text = b.percentOf(balanceFromRao(part, five), balanceFromRao(whole, five))
        expect(text).toMatch(/^(0|[1-9][0-9]*)\.[0-9]{2}$/)
        const hundredths = BigInt(text.replace('.', ''))
        expect(hundredths * whole <= part * 10_000n).toBe(true)
        expect((hundredths + 1n) * whole > part * 10_000n).toBe(true)
      }),
      runs(42),
    )
    expect(b.percentOf(b.zero(five), b.zero(five))).toBe('0')
    const six = b.zero(b.alphaOf(b.netuidFrom(6, 'x')))
    expect(failure(() => b.percentOf<b.Unit>(b.zero<b.Unit>(five), b.zero<b.Unit>(b.tao))).code).toBe(
      'E_UNIT_MISMATCH',
    )
    const impostor = b.parseAlpha('1', b.netuidFrom(5, 'x'))
    expect(failure(() => b.percentOf(impostor, six)).code).toBe('E_UNIT_MISMATCH')
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

  test.each([
    [25],
    [null],
    [undefined],
    [['25%']],
    [{}],
    [25n],
    [true],
    [b.parseTao('1')],
  ])('a value that is no text is refused', value => {
    expect(failure(() => b.Percent.parse(value as string))).toEqual({
      code: 'E_PERCENT',
      context: { text: `a ${typeof value}` },
    })
  })
})
