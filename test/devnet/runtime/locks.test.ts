import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rollForward } from '../../../devnet/runtime/locks/roll.ts'
import { invariants } from '../../support/invariants.ts'
import {
  alice,
  bob,
  hotOne,
  hotTwo,
  key,
  move,
  poolOne,
  remove,
  removeLimit,
  staking,
  subnet,
  swap,
  type TestChain,
  testChain,
  transfer,
  unknown,
} from './chain.ts'

interface Rolled {
  readonly mass: string
  readonly conviction: string
  readonly since: string
  readonly now: string
  readonly unlock: string
  readonly maturity: string
  readonly owner: boolean
  readonly perpetual: boolean
  readonly rolled: readonly [mass: string, conviction: string, lastUpdate: string]
}
const { rows } = JSON.parse(
  readFileSync(new URL('../../vectors/locks-rust.json', import.meta.url), 'utf8'),
) as { rows: readonly Rolled[] }

const lock = (netuid: number, amount: bigint, hotkey = hotOne) =>
  staking('lock_stake', { hotkey, netuid, amount })
const moveLock = (netuid: number, destination_hotkey: string) =>
  staking('move_lock', { destination_hotkey, netuid })
const perpetual = (netuid: number, enabled: boolean) => staking('set_perpetual_lock', { netuid, enabled })
const reject = (enabled: boolean) => staking('set_reject_locked_alpha', { enabled })
const stored = (chain: TestChain, name: string, ...args: (string | number)[]) =>
  chain.stored('SubtensorModule', name, ...args)
const available = (chain: TestChain, who = alice, netuid = 1) => {
  const api = 'StakeInfoRuntimeApi_get_stake_availability_for_coldkeys'
  const [[, rows] = ['', []]] = chain.api<[string, [number, unknown][]][]>(api, [who], [netuid])
  return rows[0]?.[1]
}

/** What Alice has on subnet 1 at first, in alpha rao. */
const all = 10_000_000_000_000n
/** e^(-1) of `all`, as the chain's series has it. */
const afterOneRate = 3_678_794_411_714n

test('a lock ages as in the compiled source', () => {
  for (const row of rows) {
    const before = {
      locked_mass: BigInt(row.mass),
      conviction: BigInt(row.conviction),
      last_update: BigInt(row.since),
    }
    const rates = { unlock: BigInt(row.unlock), maturity: BigInt(row.maturity) }
    const after = rollForward(before, BigInt(row.now), rates, row)
    expect([after.locked_mass, after.conviction, after.last_update].map(String)).toEqual(row.rolled)
  }
})

describe('lock_stake', () => {
  test('binds stake, in the lock, its index and its total', () => {
    const chain = testChain()
    expect(chain.send(alice, lock(1, 4_000_000_000n, hotTwo))).toBe('ok')
    const fields = { coldkey: alice, hotkey: hotTwo, netuid: 1, amount: 4_000_000_000n }
    expect(chain.event('StakeLocked')).toEqual(fields)
    const state = { locked_mass: 4_000_000_000n, conviction: 0n, last_update: 1n }
    expect(stored(chain, 'Lock', alice, 1, hotTwo)).toEqual(state)
    expect(stored(chain, 'LockingColdkeys', 1, hotTwo, alice)).toBeNull()
    expect(stored(chain, 'DecayingHotkeyLock', 1, hotTwo)).toEqual(state)
    expect(available(chain)).toEqual({
      total: all,
      locked: 4_000_000_000n,
      available: all - 4_000_000_000n,
    })
    expect(chain.api('StakeInfoRuntimeApi_get_coldkey_lock', alice, 1)).toEqual(state)
    expect(chain.api('StakeInfoRuntimeApi_get_coldkey_lock', bob, 1)).toBeUndefined()
  })

  test('to the hotkey that owns the subnet is mature at once and adds to the total of owners', () => {
    const chain = testChain()
    expect(chain.send(alice, lock(1, 4_000_000_000n))).toBe('ok')
    const state = { locked_mass: 4_000_000_000n, conviction: 4_000_000_000n << 64n, last_update: 1n }
    expect(stored(chain, 'DecayingOwnerLock', 1)).toEqual(state)
    expect(stored(chain, 'Lock', alice, 1, hotOne)).toEqual(state)
  })

  test('adds to the lock there is', () => {
    const chain = testChain()
    chain.send(alice, lock(1, all - 5n, hotTwo))
    expect(chain.send(alice, lock(1, 6n, hotTwo))).toBe('SubtensorModule.InsufficientStakeForLock')
    expect(chain.send(alice, lock(1, 5n, hotTwo))).toBe('ok')
    expect(available(chain)).toEqual({ total: all, locked: all, available: 0n })
  })

  test.each([
    ['nothing', lock(77, 0n, unknown), 'AmountTooLow'],
    ['an unknown hotkey', lock(77, 1n, unknown), 'HotKeyAccountNotExists'],
    ['a second hotkey', lock(1, all, hotTwo), 'LockHotkeyMismatch'],
    ['more than is staked', lock(1, all, hotOne), 'InsufficientStakeForLock'],
  ])('refuses %s, in this order', (_, call, error) => {
    const chain = testChain()
    chain.send(alice, lock(1, 1_000n))
    expect(chain.send(alice, call)).toBe(`SubtensorModule.${error}`)
  })
})

describe('a lock', () => {
  test('decays to 1/e in 934,866 blocks, unless it is perpetual', () => {
    const chain = testChain()
    chain.send(alice, lock(1, all, hotTwo))
    chain.enter(934_867)
    expect(available(chain)).toMatchObject({ locked: afterOneRate })
    expect(chain.send(alice, perpetual(1, true))).toBe('ok')
    expect(chain.event('PerpetualLockUpdated')).toEqual({ coldkey: alice, netuid: 1, enabled: true })
    chain.enter(2_000_000)
    expect(available(chain)).toMatchObject({ locked: afterOneRate })
    expect(stored(chain, 'DecayingHotkeyLock', 1, hotTwo)).toBeUndefined()
    expect(stored(chain, 'HotkeyLock', 1, hotTwo)).toMatchObject({ locked_mass: afterOneRate })
    chain.send(alice, perpetual(1, false))
    chain.enter(9_000_000)
    expect(available(chain)).toMatchObject({ locked: 2_059_856_359n })
  })

  test('below 100 alpha rao is none', () => {
    const chain = testChain()
    chain.send(alice, lock(1, 99n, hotTwo))
    expect(stored(chain, 'Lock', alice, 1, hotTwo)).toBeUndefined()
    expect(available(chain)).toMatchObject({ locked: 0n })
  })

  test('holds back sales and moves to other subnets over all hotkeys together', () => {
    const chain = testChain({
      positions: [
        { coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 6_000_000_000n },
        { coldkey: alice, hotkey: hotTwo, netuid: 1, alpha: 4_000_000_000n },
      ],
    })
    chain.send(alice, lock(1, 5_000_000_000n, hotTwo))
    const refused = 'SubtensorModule.StakeUnavailable'
    expect(chain.send(alice, remove(1, 5_000_000_001n))).toBe(refused)
    expect(chain.send(alice, removeLimit(1, 5_000_000_001n, 1n))).toBe(refused)
    expect(chain.send(alice, swap(1, 2, 5_000_000_001n))).toBe(refused)
    expect(chain.send(alice, move(hotOne, hotTwo, 1, 2, 5_000_000_001n))).toBe(refused)
    expect(chain.send(alice, transfer(bob, 1, 2, 5_000_000_001n))).toBe(refused)
    expect(chain.send(alice, staking('unstake_all', { hotkey: hotOne }))).toBe('ok')
    expect(chain.stake(hotOne, alice, 1)).toBe(6_000_000_000n)
    expect(chain.send(alice, move(hotOne, hotTwo, 1, 1, 6_000_000_000n))).toBe('ok')
    expect(chain.send(alice, remove(1, 5_000_000_000n, hotTwo))).toBe('ok')
    expect(available(chain)).toEqual({ total: 5_000_000_000n, locked: 5_000_000_000n, available: 0n })
  })

  test('shrinks with a nomination that is forced out', () => {
    const chain = testChain({
      positions: [{ coldkey: alice, hotkey: hotTwo, netuid: 1, alpha: 1_000_000_000n }],
    })
    const item = { id: 'SubtensorModule.NominatorMinRequiredStake', pallet: '', name: '', fallback: 0n }
    chain.state.write(item, 2_500_000n)
    chain.send(alice, lock(1, 100_000_000n, hotTwo))
    expect(chain.send(alice, remove(1, 900_000_000n, hotTwo))).toBe('ok')
    expect(chain.stake(hotTwo, alice, 1)).toBe(0n)
    expect(stored(chain, 'Lock', alice, 1, hotTwo)).toBeUndefined()
    expect(stored(chain, 'DecayingHotkeyLock', 1, hotTwo)).toBeUndefined()
  })

  test('is brought up to the block by a trade of its subnet', () => {
    const chain = testChain()
    chain.send(alice, lock(1, 1_000_000_000_000n, hotTwo))
    chain.enter(934_867)
    expect(chain.send(alice, remove(1, 1_000_000_000n))).toBe('ok')
    const state = stored(chain, 'Lock', alice, 1, hotTwo)
    expect(state).toMatchObject({ locked_mass: 367_879_441_171n, last_update: 934_867n })
    expect(stored(chain, 'DecayingHotkeyLock', 1, hotTwo)).toMatchObject({ locked_mass: 367_879_441_171n })
  })
})

describe('move_lock', () => {
  test('changes the hotkey and loses the conviction, where the owners differ', () => {
    const chain = testChain()
    chain.send(alice, lock(1, 1_000_000_000n))
    expect(chain.send(alice, moveLock(1, hotTwo))).toBe('ok')
    const fields = { coldkey: alice, origin_hotkey: hotOne, destination_hotkey: hotTwo, netuid: 1 }
    expect(chain.event('LockMoved')).toEqual(fields)
    const moved = { locked_mass: 1_000_000_000n, conviction: 0n, last_update: 1n }
    expect(stored(chain, 'Lock', alice, 1, hotOne)).toBeUndefined()
    expect(stored(chain, 'LockingColdkeys', 1, hotOne, alice)).toBeUndefined()
    expect(stored(chain, 'Lock', alice, 1, hotTwo)).toEqual(moved)
    expect(stored(chain, 'DecayingOwnerLock', 1)).toBeUndefined()
    expect(stored(chain, 'DecayingHotkeyLock', 1, hotTwo)).toEqual(moved)
  })

  test('keeps the conviction between hotkeys of one owner', () => {
    const hotkeys = [hotOne, hotTwo].map(address => ({ address, owner: alice, netuids: [1] }))
    const chain = testChain({ hotkeys })
    chain.send(alice, lock(1, 1_000_000_000n))
    chain.send(alice, moveLock(1, hotTwo))
    expect(stored(chain, 'Lock', alice, 1, hotTwo)).toMatchObject({ conviction: 1_000_000_000n << 64n })
  })

  test.each([
    ['an unknown hotkey', moveLock(1, unknown), 'HotKeyAccountNotExists'],
    ['where nothing is locked', moveLock(1, hotTwo), 'NoExistingLock'],
  ])('refuses %s', (_, call, error) => {
    expect(testChain().send(alice, call)).toBe(`SubtensorModule.${error}`)
  })
})

describe('a transfer within a subnet', () => {
  const heir = key(40)
  const locked = (amount: bigint, given = {}) => {
    const accounts = [alice, bob, heir].map(address => ({ address, free: 1_000_000_000n }))
    const chain = testChain({ accounts, ...given })
    chain.send(alice, lock(1, amount, hotTwo))
    return chain
  }

  test('takes what is free first and then needs a receiver that accepts locked alpha', () => {
    const chain = locked(4_000_000_000_000n)
    expect(chain.send(alice, transfer(heir, 1, 1, 6_000_000_000_000n))).toBe('ok')
    expect(available(chain, heir)).toMatchObject({ locked: 0n })
    expect(chain.send(alice, transfer(heir, 1, 1, 1_000_000_000_000n))).toBe(
      'SubtensorModule.AccountRejectsLockedAlpha',
    )
    expect(chain.send(heir, reject(false))).toBe('ok')
    expect(chain.event('RejectLockedAlphaUpdated')).toEqual({ coldkey: heir, enabled: false })
    expect(chain.send(alice, transfer(heir, 1, 1, 1_000_000_000_000n))).toBe('ok')
    expect(available(chain)).toEqual({
      total: 3_000_000_000_000n,
      locked: 3_000_000_000_000n,
      available: 0n,
    })
    expect(available(chain, heir)).toMatchObject({ locked: 1_000_000_000_000n })
    expect(stored(chain, 'DecayingHotkeyLock', 1, hotTwo)).toMatchObject({ locked_mass: 4_000_000_000_000n })
    expect(chain.send(heir, reject(true))).toBe('ok')
    expect(stored(chain, 'AccountFlags', heir)).toBeUndefined()
    expect(invariants(chain.state)).toEqual([])
  })

  test('is refused where the receiver locks to another hotkey', () => {
    const positions = [alice, heir].map(coldkey => ({ coldkey, hotkey: hotOne, netuid: 1, alpha: all }))
    const chain = locked(all, { positions })
    chain.send(heir, lock(1, 1_000n, hotOne))
    chain.send(heir, reject(false))
    expect(chain.send(alice, transfer(heir, 1, 1, 1_000_000_000n))).toBe('SubtensorModule.LockHotkeyMismatch')
  })

  test('moves the conviction in proportion', () => {
    const chain = locked(all)
    chain.send(heir, reject(false))
    chain.enter(934_867)
    const { conviction } = chain.api<{ conviction: bigint }>('StakeInfoRuntimeApi_get_coldkey_lock', alice, 1)
    // 10 of 10 TAO of alpha, of which e^-1 is locked: all that is locked goes with the last part.
    expect(chain.send(alice, transfer(heir, 1, 1, all))).toBe('ok')
    expect(stored(chain, 'Lock', alice, 1, hotTwo)).toBeUndefined()
    expect(stored(chain, 'Lock', heir, 1, hotTwo)).toEqual({
      locked_mass: afterOneRate,
      conviction,
      last_update: 934_867n,
    })
  })
})

test('a subnet without a pool knows locks too', () => {
  const chain = testChain({
    subnets: [subnet(0), subnet(1, poolOne)],
    positions: [{ coldkey: alice, hotkey: hotOne, netuid: 0, alpha: 5_000_000n }],
  })
  expect(chain.send(alice, lock(0, 3_000_001n, hotTwo))).toBe('ok')
  expect(chain.send(alice, remove(0, 2_000_000n))).toBe('SubtensorModule.StakeUnavailable')
})
