import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import { balanceFromRao } from '../../src/balance/wire.ts'
import { rao, runs, unit } from './arbitraries.ts'
import { failure } from './failure.ts'

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
