import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import { balanceFromRao, raoOf } from '../../src/balance/wire.ts'
import { MAX, rao, runs } from './arbitraries.ts'
import { failure } from './failure.ts'

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
