import { describe, expect, test } from 'vitest'
import {
  add,
  addLimit,
  alice,
  author,
  bob,
  hotOne,
  hotTwo,
  key,
  move,
  poolOne,
  remove,
  removeLimit,
  subnet,
  swap,
  swapLimit,
  testChain,
  transfer,
} from './chain.ts'

const names = (chain: ReturnType<typeof testChain>) =>
  chain.last().map(event => `${event.pallet}.${event.name}`)

describe('a move within one subnet', () => {
  test('to another hotkey moves the exact amount, without a fee, and leaves the pool alone', () => {
    const chain = testChain()
    expect(chain.send(alice, move(hotOne, hotTwo, 1, 1, 1_234_567_890_123n))).toBe('ok')
    expect(chain.stake(hotOne, alice, 1)).toBe(8_765_432_109_877n)
    expect(chain.stake(hotTwo, alice, 1)).toBe(1_234_567_890_123n)
    expect(chain.stored('SubtensorModule', 'SubnetAlphaIn', 1)).toBe(2_000_000_000_000_000n)
    expect(chain.stored('SubtensorModule', 'SubnetTAO', 1)).toBe(50_000_000_000_000n)
    expect(chain.event('StakeMoved')).toEqual([alice, hotOne, 1, hotTwo, 1, 30_864_197_253n])
    expect(chain.event('StakeRemoved')).toEqual([alice, hotOne, 30_864_197_253n, 1_234_567_890_123n, 1, 0n])
    expect(chain.event('StakeAdded')).toEqual([alice, hotTwo, 30_864_197_253n, 1_234_567_890_123n, 1, 0n])
  })

  test('to another coldkey does the same', () => {
    const chain = testChain()
    expect(chain.send(alice, transfer(bob, 1, 1, 1_000_000_000n))).toBe('ok')
    expect(chain.stake(hotOne, bob, 1)).toBe(1_000_000_000n)
    expect(chain.stored('SubtensorModule', 'StakingHotkeys', bob)).toEqual([hotTwo, hotOne])
    expect(chain.event('StakeTransferred')).toEqual([alice, bob, hotOne, 1, 1, 24_999_999n])
  })
})

describe('a move across subnets', () => {
  test('pays the fee once and tells it in the documented order', () => {
    const chain = testChain()
    expect(chain.send(alice, swap(1, 2, 1_000_000_000n))).toBe('ok')
    expect(names(chain)).toEqual([
      'Balances.Withdraw',
      'Balances.Transfer',
      'Balances.Transfer',
      'SubtensorModule.StakeRemoved',
      'Balances.Transfer',
      'Balances.Transfer',
      'SubtensorModule.StakeAdded',
      'SubtensorModule.StakeSwapped',
      'Balances.Deposit',
      'Balances.Deposit',
      'TransactionPayment.TransactionFeePaid',
      'System.ExtrinsicSuccess',
    ])
    const transfers = chain.last().filter(event => event.name === 'Transfer')
    const parts = transfers.map(event => event.fields as { from: string; to: string; amount: bigint })
    expect(parts.map(part => part.amount)).toEqual([24_987_398n, 12_588n, 24_987_398n, 0n])
    expect(parts.map(part => part.to)[0]).toBe(alice)
    expect(parts.map(part => part.to)[1]).toBe(author)
    expect(parts[0]?.from).toBe(chain.api('SubnetInfoRuntimeApi_get_subnet_account_id', 1))
    expect(parts[2]?.to).toBe(chain.api('SubnetInfoRuntimeApi_get_subnet_account_id', 2))
  })

  test('asks for more than there is and gets all of it', () => {
    const chain = testChain()
    expect(chain.send(alice, swap(1, 2, 99_000_000_000_000n))).toBe('ok')
    expect(chain.stake(hotOne, alice, 1)).toBe(0n)
  })

  test('to another hotkey makes it a delegate if the coldkey does not own it', () => {
    const chain = testChain()
    expect(chain.send(alice, move(hotOne, hotTwo, 1, 2, 1_000_000_000n))).toBe('ok')
    expect(chain.event('StakeMoved')).toEqual([alice, hotOne, 1, hotTwo, 2, 24_987_398n])
    expect(chain.stored('SubtensorModule', 'Delegates', hotTwo)).toBe(11_796)
    expect(chain.stored('SubtensorModule', 'Delegates', hotOne)).toBeUndefined()
    expect(chain.stored('SubtensorModule', 'StakingHotkeys', alice)).toEqual([hotOne, hotTwo])
  })

  test('to another coldkey lets that one pay, and keeps its existential deposit', () => {
    const chain = testChain()
    const heir = key(40)
    expect(chain.send(alice, transfer(heir, 1, 2, 1_000_000_000n))).toBe('ok')
    expect(names(chain).slice(1, 9)).toEqual([
      'Balances.Transfer',
      'Balances.Transfer',
      'SubtensorModule.StakeRemoved',
      'System.NewAccount',
      'Balances.Endowed',
      'Balances.Transfer',
      'Balances.Transfer',
      'Balances.Transfer',
    ])
    expect(chain.free(heir)).toBe(500n)
    expect(chain.stake(hotOne, heir, 2)).toBe(728_784_373n)
    expect(chain.event('StakeTransferred')).toEqual([alice, heir, hotOne, 1, 2, 24_987_398n])
  })

  test('leaves proceeds under the minimum free, and still succeeds', () => {
    const chain = testChain()
    const before = chain.free(alice)
    // A limit just below the ratio of the pools lets only dust through.
    expect(chain.send(alice, swapLimit(1, 2, 1_000_000_000n, 729_166_665n, true))).toBe('ok')
    const [, , tao] = chain.event('StakeRemoved') as [string, string, bigint]
    const { actual_fee } = chain.event('TransactionFeePaid') as { actual_fee: bigint }
    expect(tao).toBeGreaterThan(0n)
    expect(tao).toBeLessThan(2_000_000n)
    expect(chain.event('StakeAdded')).toBeUndefined()
    expect(chain.event('StakeSwapped')).toEqual([alice, hotOne, 1, 2, tao])
    expect(chain.free(alice)).toBe(before + tao - actual_fee)
    expect(chain.stake(hotOne, alice, 2)).toBe(0n)
  })

  test('moves nothing and succeeds when a partial move starts beyond its limit', () => {
    const chain = testChain()
    expect(chain.send(alice, swapLimit(1, 2, 1_000_000_000n, 800_000_000n, true))).toBe('ok')
    expect(chain.event('StakeSwapped')).toEqual([alice, hotOne, 1, 2, 0n])
    expect(chain.stake(hotOne, alice, 1)).toBe(10_000_000_000_000n)
  })

  test('ignores a limit of 0', () => {
    const chain = testChain()
    expect(chain.send(alice, swapLimit(1, 2, 1_000_000_000n, 0n))).toBe('ok')
    expect(chain.stake(hotOne, alice, 2)).toBe(728_798_956n)
  })

  test('from root is bounded by the inverse of its limit, cut to 2^-64 and to a rao', () => {
    const chain = testChain({
      subnets: [subnet(0), subnet(2, { alphaIn: 80_000_000_000_000n, tao: 63_990_000_000_000n })],
      positions: [{ coldkey: alice, hotkey: hotOne, netuid: 0, alpha: 50_000_000_000n }],
    })
    // The price is 0.799875: a limit of 1.25 means at most 0.799999999, not 0.8.
    expect(chain.send(alice, swapLimit(0, 2, 50_000_000_000n, 1_250_000_000n, true))).toBe('ok')
    const price = chain.api<bigint>('SwapRuntimeApi_current_alpha_price', 2)
    expect(price).toBeLessThanOrEqual(799_999_999n)
    expect(price).toBeGreaterThan(799_999_990n)
  })

  test('between root and a stable subnet is one to one, or nothing above a limit of 1', () => {
    const stable = {
      subnets: [subnet(0), subnet(1, { mechanism: 0 as const })],
      positions: [{ coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 5_000_000n }],
    }
    const chain = testChain(stable)
    expect(chain.send(alice, swapLimit(1, 0, 3_000_000n, 1_000_000_000n))).toBe('ok')
    expect(chain.stake(hotOne, alice, 0)).toBe(3_000_000n)
    expect(testChain(stable).send(alice, swapLimit(1, 0, 3_000_000n, 1_000_000_001n))).toBe(
      'SubtensorModule.SlippageTooHigh',
    )
  })

  test('from a stable subnet into a pool pays no fee at all', () => {
    const chain = testChain({
      subnets: [subnet(0), subnet(1, { mechanism: 0 }), subnet(2, poolOne)],
      positions: [{ coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 1_000_000_000n }],
    })
    expect(chain.send(alice, swap(1, 2, 1_000_000_000n))).toBe('ok')
    const [, , , , , fee] = chain.event('StakeAdded') as [string, string, bigint, bigint, number, bigint]
    expect(fee).toBe(0n)
  })
})

describe('adding and removing', () => {
  test('the whole balance keeps 500 rao back', () => {
    const chain = testChain({
      accounts: [
        { address: author, free: 1_000_000_000n },
        { address: alice, free: 5_000_000n },
      ],
    })
    chain.stakingRule('add_stake')(alice, { hotkey: hotOne, netuid: 0, amount_staked: 5_000_000n })
    expect(chain.free(alice)).toBe(500n)
    expect(chain.stake(hotOne, alice, 0)).toBe(4_999_500n)
  })

  test('a first stake on a hotkey one does not own makes it a delegate only with a limit', () => {
    const chain = testChain()
    expect(chain.send(alice, add(2, 1_000_000_000n, hotTwo))).toBe('ok')
    expect(chain.stored('SubtensorModule', 'Delegates', hotTwo)).toBeUndefined()
    expect(chain.send(alice, addLimit(2, 1_000_000_000n, 40_000_000n, false, hotTwo))).toBe('ok')
    expect(chain.stored('SubtensorModule', 'Delegates', hotTwo)).toBe(11_796)
  })

  test('a sale brings its proceeds and records the block', () => {
    const chain = testChain()
    const before = chain.free(alice)
    expect(chain.send(alice, remove(1, 1_000_000_000n))).toBe('ok')
    const { actual_fee } = chain.event('TransactionFeePaid') as { actual_fee: bigint }
    expect(chain.free(alice)).toBe(before - actual_fee + 24_987_398n)
    expect(chain.stored('SubtensorModule', 'LastColdkeyHotkeyStakeBlock', alice, hotOne)).toBe(1n)
  })

  test('a nominator with less than the minimum left is forced out, and pays for that sale too', () => {
    const chain = testChain({
      positions: [{ coldkey: alice, hotkey: hotTwo, netuid: 1, alpha: 1_000_000_000n }],
    })
    chain.state.write(
      { id: 'SubtensorModule.NominatorMinRequiredStake', pallet: '', name: '', fallback: 0n },
      2_500_000n,
    )
    expect(chain.send(alice, remove(1, 900_000_000n, hotTwo))).toBe('ok')
    expect(chain.stake(hotTwo, alice, 1)).toBe(0n)
    const sales = chain.last().filter(event => event.name === 'StakeRemoved')
    expect(sales.map(event => (event.fields as unknown[])[3])).toEqual([899_546_808n, 99_949_646n])
  })

  test('a limited sale cut by its price returns the rest to the stake', () => {
    const chain = testChain({
      subnets: [subnet(0), subnet(1, poolOne)],
      positions: [{ coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 30_000_000_000_000n }],
    })
    expect(chain.send(alice, removeLimit(1, 30_000_000_000_000n, 24_500_000n, true))).toBe('ok')
    expect(chain.stake(hotOne, alice, 1)).toBe(9_684_681_163_045n)
  })
})

test('old share rows are read first and rewritten on the first touch', () => {
  const chain = testChain({ positions: [] })
  const { state } = chain
  const item = (name: string) => ({ id: `SubtensorModule.${name}`, pallet: '', name, fallback: 0n })
  const rows = (name: string, ...args: (string | number)[]) => chain.stored('SubtensorModule', name, ...args)
  state.write(item('TotalHotkeyAlpha'), 10_000_000_000n, hotOne, 1)
  state.write(item('TotalHotkeyShares'), 10_000_000_000n << 64n, hotOne, 1)
  state.write(item('Alpha'), 10_000_000_000n << 64n, hotOne, alice, 1)
  state.write(item('SubnetAlphaOut'), 10_000_000_000n, 1)
  expect(chain.stake(hotOne, alice, 1)).toBe(10_000_000_000n)

  chain.stakingRule('move_stake')(alice, {
    origin_hotkey: hotOne,
    destination_hotkey: hotTwo,
    origin_netuid: 1,
    destination_netuid: 1,
    alpha_amount: 4_000_000_000n,
  })
  expect(rows('Alpha', hotOne, alice, 1)).toBeUndefined()
  expect(rows('TotalHotkeyShares', hotOne, 1)).toBeUndefined()
  expect(rows('AlphaV2', hotOne, alice, 1)).toEqual({
    mantissa: 600_000_000_000_000_000_000n,
    exponent: -11n,
  })
  expect(chain.stake(hotOne, alice, 1)).toBe(6_000_000_000n)
})
