import { describe, expect, test } from 'vitest'
import {
  alphaOf,
  format,
  netuid,
  parseAlpha,
  parseLimitPrice,
  parseTao,
  Tolerance,
  tao,
} from '../../src/balance/index.ts'
import { addLimits, removeLimits, swapLimits } from '../../src/chain/limit.ts'
import { type Protection, protect } from '../../src/plan/protection.ts'
import { failure, thrown } from '../balance/failure.ts'
import { P1, P2 } from '../pool/vectors.ts'

const [one, two] = [netuid(1), netuid(2)]
const markets = new Map([
  [1, P1],
  [2, P2],
])
const swap = { origin: one, destination: two, amount: parseAlpha('1000', one) }
/** What the pools bring, as test/pool holds it. */
const quoted = parseAlpha('728.283888435', two)
const limits = swapLimits(markets, swap)
type Across = Protection<
  ReturnType<typeof alphaOf<1>>,
  ReturnType<typeof alphaOf<2>>,
  ReturnType<typeof alphaOf<2>>
>

const tolerance = (text: string) => ({ kind: 'tolerance' as const, tolerance: Tolerance.parse(text) })

const outcome = (protection: Across) => {
  const { minReceived, limitPrice } = protect(protection, quoted, limits)
  return [minReceived && format(minReceived), limitPrice?.toText()]
}

describe('a protected swap', () => {
  test('promises what the tolerance leaves of the quote, and its limit guards that', () => {
    expect(outcome(tolerance('0.5%'))).toEqual(['724.642468992', '0.725007551'])
  })

  test('promises the minimum asked for', () => {
    expect(outcome({ kind: 'minimum', amount: parseAlpha('700', two) })[0]).toBe('700')
  })

  test("under a limit of the user's own promises what the worst state brings", () => {
    const price = parseLimitPrice('0.725007551', alphaOf(one), alphaOf(two))
    expect(outcome({ kind: 'limit', price })[0]).toMatch(/^724\.64246/)
  })

  test('without protection promises nothing', () => {
    expect(outcome({ kind: 'none' })).toEqual([null, undefined])
  })
})

describe('a swap is refused', () => {
  test('for a minimum above the quote', () => {
    const error = thrown(() => outcome({ kind: 'minimum', amount: parseAlpha('728.283888436', two) }))
    expect([error.code, error.exit]).toEqual(['E_MIN_ABOVE_QUOTE', 3])
    expect(error.message).toContain('728.283888435 alpha 2')
  })

  test('for a limit that is crossed already', () => {
    const price = parseLimitPrice('0.73', alphaOf(one), alphaOf(two))
    expect(failure(() => outcome({ kind: 'limit', price })).code).toBe('E_LIMIT_CROSSED')
  })

  test('where no limit guards the minimum, with the tolerance that would do', () => {
    const off = new Map([[1, { ...P1, quoteWeight: 510_000_000_000_000_000n }], ...[...markets].slice(1)])
    const quote = parseAlpha('699.736298819', two)
    const refused = thrown(() => protect(tolerance('0.5%'), quote, swapLimits(off, swap)))
    expect([refused.code, refused.exit]).toEqual(['E_LIMIT_INEXPRESSIBLE', 3])
    const told = /--tolerance ([0-9.]+%)/.exec(refused.hint ?? '')?.[1] ?? ''
    expect(told).toMatch(/^0\.6395/)
    expect(protect(tolerance(told), quote, swapLimits(off, swap)).limitPrice).not.toBeNull()
  })

  test('where the curve of a pool is not known; a limit of the user is taken, and promises nothing', () => {
    const unknown = swapLimits(new Map([[1, P1]]), swap)
    expect(failure(() => protect(tolerance('5%'), quoted, unknown)).code).toBe('E_LIMIT_INEXPRESSIBLE')
    const price = parseLimitPrice('0.7', alphaOf(one), alphaOf(two))
    expect(protect({ kind: 'limit', price }, quoted, unknown)).toEqual({
      minReceived: null,
      limitPrice: price,
    })
  })
})

test('an addition is bounded by a highest price, a removal by a lowest', () => {
  const added = protect(
    tolerance('1%'),
    parseAlpha('29151.73707', two),
    addLimits(markets, { destination: two, amount: parseTao('1000') }),
  )
  expect([added.limitPrice?.base, added.limitPrice?.quote]).toEqual([alphaOf(two), tao])
  expect(added.limitPrice?.toText()).toMatch(/^0\.03/)
  const removed = protect(
    tolerance('1%'),
    parseTao('24.987'),
    removeLimits(markets, { origin: one, amount: parseAlpha('1000', one) }),
  )
  expect(removed.limitPrice?.toText()).toMatch(/^0\.0247/)
})
