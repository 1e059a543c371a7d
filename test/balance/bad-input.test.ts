import { describe, expect, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import { failure, thrown } from './failure.ts'

const subnet = b.netuid(45)
const million = '9'.repeat(1_000_000)
const cut = `${'9'.repeat(40)}…`

const SYNTAX: readonly [what: string, text: string][] = [
  ['nothing', ''],
  ['a space', ' '],
  ['a point', '.'],
  ['a point after', '5.'],
  ['a point before', '.5'],
  ['two points', '1.2.3'],
  ['two zeros', '00'],
  ['a leading zero', '01'],
  ['a leading zero with decimals', '00.5'],
  ['a plus', '+1'],
  ['a minus', '-1'],
  ['minus zero', '-0'],
  ['a real minus sign', '\u22121'],
  ['an exponent', '1e3'],
  ['an upper-case exponent', '1E3'],
  ['an exponent below one', '1e-7'],
  ['an underscore', '1_000'],
  ['a thousands comma', '1,000'],
  ['a decimal comma', '1,5'],
  ['a thousands apostrophe', "1'000"],
  ['hex', '0x10'],
  ['a bigint literal', '1n'],
  ['NaN', 'NaN'],
  ['Infinity', 'Infinity'],
  ['minus Infinity', '-Infinity'],
  ['all', 'all'],
  ['a unit', '1 TAO'],
  ['a unit sign', 'τ1'],
  ['a percentage', '50%'],
  ['a space before', ' 1'],
  ['a space after', '1 '],
  ['a space inside', '1 000'],
  ['a thin space inside', '1\u2009000'],
  ['a no-break space after', '1\u00a0'],
  ['a tab', '\t1'],
  ['a line break after', '1\n'],
  ['a line break before', '\n1'],
  ['a carriage return', '1\r'],
  ['a second line', '1\n2'],
  ['a null byte', '1\u0000'],
  ['a byte order mark', '\ufeff1'],
  ['full-width digits', '１２'],
  ['a full-width point', '1．5'],
  ['Arabic-Indic digits', '٤٥'],
  ['Devanagari digits', '१'],
  ['mathematical digits', '𝟏'],
  ['a superscript', '1²'],
  ['a fraction sign', '½'],
  ['a right-to-left mark', '\u200f1'],
  ['a right-to-left override', '\u202e12'],
  ['a zero-width space', '1\u200b0'],
  ['an Arabic decimal point', '1٫5'],
]

describe('amounts from text', () => {
  test.each(SYNTAX)('%s is refused', (_, text) => {
    const expected = { code: 'E_BALANCE_SYNTAX', context: { text } }
    expect(failure(() => b.parseTao(text))).toEqual(expected)
    expect(failure(() => b.parseAlpha(text, subnet))).toEqual(expected)
  })

  test.each([
    ['0.0000000001'],
    ['1.0000000000'],
    ['18446744073.7095516150'],
    ['99999999999999999999.0123456789'],
  ])('%s has a 10th decimal', text => {
    expect(failure(() => b.parseTao(text))).toEqual({ code: 'E_BALANCE_PRECISION', context: { text } })
  })

  test.each([
    ['18446744073.709551616'],
    ['18446744074'],
    ['99999999999'],
    ['100000000000'],
    ['21536911597'],
    ['12345678901234567890'],
    ['123456789012345678901234567890'],
  ])('%s is above the range', text => {
    expect(failure(() => b.parseTao(text))).toEqual({ code: 'E_BALANCE_RANGE', context: { text } })
  })

  test('the ends of the range are amounts', () => {
    expect(b.parseTao('0').toJSON().rao).toBe('0')
    expect(b.parseTao('0.0').toJSON().rao).toBe('0')
    expect(b.parseTao('0.000000001').toJSON().rao).toBe('1')
    expect(b.parseTao('18446744073.709551615').toJSON().rao).toBe('18446744073709551615')
  })

  test('a million characters are refused at once, and the message stays short', () => {
    const started = performance.now()
    expect(failure(() => b.parseTao(million))).toEqual({ code: 'E_BALANCE_RANGE', context: { text: cut } })
    expect(failure(() => b.parseTao(`0.${million}`)).code).toBe('E_BALANCE_PRECISION')
    expect(failure(() => b.parseTao(`${million}x`))).toEqual({
      code: 'E_BALANCE_SYNTAX',
      context: { text: cut },
    })
    expect(failure(() => b.parseTao('0'.repeat(1_000_000))).code).toBe('E_BALANCE_SYNTAX')
    expect(failure(() => b.parseTao('.'.repeat(1_000_000))).code).toBe('E_BALANCE_SYNTAX')
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(thrown(() => b.parseTao(million)).message.length).toBeLessThan(150)
  })

  test.each<[string, unknown]>([
    ['a number', 1],
    ['a number', 1.5],
    ['a number', Number.NaN],
    ['a bigint', 1n],
    ['a boolean', true],
    ['a undefined', undefined],
    ['a symbol', Symbol('1')],
    ['a function', () => '1'],
    ['a object', null],
    ['a object', {}],
    ['a object', ['1']],
    ['a object', new String('1')],
    ['a object', { toString: () => '1' }],
    ['a object', { [Symbol.toPrimitive]: () => '1' }],
    ['a object', b.parseTao('1')],
    ['a object', new Date(0)],
  ])('%s that is no text is refused (%#)', (text, value) => {
    const expected = { code: 'E_BALANCE_SYNTAX', context: { text } }
    expect(failure(() => b.parseTao(value as string))).toEqual(expected)
    expect(failure(() => b.parseAlpha(value as string, subnet))).toEqual(expected)
  })

  test('the prose says what was wrong and what to do', () => {
    const prose = (text: string) => {
      const error = thrown(() => b.parseTao(text))
      return `${error.message} ${error.hint}`
    }
    expect(prose('1e3')).toMatchInlineSnapshot(
      `"'1e3' is not an amount. Write plain digits with at most one point, for example 21.5369."`,
    )
    expect(prose('1.1234567890')).toMatchInlineSnapshot(
      `"'1.1234567890' has more than 9 decimals; the chain counts in 0.000000001. Shorten it to 9 decimals."`,
    )
    expect(prose('21536911597')).toMatchInlineSnapshot(
      `"'21536911597' is larger than any amount on the chain (18446744073.709551615). Check the number: was it converted twice?"`,
    )
    expect(prose(million)).toMatchInlineSnapshot(
      `"'9999999999999999999999999999999999999999…' is larger than any amount on the chain (18446744073.709551615). Check the number: was it converted twice?"`,
    )
    expect(thrown(() => b.parseTao(1.5 as never)).message).toMatchInlineSnapshot(
      `"'a number' is not an amount."`,
    )
  })
})

describe('netuids', () => {
  test.each([
    '',
    ' ',
    '-1',
    '+1',
    '1.0',
    '1e1',
    '0x5',
    '00',
    '05',
    '65536',
    '99999',
    '100000',
    '４５',
    '٤٥',
    ' 5',
    '5 ',
    '5\n',
    '\u200f5',
    'root',
    'NaN',
  ])('%j is no netuid', text => {
    expect(failure(() => b.parseNetuid(text, 'origin'))).toEqual({ code: 'E_NETUID', context: { text } })
  })

  test.each<[unknown, string]>([
    [5, 'a number'],
    [['5'], 'a object'],
    [null, 'a object'],
    [undefined, 'a undefined'],
    [b.parseTao('5'), 'a object'],
    [million, cut],
  ])('a value that is no short text is refused (%#)', (value, text) => {
    expect(failure(() => b.parseNetuid(value as string, 'origin'))).toEqual({
      code: 'E_NETUID',
      context: { text },
    })
  })

  test.each<[unknown, string]>([
    [-1, '-1'],
    [65_536, '65536'],
    [1.5, '1.5'],
    [Number.NaN, 'NaN'],
    ['5', '5'],
    [5n, 'a bigint'],
    [null, 'a object'],
    [b.parseTao('5'), 'a object'],
  ])('as a number: refused (%#)', (value, text) => {
    const expected = { code: 'E_NETUID', context: { text } }
    expect(failure(() => b.netuidFrom(value as number, 'origin'))).toEqual(expected)
    expect(failure(() => b.netuid(value as 5))).toEqual(expected)
    expect(failure(() => b.alphaOf(value as b.Netuid<5>))).toEqual(expected)
    expect(failure(() => b.someAlpha(value as number))).toEqual(expected)
  })

  test('the ends of the range are netuids, and minus zero is root', () => {
    expect([b.parseNetuid('0', 'x'), b.parseNetuid('65535', 'x')]).toEqual([0, 65_535])
    expect(Object.is(b.netuidFrom(-0, 'x'), 0)).toBe(true)
  })
})

describe('stored amounts', () => {
  const good = { unit: 'alpha', netuid: 45, rao: '1500000000', decimal: '1.5' }

  test.each<[string, unknown]>([
    ['not an object', null],
    ['not an object', undefined],
    ['not an object', '1.5'],
    ['not an object', 1_500_000_000n],
    ['not an object', [good]],
    ['unknown unit', {}],
    ['unknown unit', { ...good, unit: 'tao' }],
    ['unknown unit', { ...good, unit: 'Alpha' }],
    ['unknown unit', { ...good, unit: ['alpha'] }],
    ['bad netuid', { ...good, netuid: '45' }],
    ['bad netuid', { ...good, netuid: 45.5 }],
    ['bad netuid', { ...good, netuid: 65_536 }],
    ['bad netuid', { ...good, netuid: -0 }],
    ['TAO belongs to netuid 0', { ...good, unit: 'TAO' }],
    ['bad rao', { ...good, rao: 1_500_000_000 }],
    ['bad rao', { ...good, rao: 1_500_000_000n }],
    ['bad rao', { ...good, rao: '01500000000' }],
    ['bad rao', { ...good, rao: '1500000000 ' }],
    ['bad rao', { ...good, rao: '1500000000\n' }],
    ['bad rao', { ...good, rao: '1.5e9' }],
    ['bad rao', { ...good, rao: '18446744073709551616', decimal: '18446744073.709551616' }],
    ['bad rao', { ...good, rao: million }],
    ['rao and decimal disagree', { ...good, decimal: '1.50' }],
    ['rao and decimal disagree', { ...good, decimal: '1,5' }],
    ['rao and decimal disagree', { ...good, decimal: 1.5 }],
    ['rao and decimal disagree', { ...good, decimal: '1500000000' }],
    ["unknown key 'symbol'", { ...good, symbol: 'α' }],
    [`unknown key '${cut}'`, { ...good, [million]: 1 }],
    [
      "unknown key '__proto__'",
      JSON.parse('{"unit":"TAO","netuid":0,"rao":"0","decimal":"0","__proto__":{}}'),
    ],
    ['unknown unit', b.parseTao('1.5')],
  ])('%s: refused (%#)', (problem, json) => {
    expect(failure(() => b.readBalance(json))).toEqual({ code: 'E_STORED_BALANCE', context: { problem } })
  })

  test('the prose names the damage', () => {
    const error = thrown(() => b.readBalance({ ...good, rao: '1500000001' }))
    expect(`${error.message} ${error.hint}`).toMatchInlineSnapshot(
      `"A stored amount is damaged: rao and decimal disagree. Restore the file from a copy."`,
    )
  })

  test('each key is read once, so a value that changes when looked at twice deceives nobody', () => {
    let reads = 0
    const shifty = {
      unit: 'alpha',
      netuid: 45,
      get rao() {
        reads += 1
        return reads === 1 ? '1500000000' : '9500000000'
      },
      decimal: '1.5',
    }
    expect(b.readBalance(shifty).toJSON()).toEqual(good)
    expect(reads).toBe(1)
  })
})

describe('a rounding that is none', () => {
  test.each([
    undefined,
    null,
    '',
    'nearest',
    'Down',
    0,
    true,
    {},
  ])('%j is refused, remainder or not', rounding => {
    const amount = b.parseAlpha('1', b.netuid(0))
    const expected = { code: 'E_BUG', context: { problem: 'a division without a rounding' } }
    expect(failure(() => b.convert(amount, b.rootPrice, rounding as b.Rounding))).toEqual(expected)
    expect(failure(() => b.Percent.parse('50%').of(amount, rounding as b.Rounding))).toEqual(expected)
  })
})
