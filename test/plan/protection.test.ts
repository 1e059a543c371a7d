import { describe, expect, test } from 'vitest'
import {
  alphaOf,
  type Balance,
  format,
  netuid,
  parseAlpha,
  parseLimitPrice,
  parseTao,
  Tolerance,
  tao,
  type Unit,
} from '../../src/balance/index.ts'
import { addLimits, removeLimits, swapLimits, type TradeLimits } from '../../src/chain/quote/limit.ts'
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

type Sale = Protection<ReturnType<typeof alphaOf<1>>, typeof tao, typeof tao>

const exposed = <B extends Unit, Q extends Unit, R extends Unit>(
  protection: Protection<B, Q, R>,
  quoted: Balance<R>,
  limits: TradeLimits<B, Q, R>,
) => ({ protection, quoted, limits, isTrusted: false })

const tolerance = (text: string) => ({ kind: 'tolerance' as const, tolerance: Tolerance.parse(text) })

const outcome = (protection: Across) => {
  const { minReceived, limitPrice } = protect({ protection, quoted, limits, isTrusted: false })
  return [minReceived && format(minReceived), limitPrice?.toText()]
}

describe('a protected swap', () => {
  test('promises what the tolerance leaves of the quote, and its limit guards that', () => {
    expect(outcome(tolerance('0.5%'))).toEqual(['724.642468992', '0.725189568'])
  })

  test('promises the minimum asked for', () => {
    expect(outcome({ kind: 'minimum', amount: parseAlpha('700', two) })[0]).toBe('700')
  })

  test('at the worst price asked for promises what that brings, the fee inside', () => {
    const price = parseLimitPrice('0.7', alphaOf(one), alphaOf(two))
    const minimum = outcome({ kind: 'minimum', amount: parseAlpha('700', two) })
    expect(outcome({ kind: 'limit', price })).toEqual(minimum)
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
    const refused = thrown(() => protect(exposed(tolerance('0.5%'), quote, swapLimits(off, swap))))
    expect([refused.code, refused.exit]).toEqual(['E_LIMIT_INEXPRESSIBLE', 3])
    const told = /--tolerance ([0-9.]+%)/.exec(refused.hint ?? '')?.[1] ?? ''
    expect(told).toMatch(/^0\.6395/)
    expect(protect(exposed(tolerance(told), quote, swapLimits(off, swap))).limitPrice).not.toBeNull()
  })

  test('where the curve of a pool is not known', () => {
    const unknown = swapLimits(new Map([[1, P1]]), swap)
    const price = parseLimitPrice('0.7', alphaOf(one), alphaOf(two))
    for (const protection of [tolerance('5%'), { kind: 'limit' as const, price }]) {
      expect(failure(() => protect(exposed(protection, quoted, unknown))).code).toBe('E_LIMIT_INEXPRESSIBLE')
    }
  })
})

test('a refusal names what is received on root as plans do', () => {
  const root = netuid(0)
  const toRoot = { origin: one, destination: root, amount: parseAlpha('20000', one) }
  const [least, bringing] = [parseAlpha('494', root), parseAlpha('494.803', root)]
  const asked = {
    protection: { kind: 'minimum' as const, amount: least },
    quoted: bringing,
    limits: swapLimits(markets, toRoot),
    isTrusted: false,
  }
  const refused = thrown(() => protect(asked))
  expect([refused.code, refused.message.includes('494 τ on root')]).toEqual(['E_LIMIT_INEXPRESSIBLE', true])
  const agreed = {
    minReceived: parseAlpha('495', root),
    limitPrice: parseLimitPrice('0.02', alphaOf(one), alphaOf(root)),
    belief: 'pools' as const,
  }
  const worse = thrown(() => protect({ ...asked, protection: tolerance('1%'), agreed }))
  expect([worse.code, worse.context]).toMatchObject([
    'E_QUOTE_WORSE',
    { shown: 'at least 495 τ on root', now: '494.803 τ on root' },
  ])
})

test('an addition is bounded by a highest price, a removal by a lowest', () => {
  const adding = addLimits(markets, { destination: two, amount: parseTao('1000') })
  const added = protect(exposed(tolerance('2%'), parseAlpha('29151.73707', two), adding))
  expect([added.limitPrice?.base, added.limitPrice?.quote]).toEqual([alphaOf(two), tao])
  expect(added.limitPrice?.toText()).toMatch(/^0\.03/)
  const removing = removeLimits(markets, { origin: one, amount: parseAlpha('1000', one) })
  const removed = protect(exposed(tolerance('1%'), parseTao('24.974'), removing))
  expect(removed.limitPrice?.toText()).toMatch(/^0\.0247/)
})

describe('a sale so large that its own impact leaves little', () => {
  // 1% of the pool: it pays 1% less than the price before, and ends at 2% less.
  const amount = parseAlpha('20000', one)
  const bringing = parseTao('494.803')
  const sale = (protection: Sale, more: { isTrusted?: boolean; allowPartial?: boolean } = {}) => {
    const { allowPartial = false, isTrusted = false } = more
    const limits = removeLimits(markets, { origin: one, amount, allowPartial })
    return protect({ protection, quoted: bringing, limits, isTrusted })
  }
  const least = (text: string) => ({ kind: 'minimum' as const, amount: parseTao(text) })
  const price = (text: string) => ({
    kind: 'limit' as const,
    price: parseLimitPrice(text, alphaOf(one), tao),
  })
  const text = ({ limitPrice }: ReturnType<typeof sale>) => limitPrice?.toText()

  test('a floor is guarded by what it is of each alpha sold, less the fee, whatever the pool is', () => {
    expect(text(sale(least('485')))).toBe('0.024262218')
    expect(sale(least('485')).belief).toBe('nothing')
  })

  test('one that no such limit guards is refused, with the nearest and the ways out', () => {
    const refused = thrown(() => sale(least('492')))
    expect([refused.code, refused.exit]).toEqual(['E_LIMIT_INEXPRESSIBLE', 3])
    const [, nearest = ''] = /--min-received ([0-9.]+)/.exec(refused.hint ?? '') ?? []
    expect(Number(nearest)).toBeCloseTo(489.94, 1)
    for (const way of ['smaller amount', '--confirm-with', '--trust-endpoint'])
      expect(refused.hint).toContain(way)
    expect(sale(least(nearest)).belief).toBe('nothing')
  })

  test('one of a trusted endpoint is guarded in the pool as it is told', () => {
    const trusted = sale(least('492'), { isTrusted: true })
    expect(trusted.belief).toBe('pools')
    expect(Number(text(trusted))).toBeLessThan(0.0246)
    expect(sale(least('450'), { isTrusted: true }).belief).toBe('nothing')
  })

  test('a tolerance is guarded so where that leaves others at least half of it', () => {
    expect(sale(tolerance('5%')).belief).toBe('nothing')
    expect(sale(tolerance('1.5%')).belief).toBe('pools')
    expect(sale(tolerance('0.5%')).belief).toBe('pools')
  })

  test('in parts none is refused: the limit is where to stop', () => {
    const part = sale(least('492'), { allowPartial: true })
    expect([part.belief, text(part)]).toEqual(['nothing', '0.024612394'])
    const above = sale(least('496'), { allowPartial: true })
    expect(text(above)).toBe('0.024812495')
    expect(text(sale(price('0.0246'), { allowPartial: true }))).toBe(text(part))
  })

  test('a limit price has the fee inside, and is refused by what the trade brings', () => {
    expect(text(sale(price('0.02425')))).toBe(text(sale(least('485'))))
    const refused = thrown(() => sale(price('0.025')))
    expect([refused.code, refused.exit]).toEqual(['E_LIMIT_CROSSED', 3])
    expect(refused.message).toContain('0.02474015 ')
    const near = thrown(() => sale(price('0.0246')))
    const [, nearest = ''] = /--limit-price ([0-9.]+)/.exec(near.hint ?? '') ?? []
    expect(sale(price(nearest)).belief).toBe('nothing')
  })
})
