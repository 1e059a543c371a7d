import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import { balanceFromRao, raoOf } from '../../src/balance/wire.ts'
import { five, MAX, rao, runs, unit } from './arbitraries.ts'
import { failure } from './failure.ts'

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
