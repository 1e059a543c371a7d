import { describe, expect, test } from 'vitest'
import { MIN_STAKE, stake, transition, unstake } from '../../src/pool/transition.ts'
import { P1, P2 } from './vectors.ts'

const W1 = { ...P1, quoteWeight: 499_876_543_210_987_654n }
const W2 = { ...P2, quoteWeight: 500_123_456_789_012_345n }

describe('transition', () => {
  test.each([
    {
      pools: 'equal',
      origin: P1,
      destination: P2,
      amount: 1_000_000_000n,
      fee: 503_547n,
      tao: 24_987_398n,
      bought: 728_798_956n,
    },
    {
      pools: 'equal',
      origin: P1,
      destination: P2,
      amount: 123_456_789_012n,
      fee: 62_166_384n,
      tao: 3_084_675_249n,
      bought: 89_967_382_094n,
    },
    {
      pools: 'equal',
      origin: P1,
      destination: P2,
      amount: 5_000_000_000_000n,
      fee: 2_517_738_612n,
      tao: 124_625_649_298n,
      bought: 3_631_143_657_558n,
    },
    {
      pools: 'weighted',
      origin: W1,
      destination: W2,
      amount: 1_000_000_000n,
      fee: 503_547n,
      tao: 24_999_741n,
      bought: 729_519_127n,
    },
    {
      pools: 'weighted',
      origin: W1,
      destination: W2,
      amount: 5_000_000_000_000n,
      fee: 2_517_738_612n,
      tao: 124_687_131_208n,
      bought: 3_634_726_712_150n,
    },
  ])('moves $amount between $pools pools, with one fee', ({
    origin,
    destination,
    amount,
    fee,
    tao,
    bought,
  }) => {
    const { unstaked, staked } = transition(origin, destination, amount)
    expect(unstaked).toMatchObject({ paidIn: amount - fee, fee, out: tao, refund: 0n })
    expect(staked).toMatchObject({ paidIn: tao, fee: 0n, out: bought })
  })

  test('leaves both pools as the chain does, the author’s sale included', () => {
    const { unstaked, origin, destination } = transition(P1, P2, 1_000_000_000n)
    expect(unstaked.authorTao).toBe(12_588n)
    expect(origin).toEqual({ ...P1, alphaIn: 2_000_001_000_000_000n, tao: 49_999_975_000_014n })
    expect(destination).toEqual({ ...P2, alphaIn: 3_499_999_271_201_044n, tao: 120_000_024_987_398n })
  })

  test('stakes less when the existential deposit takes its part', () => {
    const { unstaked, staked } = transition(P1, P2, 1_000_000_000n, { heldBack: 500n })
    expect(unstaked.out).toBe(24_987_398n)
    expect(staked).toMatchObject({ paidIn: 24_986_898n, out: 728_784_373n })
  })

  test('into root pays the fee at the origin', () => {
    const { unstaked, staked, destination } = transition(P1, 'root', 1_000_000_000n)
    expect(unstaked).toMatchObject({ fee: 503_547n, out: 24_987_398n })
    expect(staked).toEqual({ paidIn: 24_987_398n, fee: 0n, out: 24_987_398n, after: 'root' })
    expect(destination).toBe('root')
  })

  test('out of root pays the fee at the destination', () => {
    const { unstaked, staked, origin } = transition('root', P2, 1_000_000_000n)
    expect(unstaked).toMatchObject({ fee: 0n, out: 1_000_000_000n, authorTao: 0n })
    expect(staked).toMatchObject({ paidIn: 999_496_453n, fee: 503_547n, out: 29_151_737_070n })
    expect(origin).toBe('root')
  })

  test('out of a stable subnet other than root pays no fee at all', () => {
    expect(transition('stable', P2, 1_000_000_000n).staked).toMatchObject({ paidIn: 1_000_000_000n, fee: 0n })
  })

  test('proceeds below the least stake stay free and the destination is not touched', () => {
    const least = transition('stable', P2, MIN_STAKE)
    expect(least.staked).toBeDefined()
    const less = transition('stable', P2, MIN_STAKE - 1n)
    expect(less.staked).toBeUndefined()
    expect(less.destination).toBe(P2)
    expect(less.unstaked.out).toBe(MIN_STAKE - 1n)
  })

  test('is refused for a fee that is worth less than 1 rao', () => {
    expect(() => unstake(P1, 50_000n)).toThrow('ReservesTooLow')
    expect(unstake(P1, 1_985n)).toMatchObject({ fee: 0n, out: 49n, authorTao: 0n })
  })

  test('is refused when the sale leaves a pool in which the author’s fee cannot be sold', () => {
    const small = { ...P1, alphaIn: 10n ** 9n, tao: 1_000_100n }
    expect(() => unstake(small, 1_000_000n, { dropFee: true })).toThrow('ReservesTooLow')
  })

  test('gives back what a limit leaves unsold', () => {
    const { paidIn, fee, refund } = unstake(P1, 10n ** 15n, { limitRao: 24_500_000n })
    expect(paidIn + fee + refund).toBe(10n ** 15n)
    expect(refund).toBe(10n ** 15n - 20_315_318_836_955n)
  })

  test('staking an amount that buys nothing is AmountTooLow', () => {
    expect(() => stake('root', 0n)).toThrow('AmountTooLow')
    expect(() => stake(P2, 0n)).toThrow('AmountTooLow')
  })
})
