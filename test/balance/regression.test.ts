import { describe, expect, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import { balanceFromRao, raoOf } from '../../src/balance/wire.ts'
import { failure, thrown } from './failure.ts'

/**
 * `btcli stake swap --swap-all` called Balance.from_tao on an amount that was a Balance already:
 * 21.536911597 alpha became 21,536,911,597.
 * https://github.com/opentensor/btcli/pull/328, mended in commit 0d223010 (2025-02-19, 9.0.2).
 */
describe('the double conversion of btcli #328', () => {
  const subnet = b.netuid(45)
  const STAKE = 21_536_911_597n

  test('21.536911597 alpha on subnet 45 is exactly 21536911597 rao', () => {
    const stake = b.parseAlpha('21.536911597', subnet)
    expect(raoOf(stake)).toBe(STAKE)
    expect(stake.toJSON()).toEqual({
      unit: 'alpha',
      netuid: 45,
      rao: '21536911597',
      decimal: '21.536911597',
    })
    expect(balanceFromRao(STAKE, b.alphaOf(subnet))).toEqual(stake)
  })

  test('21536911597 alpha cannot be expressed', () => {
    expect(STAKE * 1_000_000_000n > 2n ** 64n - 1n).toBe(true)
    const text = '21536911597'
    const error = thrown(() => b.parseAlpha(text, subnet))
    expect({ code: error.code, context: error.context, exit: error.exit }).toEqual({
      code: 'E_BALANCE_RANGE',
      context: { text },
      exit: 2,
    })
    expect(error.hint).toBe('Check the number: was it converted twice?')
    expect(failure(() => b.parseAlpha('21,536,911,597', subnet)).code).toBe('E_BALANCE_SYNTAX')
    expect(failure(() => balanceFromRao(STAKE * 1_000_000_000n, b.alphaOf(subnet)))).toEqual({
      code: 'E_BALANCE_OVERFLOW',
      context: { rao: '21536911597000000000' },
    })
  })

  test('an amount cannot be converted twice', () => {
    const stake = b.parseAlpha('21.536911597', subnet)
    // The compiler refuses each of these; here the same is asked of the running program.
    expect(failure(() => b.parseAlpha(stake as never, subnet)).code).toBe('E_BALANCE_SYNTAX')
    expect(failure(() => balanceFromRao(stake as never, stake.unit)).code).toBe('E_BUG')
    expect(failure(() => balanceFromRao(raoOf(stake) * raoOf(b.parseTao('1')), stake.unit)).code).toBe(
      'E_BALANCE_OVERFLOW',
    )
  })

  test('rao taken for alpha is noticed from 18.45 alpha on, and text never is rao', () => {
    const stake = b.parseAlpha('21.536911597', subnet)
    expect(failure(() => b.parseAlpha(stake.toJSON().rao, subnet)).code).toBe('E_BALANCE_RANGE')
    expect(b.parseAlpha(b.format(stake), subnet)).toEqual(stake)
    expect(b.readBalance(stake.toJSON())).toEqual(b.widen(stake))
  })

  test('all of a position is the position: widening, storing and naming it again change nothing', () => {
    const stake = b.parseAlpha('21.536911597', subnet)
    const stored = b.readBalance(JSON.parse(JSON.stringify(stake))) as b.Balance<b.SomeAlpha>
    expect(raoOf(b.narrow(stored, subnet))).toBe(STAKE)
    expect(raoOf(b.Percent.parse('100%').of(stake, 'exact'))).toBe(STAKE)
  })
})
