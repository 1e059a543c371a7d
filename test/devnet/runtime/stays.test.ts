import { describe, expect, test } from 'vitest'
import { coldkeyMinerCollateral, minerCollateral } from '../../../devnet/state/collateral.ts'
import { decayingLock, lock } from '../../../devnet/state/locks.ts'
import { rootStakeUnlockInterval, stakingHotkeys } from '../../../devnet/state/subtensor.ts'
import { invariants } from '../../support/invariants.ts'
import {
  add,
  alice,
  bob,
  hotOne,
  hotTwo,
  key,
  live,
  move,
  poolOne,
  poolTwo,
  remove,
  removeLimit,
  staking,
  subnet,
  swap,
  type TestChain,
  testChain,
  transfer,
} from './chain.ts'

/** Stake of Alice on each of two hotkeys of subnet 1, in alpha rao. */
const each = 1_000_000_000_000n
const positions = [
  { coldkey: alice, hotkey: hotOne, netuid: 1, alpha: each },
  { coldkey: alice, hotkey: hotTwo, netuid: 1, alpha: each },
]
const started = (given = {}) => testChain({ positions, ...given }, live())

/** Collateral of Alice on the first hotkey. */
function putUp(chain: TestChain, locked: bigint): void {
  const state = { locked, drain_ratio: 1n << 64n, min_locked: 0n, earned: 0n }
  chain.state.write(minerCollateral, state, 1, hotOne, alice)
  chain.state.write(coldkeyMinerCollateral, locked, 1, alice)
}
/** A lock of Alice that does not decay. */
function bind(chain: TestChain, locked_mass: bigint): void {
  chain.state.write(lock, { locked_mass, conviction: 0n, last_update: 1n }, alice, 1, hotOne)
  chain.state.write(decayingLock, false, alice, 1)
}
const within = (amount: bigint) => move(hotOne, hotTwo, 1, 1, amount)
const unavailable = 'SubtensorModule.StakeUnavailable'

/** Facts: yield.md b. */
describe('collateral stays where it was put up', () => {
  const leaving = [
    ['remove_stake', (amount: bigint) => remove(1, amount)],
    ['remove_stake_limit', (amount: bigint) => removeLimit(1, amount, 0n)],
    ['swap_stake', (amount: bigint) => swap(1, 2, amount)],
    ['move_stake across', (amount: bigint) => move(hotOne, hotTwo, 1, 2, amount)],
    ['transfer_stake across', (amount: bigint) => transfer(bob, 1, 2, amount)],
    ['move_stake within', within],
    ['transfer_stake within', (amount: bigint) => transfer(bob, 1, 1, amount)],
  ] as const

  test.each(leaving)('%s takes all above it and no more', (_, call) => {
    const chain = started()
    putUp(chain, 400_000_000_000n)
    expect(chain.send(alice, call(each - 400_000_000_000n + 1n))).toBe(unavailable)
    expect(chain.send(alice, call(each - 400_000_000_000n))).toBe('ok')
    expect(chain.stake(hotOne, alice, 1)).toBeGreaterThanOrEqual(400_000_000_000n - 1n)
    expect(invariants(chain.state)).toEqual([])
  })

  test('remove_stake of more than there is caps it first and then fails', () => {
    const chain = started()
    putUp(chain, 1n)
    expect(chain.send(alice, remove(1, 2n * each))).toBe(unavailable)
  })

  test('with a lock, both are kept over all hotkeys: off the subnet the lesser counts', () => {
    const chain = started()
    putUp(chain, 400_000_000_000n)
    bind(chain, 1_500_000_000_000n)
    // 2,000 staked, 1,500 locked, 400 put up: 100 may leave, from whichever hotkey.
    expect(chain.send(alice, remove(1, 100_000_000_001n, hotTwo))).toBe(unavailable)
    expect(chain.send(alice, remove(1, 100_000_000_000n, hotTwo))).toBe('ok')
  })

  test('a lock does not keep stake from another hotkey of the same subnet', () => {
    const chain = started()
    bind(chain, 2n * each)
    expect(chain.send(alice, within(each))).toBe('ok')
  })

  test('it counts as not available, and not as locked', () => {
    const chain = started()
    putUp(chain, 400_000_000_000n)
    const api = 'StakeInfoRuntimeApi_get_stake_availability_for_coldkeys'
    const [[, rows] = ['', []]] = chain.api<[string, [number, unknown][]][]>(api, [alice], [1])
    expect(rows[0]?.[1]).toEqual({ total: 2n * each, locked: 0n, available: 2n * each - 400_000_000_000n })
  })
})

/** Facts: yield.md c. */
describe('stake on root stays as long as the interval', () => {
  const onRoot = {
    positions: [
      { coldkey: alice, hotkey: hotOne, netuid: 0, alpha: each },
      { coldkey: alice, hotkey: hotTwo, netuid: 1, alpha: each },
    ],
    subnets: [subnet(0, { tao: each }), subnet(1, poolOne), subnet(2, poolTwo)],
  }
  const held = (interval: bigint) => {
    const chain = started(onRoot)
    chain.state.write(rootStakeUnlockInterval, interval)
    return chain
  }
  const calls = [
    ['remove_stake', remove(0, 10_000_000_000n)],
    ['swap_stake', swap(0, 1, 10_000_000_000n)],
    ['move_stake within root', move(hotOne, hotTwo, 0, 0, 10_000_000_000n)],
    ['transfer_stake', transfer(bob, 0, 0, 10_000_000_000n)],
  ] as const

  test.each(calls)('%s waits for the block in which it is over', (_, call) => {
    const chain = held(10n)
    chain.enter(5)
    expect(chain.send(alice, add(0, 1_000_000_000n))).toBe('ok')
    chain.enter(14)
    expect(chain.send(alice, call)).toBe('SubtensorModule.RootStakeLocked')
    chain.enter(15)
    expect(chain.send(alice, call)).toBe('ok')
  })

  test('a partial removal begins it anew, and unstake_all leaves such stake where it is', () => {
    const chain = held(10n)
    chain.enter(20)
    expect(chain.send(alice, remove(0, 10_000_000_000n))).toBe('ok')
    expect(chain.send(alice, remove(0, 10_000_000_000n))).toBe('SubtensorModule.RootStakeLocked')
    expect(chain.send(alice, staking('unstake_all', { hotkey: hotOne }))).toBe('ok')
    expect(chain.stake(hotOne, alice, 0)).toBe(each - 10_000_000_000n)
  })

  test('other subnets know none, and none is the default', () => {
    const chain = held(10n)
    expect(chain.send(alice, remove(1, 10_000_000_000n, hotTwo))).toBe('ok')
    const free = started(onRoot)
    expect(free.send(alice, add(0, 1_000_000_000n))).toBe('ok')
    expect(free.send(alice, remove(0, 10_000_000_000n))).toBe('ok')
  })
})

/** Facts: yield.md d. */
describe('a coldkey has stake on so many hotkeys', () => {
  const full = (chain: TestChain, coldkey: string, count: number) =>
    chain.state.write(
      stakingHotkeys,
      Array.from({ length: count }, (_, i) => key(20 + (i % 200)).slice(0, -3) + String(i).padStart(3, '0')),
      coldkey,
    )
  const refusal = 'SubtensorModule.TooManyStakingHotkeys'

  test.each([
    [255, 'ok'],
    [256, refusal],
  ])('its own call to one more, with %i already: %s', (count, outcome) => {
    const chain = started({ positions: [] })
    full(chain, alice, count)
    expect(chain.send(alice, add(1, 10_000_000_000n))).toBe(outcome)
  })

  test.each([
    [127, 'ok'],
    [128, refusal],
  ])('what another coldkey sends, with %i already: %s', (count, outcome) => {
    const chain = started()
    full(chain, bob, count)
    expect(chain.send(alice, transfer(bob, 1, 1, 10_000_000_000n))).toBe(outcome)
  })

  test('one that it has is no further one', () => {
    const chain = started({ positions: [] })
    full(chain, alice, 255)
    expect(chain.send(alice, add(1, 10_000_000_000n))).toBe('ok')
    expect(chain.send(alice, add(1, 10_000_000_000n))).toBe('ok')
  })

  test('at 425 any number', () => {
    const chain = testChain()
    full(chain, alice, 1_000)
    expect(chain.send(alice, add(1, 10_000_000_000n))).toBe('ok')
  })
})

test('unstake_all sells sixteen positions and leaves the rest without an error', () => {
  const netuids = Array.from({ length: 18 }, (_, i) => i + 1)
  const given = {
    subnets: [subnet(0), ...netuids.map(netuid => subnet(netuid, poolOne))],
    positions: netuids.map(netuid => ({ coldkey: alice, hotkey: hotOne, netuid, alpha: each })),
  }
  const left = (chain: TestChain) => netuids.filter(netuid => chain.stake(hotOne, alice, netuid) > 0n)
  const chain = testChain(given, live())
  expect(chain.send(alice, staking('unstake_all', { hotkey: hotOne }))).toBe('ok')
  expect(left(chain)).toEqual([17, 18])
  const older = testChain(given)
  expect(older.send(alice, staking('unstake_all', { hotkey: hotOne }))).toBe('ok')
  expect(left(older)).toEqual([])
})

describe('a fee in alpha', () => {
  const poor = { accounts: [{ address: alice, free: 600n }], positions }

  test('comes only from stake that is neither locked nor collateral', () => {
    const chain = testChain(poor, live())
    putUp(chain, each - 10_000_000_000n)
    // All that is above the collateral would have to pay the fee and be sold: only the fee can.
    const outcome = chain.send(alice, remove(1, 9_000_000_000n))
    expect(outcome).toBe('ok')
    const none = testChain(poor, live())
    putUp(none, each)
    expect(none.send(alice, remove(1, 10_000_000_000n))).toMatch(/^invalid/)
  })

  test('at 425 comes from all of it', () => {
    const chain = testChain(poor)
    bind(chain, 2n * each)
    expect(chain.send(alice, remove(1, 10_000_000_000n))).toBe(unavailable)
  })
})
