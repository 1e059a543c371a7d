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

const two = b.netuid(2)
const three = b.netuid(3)
const five = b.netuid(5)
const coerced = (hint: string) => ({ code: 'E_BALANCE_COERCION', context: { hint } })
const syntax = (text: string) => ({ code: 'E_BALANCE_SYNTAX', context: { text } })

describe('btcli balances.py (D2)', () => {
  test('Balance.from_tao(Balance.from_tao(1)): an amount is not accepted as a number', () => {
    const one = b.parseTao('1')
    // @ts-expect-error an amount is not text
    expect(failure(() => b.parseTao(one))).toEqual(syntax('a object'))
    // @ts-expect-error an amount is not rao
    expect(failure(() => balanceFromRao(one, b.tao)).code).toBe('E_BUG')
    // @ts-expect-error an amount is not text, in alpha either
    expect(failure(() => b.parseAlpha(one, five))).toEqual(syntax('a object'))
  })

  test('Balance(5) vs Balance(5.0): text means whole units, with and without a point', () => {
    expect(raoOf(b.parseTao('5'))).toBe(5_000_000_000n)
    expect(raoOf(b.parseTao('5.0'))).toBe(5_000_000_000n)
    // @ts-expect-error an integer has no unit
    expect(failure(() => b.parseTao(5))).toEqual(syntax('a number'))
    // @ts-expect-error a float has no unit
    expect(failure(() => b.parseTao(5.5))).toEqual(syntax('a number'))
  })

  test('Balance.from_tao(8.29).rao: none of the 99,999 amounts 0.01 to 999.99 is short', () => {
    expect(raoOf(b.parseTao('8.29'))).toBe(8_290_000_000n)
    const short: string[] = []
    for (let cents = 1; cents <= 99_999; cents++) {
      const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
      if (raoOf(b.parseTao(text)) !== BigInt(cents) * 10_000_000n) short.push(text)
    }
    expect(short).toEqual([])
    // @ts-expect-error no floats
    expect(failure(() => b.parseTao(8.29))).toEqual(syntax('a number'))
  })

  test('from_tao(from_rao(r).tao): the way through text loses no rao (Custom error: 5, btcli #354)', () => {
    const lost: bigint[] = []
    // 2,305 of 99,999 amounts below 1e14 differ there; a fixed walk visits as many.
    for (let i = 0n, rao = 1n; i < 99_999n; i++, rao = (rao * 6_364_136_223_846_793_005n + 1n) % 10n ** 14n) {
      if (raoOf(b.parseTao(b.format(balanceFromRao(rao, b.tao)))) !== rao) lost.push(rao)
    }
    expect(lost).toEqual([])
  })

  test('from_tao(9007199.254740993).rao: exact above 2^53', () => {
    expect(raoOf(b.parseTao('9007199.254740993'))).toBe(9_007_199_254_740_993n)
  })

  test('from_tao(0.0000000019).rao: a 10th decimal is refused, not cut', () => {
    const precision = { code: 'E_BALANCE_PRECISION', context: { text: '0.0000000019' } }
    // @ts-expect-error a literal of ten decimals
    expect(failure(() => b.parseTao('0.0000000019'))).toEqual(precision)
    expect(failure(() => b.parseTao('0.0000000019' as string))).toEqual(precision)
  })

  test('from_tao(-1); from_tao(1)-from_tao(2): nothing is negative', () => {
    expect(failure(() => b.parseTao('-1'))).toEqual(syntax('-1'))
    expect(failure(() => b.subtract(b.parseTao('1'), b.parseTao('2')))).toEqual({
      code: 'E_BALANCE_UNDERFLOW',
      context: { left: '1 TAO', right: '2 TAO' },
    })
    expect(failure(() => balanceFromRao(-1n, b.tao))).toEqual({
      code: 'E_BALANCE_OVERFLOW',
      context: { rao: '-1' },
    })
  })

  test('alpha2(1) + alpha3(1): subnets do not add up', () => {
    expect(
      failure(() =>
        b.add(
          b.parseAlpha('1', two),
          // @ts-expect-error another subnet
          b.parseAlpha('1', three),
        ),
      ),
    ).toEqual({ code: 'E_UNIT_MISMATCH', context: { left: '1 alpha 2', right: '1 alpha 3' } })
  })

  test('alpha2(1)+alpha2(1): a sum keeps its unit', () => {
    const total = b.add(b.parseAlpha('1', two), b.parseAlpha('1', two))
    expect(total.toJSON()).toEqual({ unit: 'alpha', netuid: 2, rao: '2000000000', decimal: '2' })
  })

  test('alpha2(1) == alpha3(1); alpha2(1) > tao(0.5): subnets are not compared', () => {
    const alpha = b.parseAlpha('1', two)
    const other = b.parseAlpha('1', three)
    const half = b.parseTao('0.5')
    // @ts-expect-error another subnet
    expect(failure(() => b.compare(alpha, other)).code).toBe('E_UNIT_MISMATCH')
    // @ts-expect-error TAO is another unit
    expect(failure(() => b.compare(alpha, half)).code).toBe('E_UNIT_MISMATCH')
    // @ts-expect-error no operator between units
    expect(failure(() => alpha > half)).toEqual(coerced('number'))
  })

  test('tao(2)*tao(3) / tao(6)/tao(3): amounts are not multiplied or divided', () => {
    const a = b.parseTao('6')
    const c = b.parseTao('3')
    // @ts-expect-error no product of amounts
    expect(failure(() => a * c)).toEqual(coerced('number'))
    // @ts-expect-error no quotient of amounts
    expect(failure(() => a / c)).toEqual(coerced('number'))
    // @ts-expect-error no multiple either: a share is a Percent, a rate is a Price
    expect(failure(() => a * 2)).toEqual(coerced('number'))
  })

  test('Balance(1)==1.9, Balance(1)==True: an amount equals no number', () => {
    const one = balanceFromRao(1n, b.tao)
    // @ts-expect-error a number
    expect(failure(() => one == 1.9)).toEqual(coerced('default'))
    // @ts-expect-error a boolean
    expect(failure(() => one == true)).toEqual(coerced('default'))
    // @ts-expect-error a number has no unit
    expect(() => b.compare(one, 1)).toThrow(TypeError)
  })

  test('tao(1)+1, tao(1)+0.5: a bare number is nothing', () => {
    const one = b.parseTao('1')
    // @ts-expect-error no operator
    expect(failure(() => one + 1)).toEqual(coerced('default'))
    // @ts-expect-error no operator, no fraction
    expect(failure(() => one + 0.5)).toEqual(coerced('default'))
    // @ts-expect-error a number has no unit
    expect(() => b.add(one, 1)).toThrow(TypeError)
  })

  test('x.set_unit(3): a unit is not set', () => {
    const x = b.parseAlpha('1', two)
    // @ts-expect-error there is no such method
    expect(() => x.set_unit(3)).toThrow(TypeError)
    // @ts-expect-error the unit is read-only
    expect(() => (x.unit = b.alphaOf(three))).toThrow(TypeError)
    // @ts-expect-error and so is its subnet
    expect(() => (x.unit.netuid = three)).toThrow(TypeError)
    expect(x.toJSON().netuid).toBe(2)
  })
})
