import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import { balanceFromRao, limitFromWire, raoOf, scaledOf } from '../../src/balance/wire.ts'
import { five, positive, rao, runs } from './arbitraries.ts'
import { failure } from './failure.ts'

const quoted = balanceFromRao(1_000_000_001n, five)
const six = b.alphaOf(b.netuidFrom(6, 'six'))

describe('tolerances', () => {
  test('the least is what the tolerance leaves of the quote, rounded down', () => {
    const least = (text: string) => raoOf(b.Tolerance.parse(text).leastOf(quoted))
    expect([least('0%'), least('0.5%'), least('50%'), least('0.000001%')]).toEqual([
      1_000_000_001n,
      995_000_000n,
      500_000_000n,
      999_999_990n,
    ])
  })

  test('a fraction is told as a percentage', () => {
    expect(b.Tolerance.fromFraction('0.005').toText()).toBe('0.5%')
    expect(b.Tolerance.fromFraction('0.00000001').toText()).toBe('0.000001%')
    expect(JSON.stringify(b.Tolerance.fromFraction('0.5'))).toBe('"50%"')
  })

  test.each([
    '0.5',
    '-1%',
    '50.000001%',
    '51%',
    '1e1%',
    ' 1%',
    '',
    '%',
    '0.0000001%',
    '٣%',
    '01%',
  ])("'%s' is none", text => {
    expect(failure(() => b.Tolerance.parse(text)).code).toBe('E_TOLERANCE')
  })

  test.each(['0.5%', '0.51', '1', '0.000000001', '.5', ''])("'%s' is no fraction", text => {
    expect(failure(() => b.Tolerance.fromFraction(text)).code).toBe('E_TOLERANCE')
  })

  test('the tolerance told for a minimum accepts it', () => {
    fc.assert(
      fc.property(positive, rao, (whole, part) => {
        const [all, least] = [balanceFromRao(whole, five), balanceFromRao(part % (whole + 1n), five)]
        const text = b.toleranceFor(all, least)
        if (text === undefined) expect(raoOf(least) * 2n).toBeLessThan(whole)
        else expect(raoOf(b.Tolerance.parse(text).leastOf(all))).toBeLessThanOrEqual(raoOf(least))
      }),
      runs(50),
    )
    expect(b.toleranceFor(quoted, quoted)).toBe('0%')
  })
})

describe('limit prices', () => {
  const parse = (text: string) => b.parseLimitPrice(text, five, six)

  test.each([
    ['0.729', 729_000_000n],
    ['1', 1_000_000_000n],
    ['0.000000001', 1n],
    ['18446744073.709551615', 2n ** 64n - 1n],
  ])('%s is what the chain takes as %d', (text, scaled) => {
    expect(scaledOf(parse(text))).toBe(scaled)
    expect(parse(text).toText()).toBe(text)
    expect(JSON.stringify(parse(text))).toBe(JSON.stringify(text))
  })

  test.each([
    '0',
    '0.0',
    '0.7290000001',
    '18446744073.709551616',
    '-1',
    '1e3',
    '.5',
    '5.',
    '',
  ])("'%s' cannot be expressed", text => {
    expect(failure(() => parse(text)).code).toBe('E_LIMIT_PRICE')
  })

  test('0 does not come in from elsewhere: the chain takes it for no limit at all', () => {
    expect(failure(() => limitFromWire(0n, five, six)).code).toBe('E_BUG')
  })
})
