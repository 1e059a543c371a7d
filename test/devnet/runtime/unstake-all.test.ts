import { describe, expect, test } from 'vitest'
import { invariants } from '../../support/invariants.ts'
import {
  alice,
  author,
  bob,
  hotOne,
  hotTwo,
  poolOne,
  poolTwo,
  staking,
  subnet,
  testChain,
  unknown,
} from './chain.ts'

const all = (hotkey = hotOne) => staking('unstake_all', { hotkey })
const allAlpha = (hotkey = hotOne) => staking('unstake_all_alpha', { hotkey })

/** Stake of Alice under one hotkey on root, two pools and a subnet that has not started. */
const spread = {
  subnets: [subnet(0), subnet(1, poolOne), subnet(2, poolTwo), subnet(3, { ...poolOne, started: false })],
  positions: [0, 1, 2, 3].map(netuid => ({ coldkey: alice, hotkey: hotOne, netuid, alpha: 1_000_000_000n })),
}
const sales = (chain: ReturnType<typeof testChain>) =>
  chain
    .last()
    .filter(event => event.name === 'StakeRemoved')
    .map(event => (event.fields as unknown[])[4])

describe('unstake_all', () => {
  test('sells on every started subnet, root too, one fee each', () => {
    const chain = testChain(spread)
    const before = chain.free(alice)
    expect(chain.send(alice, all())).toBe('ok')
    expect(sales(chain)).toEqual([0, 1, 2])
    expect([0, 1, 2, 3].map(netuid => chain.stake(hotOne, alice, netuid))).toEqual([
      0n,
      0n,
      0n,
      1_000_000_000n,
    ])
    const { actual_fee } = chain.event('TransactionFeePaid') as { actual_fee: bigint }
    // 1:1 on root, then the first row of facts/chain.md 3.9 and its like on subnet 2.
    expect(chain.free(alice)).toBe(before - actual_fee + 1_000_000_000n + 24_987_398n + 34_268_440n)
    expect(invariants(chain.state)).toEqual([])
  })

  test('succeeds where there is nothing to sell', () => {
    const chain = testChain()
    expect(chain.send(alice, all(hotTwo))).toBe('ok')
    expect(sales(chain)).toEqual([])
  })

  test('needs a known hotkey', () => {
    expect(testChain().send(alice, all(unknown))).toBe('SubtensorModule.HotKeyAccountNotExists')
  })

  test('skips a pool that cannot pay, and keeps the stake there', () => {
    const dry = { alphaIn: 2_000_000_000_000_000n, tao: 999_999n }
    const chain = testChain({
      ...spread,
      subnets: [subnet(0), subnet(1, dry), subnet(2, poolTwo), subnet(3)],
    })
    expect(chain.send(alice, all())).toBe('ok')
    expect(sales(chain)).toEqual([0, 2])
    expect(chain.stake(hotOne, alice, 1)).toBe(1_000_000_000n)
  })

  test('fails as a whole when the fee of one sale sells for nothing', () => {
    const positions = [
      { coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 2_000n },
      { coldkey: alice, hotkey: hotOne, netuid: 0, alpha: 5_000_000n },
    ]
    const chain = testChain({ positions })
    const before = chain.state.snapshot()
    expect(chain.send(alice, all())).toBe('Swap.ReservesTooLow')
    expect(chain.changedByFailure(before)).toEqual([])
    expect(chain.stake(hotOne, alice, 0)).toBe(5_000_000n)
  })
})

describe('unstake_all_alpha', () => {
  test('sells all but root and stakes the sum on root without a fee', () => {
    const chain = testChain(spread)
    expect(chain.send(alice, allAlpha())).toBe('ok')
    expect(sales(chain)).toEqual([1, 2])
    const sum = 24_987_398n + 34_268_440n
    expect(chain.event('StakeAdded')).toEqual([alice, hotOne, sum, sum, 0, 0n])
    expect(chain.stake(hotOne, alice, 0)).toBe(1_000_000_000n + sum)
    expect(invariants(chain.state)).toEqual([])
  })

  test('has no minimum', () => {
    const positions = [{ coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 80_000n }]
    const chain = testChain({ positions })
    expect(chain.send(alice, allAlpha())).toBe('ok')
    expect(chain.stake(hotOne, alice, 0)).toBeGreaterThan(0n)
    expect(chain.stake(hotOne, alice, 0)).toBeLessThan(2_000n)
  })

  test.each([
    ['nothing to sell', {}, hotTwo, 'AmountTooLow'],
    ['an unknown hotkey', {}, unknown, 'HotKeyAccountNotExists'],
  ])('refuses %s', (_, given, hotkey, error) => {
    expect(testChain(given).send(alice, allAlpha(hotkey))).toBe(`SubtensorModule.${error}`)
  })
})

describe('the fee of both is paid in alpha', () => {
  const accounts = [
    { address: bob, free: 600n },
    { address: author, free: 1_000_000_000n },
  ]
  const at = (netuid: number) => ({ coldkey: bob, hotkey: hotOne, netuid, alpha: 10_000_000_000n })

  test.each([
    ['unstake_all', all()],
    ['unstake_all_alpha', allAlpha()],
  ])('%s: where the stake lies on one started subnet', (_, call) => {
    const chain = testChain({ ...spread, accounts, positions: [at(1), at(3)] })
    expect(chain.send(bob, call)).toBe('ok')
    expect(chain.event('TransactionFeePaidWithAlpha')).toMatchObject({ who: bob, netuid: 1 })
    expect(sales(chain)).toEqual([1, 1])
  })

  test('but not where it lies on two, or nowhere', () => {
    const chain = (positions: ReturnType<typeof at>[]) => testChain({ ...spread, accounts, positions })
    expect(chain([at(1), at(2)]).send(bob, all())).toBe('invalid "Payment"')
    expect(chain([]).send(bob, all())).toBe('invalid "Payment"')
  })
})
