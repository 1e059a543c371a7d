/**
 * What passes in other Bittensor tools and must not pass here. Rows are those of a survey of btcli 9.21.2,
 * the SDK of the subtensor monorepo, bittensor-ts and agcli; a title repeats the expression as it is written there.
 * What must not compile carries @ts-expect-error; test/types/expectations.test.ts holds that each one is an error.
 */
// biome-ignore-all lint/suspicious/noDoubleEquals: the loose operators are what is tried here
import { describe, expect, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import { balanceFromRao, raoOf } from '../../src/balance/wire.ts'
import { failure } from './failure.ts'

const _two = b.netuid(2)
const three = b.netuid(3)
const five = b.netuid(5)
const coerced = (hint: string) => ({ code: 'E_BALANCE_COERCION', context: { hint } })
const syntax = (text: string) => ({ code: 'E_BALANCE_SYNTAX', context: { text } })

describe('monorepo balance.py (D3)', () => {
  test.each(['0.0000000015', '0.0000000005'])('tao("%s"): no silent half-even rounding', text => {
    expect(failure(() => b.parseTao(text))).toEqual({ code: 'E_BALANCE_PRECISION', context: { text } })
  })

  test('tao(0.1+0.2): no floats', () => {
    // @ts-expect-error a float
    expect(failure(() => b.parseTao(0.1 + 0.2))).toEqual(syntax('a number'))
    expect(failure(() => b.parseTao(String(0.1 + 0.2))).code).toBe('E_BALANCE_PRECISION')
    expect(b.add(b.parseTao('0.1'), b.parseTao('0.2'))).toEqual(b.parseTao('0.3'))
  })

  test.each(['1e3', '1_000', '-5'])('tao("%s"): plain digits only', text => {
    expect(failure(() => b.parseTao(text))).toEqual(syntax(text))
  })

  test('Balance(1.9), Balance(True): neither is cut to 1 rao', () => {
    // @ts-expect-error a float is no rao
    expect(failure(() => balanceFromRao(1.9, b.tao)).code).toBe('E_BUG')
    // @ts-expect-error a boolean is no rao
    expect(failure(() => balanceFromRao(true, b.tao)).code).toBe('E_BUG')
    // @ts-expect-error a boolean is no text
    expect(failure(() => b.parseTao(true))).toEqual(syntax('a boolean'))
  })

  test('alpha(n,3)+5: a bare integer is not rao of any unit', () => {
    const amount = b.parseAlpha('1', three)
    // @ts-expect-error a number has no unit
    expect(() => b.add(amount, 5)).toThrow(TypeError)
    // @ts-expect-error a bigint has no unit
    expect(() => b.add(amount, 5n)).toThrow(TypeError)
  })

  test('alpha(5e-9,3)==5==tao(5e-9): equality cannot go round by a number', () => {
    const alpha = b.parseAlpha('0.000000005', three)
    const tao = b.parseTao('0.000000005')
    // @ts-expect-error a number
    expect(failure(() => alpha == 5)).toEqual(coerced('default'))
    // @ts-expect-error a number
    expect(failure(() => 5 == tao)).toEqual(coerced('default'))
    // @ts-expect-error two units
    expect(failure(() => b.compare(alpha, tao)).code).toBe('E_UNIT_MISMATCH')
  })

  test('b.netuid = 2; b.rao = -1: an amount is frozen', () => {
    const amount = b.parseAlpha('1', three)
    // @ts-expect-error there is no such property
    expect(() => (amount.netuid = 2)).toThrow(TypeError)
    // @ts-expect-error there is no such property
    expect(() => (amount.rao = -1)).toThrow(TypeError)
    expect(amount).toEqual(b.parseAlpha('1', three))
  })

  test.each([-1, 65_536, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('netuid %d is checked', n => {
    expect(failure(() => b.netuidFrom(n, 'origin'))).toEqual({
      code: 'E_NETUID',
      context: { text: String(n) },
    })
  })

  test('JSON with floats (stake_amount, fee_tao): an amount in JSON is text', () => {
    const json = JSON.parse(JSON.stringify({ stake: b.parseAlpha('9007199.254740993', three) }))
    expect(json).toEqual({
      stake: { unit: 'alpha', netuid: 3, rao: '9007199254740993', decimal: '9007199.254740993' },
    })
  })
})

describe('bittensor-ts balance.ts (D4)', () => {
  test('"1" vs "1.0": the same amount', () => {
    expect(b.parseTao('1')).toEqual(b.parseTao('1.0'))
    expect(raoOf(b.parseTao('1'))).toBe(1_000_000_000n)
  })

  test('older fromTao("1.1234567899"): not cut at 9 decimals', () => {
    expect(failure(() => b.parseTao('1.1234567899' as string)).code).toBe('E_BALANCE_PRECISION')
  })

  test('Balance.fromTao(number): no floats', () => {
    // @ts-expect-error a number
    expect(failure(() => b.parseTao(0.1))).toEqual(syntax('a number'))
  })

  test('fromTao(1e-7): small amounts are written out', () => {
    // @ts-expect-error a number
    expect(failure(() => b.parseTao(1e-7))).toEqual(syntax('a number'))
    expect(failure(() => b.parseTao(String(1e-7)))).toEqual(syntax('1e-7'))
    expect(b.format(b.parseTao('0.0000001'))).toBe('0.0000001')
  })

  test('Balance.fromRao("1") vs fromTao("1"): text is never rao', () => {
    // @ts-expect-error text is not rao
    expect(failure(() => balanceFromRao('1', b.tao))).toEqual({
      code: 'E_BUG',
      context: { problem: 'rao is a string' },
    })
    expect(Object.keys(b).filter(name => /rao/i.test(name))).toEqual([])
  })

  test('bal.add(1), add("1"), eq(1n): an operand is an amount', () => {
    const one = b.parseTao('1')
    // @ts-expect-error a number
    expect(() => b.add(one, 1)).toThrow(TypeError)
    // @ts-expect-error text has no unit
    expect(() => b.add(one, '1')).toThrow(TypeError)
    // @ts-expect-error a bigint
    expect(() => b.compare(one, 1n)).toThrow(TypeError)
  })

  test('new Balance(taoBalance, 5): TAO is not relabelled as alpha', () => {
    const one = b.parseTao('1')
    // @ts-expect-error there is no constructor to call
    expect(() => new b.Balance(one, 5)).toThrow(TypeError)
    // @ts-expect-error TAO does not narrow
    expect(failure(() => b.narrow(one, five))).toEqual({
      code: 'E_UNIT_MISMATCH',
      context: { left: '1 TAO', right: 'alpha 5' },
    })
  })

  test('netuid -1/1.5/NaN: refused', () => {
    // Literals, so they compile; the run-time check is what stops them.
    expect(failure(() => b.netuid(-1))).toEqual({ code: 'E_NETUID', context: { text: '-1' } })
    expect(failure(() => b.netuid(1.5))).toEqual({ code: 'E_NETUID', context: { text: '1.5' } })
    // @ts-expect-error NaN is a plain number to the compiler
    expect(failure(() => b.netuid(Number.NaN))).toEqual({ code: 'E_NETUID', context: { text: 'NaN' } })
  })

  test('alphaOnly: alpha of 3 does not pass where alpha of 5 is spent', () => {
    const spend = (amount: b.Balance<b.Alpha<5>>) => b.subtract(b.parseAlpha('10', five), amount)
    // @ts-expect-error another subnet
    expect(failure(() => spend(b.parseAlpha('1', three))).code).toBe('E_UNIT_MISMATCH')
    expect(failure(() => b.narrow(b.widen(b.parseAlpha('1', three)), five))).toEqual({
      code: 'E_UNIT_MISMATCH',
      context: { left: '1 alpha 3', right: 'alpha 5' },
    })
  })

  test('bare bigint accepted everywhere: no public function takes one', () => {
    // @ts-expect-error a bigint
    expect(failure(() => b.parseTao(1n))).toEqual(syntax('a bigint'))
    // @ts-expect-error a bigint
    expect(() => b.format(1n)).toThrow(TypeError)
    // @ts-expect-error a bigint
    expect(() => b.isZero(0n)).toThrow(TypeError)
    // @ts-expect-error a bigint
    expect(failure(() => b.readBalance(1n) satisfies b.Balance<b.Tao>).code).toBe('E_STORED_BALANCE')
  })

  test('tao(10) > tao(9): the operator throws, compare tells', () => {
    const ten = b.parseTao('10')
    const nine = b.parseTao('9')
    expect(failure(() => ten > nine)).toEqual(coerced('number'))
    expect(b.compare(ten, nine)).toBe(1)
  })

  test('toJSON drops the unit: here it is kept', () => {
    expect(b.parseTao('1').toJSON()).toMatchObject({ unit: 'TAO', netuid: 0 })
    expect(b.parseAlpha('1', b.netuid(0)).toJSON()).toMatchObject({ unit: 'alpha', netuid: 0 })
    expect(b.parseAlpha('1', five).toJSON()).toMatchObject({ unit: 'alpha', netuid: 5 })
  })

  test('.tao is a lossy number: there is no number to read', () => {
    const amount = b.parseTao('9007199.254740993')
    // @ts-expect-error there is no such property
    expect(amount.tao).toBe(undefined)
    expect(Object.entries(amount)).toEqual([['unit', { kind: 'tao' }]])
  })
})

describe('agcli types/balance.rs and bittensor-rs (D5)', () => {
  test.each([
    Number.NaN,
    -1,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ])('from_tao(%d): refused, not zero', n => {
    // @ts-expect-error a number
    expect(failure(() => b.parseTao(n))).toEqual(syntax('a number'))
    expect(failure(() => b.parseTao(String(n)))).toEqual(syntax(String(n)))
  })

  test('>u64 saturates: here it is refused', () => {
    expect(raoOf(b.parseTao('18446744073.709551615'))).toBe(2n ** 64n - 1n)
    const text = '18446744073.709551616'
    expect(failure(() => b.parseTao(text))).toEqual({ code: 'E_BALANCE_RANGE', context: { text } })
    expect(failure(() => b.add(b.parseTao('18446744073.709551615'), b.parseTao('0.000000001')))).toEqual({
      code: 'E_BALANCE_OVERFLOW',
      context: { rao: '18446744073709551616' },
    })
  })

  test('10-20 = 0 saturating: here it throws', () => {
    expect(failure(() => b.subtract(b.parseTao('10'), b.parseTao('20'))).code).toBe('E_BALANCE_UNDERFLOW')
  })

  test('AlphaBalance has no netuid: here it has one in its type, at run time and in JSON', () => {
    const amount = b.parseAlpha('1', five)
    expect(amount.unit).toEqual({ kind: 'alpha', netuid: 5 })
    expect(amount.toJSON().netuid).toBe(5)
    // @ts-expect-error an amount of alpha needs its subnet
    expect(failure(() => b.parseAlpha('1')).code).toBe('E_NETUID')
  })

  test('(f64*1e9).round() as u64: 0.1234567895 is not rounded', () => {
    expect(failure(() => b.parseTao('0.1234567895' as string)).code).toBe('E_BALANCE_PRECISION')
  })

  test('"Amount in TAO" for alpha: an amount says its unit', () => {
    expect(b.unitName(b.parseAlpha('1', five).unit)).toBe('alpha 5')
    expect(b.unitName(b.parseTao('1').unit)).toBe('TAO')
  })
})
