import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alphaOf, format, netuidFrom, Percent, parseAlpha } from '../../src/balance/index.ts'
import { balanceFromRao, raoOf } from '../../src/balance/wire.ts'
import { amountToTake } from '../../src/plan/amount.ts'
import { codeOf, failureOf } from '../support/failure.ts'

const netuid = netuidFrom(45, 'origin')
const alpha = (text: string) => parseAlpha(text, netuid)
const STAKE = alpha('21.536911597')
const MAX = 2n ** 64n - 1n
const where = 'on subnet 45'
const take = (wanted: Parameters<typeof amountToTake<'origin'>>[0], stake = STAKE) =>
  amountToTake(wanted, stake, where)
const share = (text: string) => ({ kind: 'share', percent: Percent.parse(text) }) as const

test('all is the very stake, not a copy of it', () => {
  expect(take({ kind: 'all' })).toBe(STAKE)
})

test('100% is as much as all', () => {
  expect(raoOf(take(share('100%')))).toBe(raoOf(STAKE))
})

test('an amount is itself, up to all of the stake', () => {
  expect(format(take({ kind: 'exact', amount: alpha('0.000000001') }))).toBe('0.000000001')
  expect(raoOf(take({ kind: 'exact', amount: STAKE }))).toBe(raoOf(STAKE))
})

test('a share is rounded down, over the whole range', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: MAX }),
      fc.integer({ min: 1, max: 100_000_000 }),
      (rao, millionths) => {
        const text = `${Math.floor(millionths / 1e6)}.${String(millionths % 1e6).padStart(6, '0')}%`
        const expected = (rao * BigInt(millionths)) / 100_000_000n
        const stake = balanceFromRao(rao, alphaOf(netuid))
        if (expected === 0n) expect(() => take(share(text), stake)).toThrow()
        else expect(raoOf(take(share(text), stake))).toBe(expected)
      },
    ),
    { numRuns: 200 },
  )
})

test('what is kept and what is taken are together the stake', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: MAX }), fc.bigInt({ min: 0n, max: MAX }), (rao, keep) => {
      fc.pre(keep < rao)
      const [stake, kept] = [rao, keep].map(each => balanceFromRao(each, alphaOf(netuid)))
      if (!stake || !kept) throw new Error('unreachable')
      expect(raoOf(take({ kind: 'keep', amount: kept }, stake)) + keep).toBe(rao)
    }),
    { numRuns: 200 },
  )
})

describe('is refused', () => {
  const none = alpha('0')
  test.each([
    ['of no stake: all', { kind: 'all' }, none, 'E_NO_STAKE'],
    ['of no stake: an amount', { kind: 'exact', amount: alpha('1') }, none, 'E_NO_STAKE'],
    ['of no stake: a share', share('50%'), none, 'E_NO_STAKE'],
    ['of no stake: keeping some', { kind: 'keep', amount: alpha('1') }, none, 'E_NO_STAKE'],
    [
      'one rao more than the stake',
      { kind: 'exact', amount: alpha('21.536911598') },
      STAKE,
      'E_NOT_ENOUGH_STAKE',
    ],
    [
      'an amount scaled by 1e9 once more',
      { kind: 'exact', amount: alpha('18446744073.709551615') },
      STAKE,
      'E_NOT_ENOUGH_STAKE',
    ],
    [
      'keeping more than there is',
      { kind: 'keep', amount: alpha('21.536911598') },
      STAKE,
      'E_NOT_ENOUGH_STAKE',
    ],
    ['keeping all of it', { kind: 'keep', amount: STAKE }, STAKE, 'E_NOTHING_MOVABLE'],
    ['a share of less than one rao', share('1%'), alpha('0.000000099'), 'E_NOTHING_MOVABLE'],
  ] as const)('%s', async (_, wanted, stake, code) => {
    expect(await codeOf(() => take(wanted, stake))).toEqual([code, 3])
  })

  test('with both amounts and the place named', async () => {
    const { message } = await failureOf(() => take({ kind: 'exact', amount: alpha('22') }))
    expect(message).toBe('22 is more than the 21.536911597 staked on subnet 45.')
  })
})
