import { describe, expect, test } from 'vitest'
import {
  alice,
  bob,
  hotOne,
  hotTwo,
  key,
  pay,
  poolOne,
  poolTwo,
  remove,
  subnet,
  swap,
  testChain,
} from './chain.ts'

describe('stake info', () => {
  const chain = testChain({
    positions: [
      { coldkey: alice, hotkey: hotTwo, netuid: 2, alpha: 7_000_000_000n },
      { coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 5_000_000_000n },
      { coldkey: alice, hotkey: hotTwo, netuid: 1, alpha: 6_000_000_000n },
      { coldkey: bob, hotkey: hotTwo, netuid: 0, alpha: 1_000_000_000n },
    ],
  })
  const rows = (info: readonly { hotkey: string; netuid: number; stake: bigint; is_registered: boolean }[]) =>
    info.map(row => [row.netuid, row.hotkey, row.stake, row.is_registered])

  test('of a coldkey goes subnet by subnet and skips what is empty', () => {
    expect(rows(chain.api('StakeInfoRuntimeApi_get_stake_info_for_coldkey', alice))).toEqual([
      [1, hotOne, 5_000_000_000n, true],
      [1, hotTwo, 6_000_000_000n, true],
      [2, hotTwo, 7_000_000_000n, true],
    ])
    expect(rows(chain.api('StakeInfoRuntimeApi_get_stake_info_for_coldkey', key(77)))).toEqual([])
  })

  test('of several coldkeys keeps their order', () => {
    const both = chain.api<[string, never[]][]>('StakeInfoRuntimeApi_get_stake_info_for_coldkeys', [
      bob,
      alice,
    ])
    expect(both.map(([who, info]) => [who, info.length])).toEqual([
      [bob, 1],
      [alice, 3],
    ])
  })

  test('of one position is there even when empty', () => {
    const info = (hotkey: string, netuid: number) =>
      chain.api('StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid', hotkey, alice, netuid)
    expect(info(hotOne, 2)).toEqual({
      hotkey: hotOne,
      coldkey: alice,
      netuid: 2,
      stake: 0n,
      locked: 0n,
      emission: 0n,
      tao_emission: 0n,
      drain: 0n,
      is_registered: false,
    })
  })

  test('availability is by coldkey and subnet over all hotkeys, nothing locked', () => {
    const ask = (netuids: number[] | undefined) =>
      chain.api('StakeInfoRuntimeApi_get_stake_availability_for_coldkeys', [alice], netuids)
    const one = { total: 11_000_000_000n, locked: 0n, available: 11_000_000_000n }
    const two = { total: 7_000_000_000n, locked: 0n, available: 7_000_000_000n }
    expect(ask(undefined)).toEqual([
      [
        alice,
        [
          [1, one],
          [2, two],
        ],
      ],
    ])
    expect(ask([2, 2, 77])).toEqual([[alice, [[2, two]]]])
    expect(ask([])).toEqual([[alice, []]])
    expect(ask([1, 2, 3, 4, 5])).toEqual([[alice, []]])
  })

  test('the stake fee is that of the destination, however wrong for a move', () => {
    const fee = (origin: unknown, destination: unknown) =>
      chain.api('StakeInfoRuntimeApi_get_stake_fee', origin, alice, destination, alice, 1_000_000_000n)
    expect(fee([hotOne, 1], [hotOne, 0])).toBe(0n)
    expect(fee([hotOne, 1], [hotTwo, 1])).toBe(503_547n)
    expect(fee([hotOne, 1], undefined)).toBe(503_547n)
    expect(fee([hotOne, 1], [hotOne, 1])).toBe(0n)
    expect(fee(undefined, undefined)).toBe(0n)
  })
})

describe('prices and simulations', () => {
  const chain = testChain()

  test('prices are cut off, and 1 on root', () => {
    expect(chain.api('SwapRuntimeApi_current_alpha_price', 1)).toBe(24_999_999n)
    expect(chain.api('SwapRuntimeApi_current_alpha_price', 2)).toBe(34_285_714n)
    expect(chain.api('SwapRuntimeApi_current_alpha_price_all')).toEqual([
      { netuid: 0, price: 1_000_000_000n },
      { netuid: 1, price: 24_999_999n },
      { netuid: 2, price: 34_285_714n },
      { netuid: 3, price: 24_999_999n },
    ])
  })

  test('a simulated purchase always pays the fee', () => {
    expect(chain.api('SwapRuntimeApi_sim_swap_tao_for_alpha', 2, 24_987_398n)).toEqual({
      tao_amount: 24_974_816n,
      alpha_amount: 728_431_981n,
      tao_fee: 12_582n,
      alpha_fee: 0n,
      tao_slippage: 0n,
      alpha_slippage: 367_127n,
    })
  })

  test('a simulated sale counts its fee as slippage', () => {
    expect(chain.api('SwapRuntimeApi_sim_swap_alpha_for_tao', 1, 1_000_000_000n)).toEqual({
      tao_amount: 24_987_398n,
      alpha_amount: 999_496_453n,
      tao_fee: 0n,
      alpha_fee: 503_547n,
      tao_slippage: 12_601n,
      alpha_slippage: 0n,
    })
  })

  test('a swap the chain would refuse is all zeros', () => {
    const zeros = {
      tao_amount: 0n,
      alpha_amount: 0n,
      tao_fee: 0n,
      alpha_fee: 0n,
      tao_slippage: 0n,
      alpha_slippage: 0n,
    }
    expect(chain.api('SwapRuntimeApi_sim_swap_tao_for_alpha', 2, 2n ** 63n)).toEqual(zeros)
    expect(chain.api('SwapRuntimeApi_sim_swap_alpha_for_tao', 1, 2n ** 62n)).toEqual(zeros)
    expect(chain.api('SwapRuntimeApi_sim_swap_alpha_for_tao', 77, 5n)).toMatchObject({
      tao_amount: 0n,
      tao_slippage: 5n,
    })
  })

  test('simulations come true', () => {
    const fresh = testChain()
    const { tao_amount } = fresh.api<{ tao_amount: bigint }>(
      'SwapRuntimeApi_sim_swap_alpha_for_tao',
      1,
      123_456_789_012n,
    )
    fresh.send(alice, remove(1, 123_456_789_012n))
    expect((fresh.event('StakeRemoved') as unknown[])[2]).toBe(tao_amount)
  })
})

describe('subnet info', () => {
  const text = (value: number[]) => new TextDecoder().decode(Uint8Array.from(value))

  test('tells a subnet with its reserves', () => {
    const chain = testChain()
    chain.send(alice, swap(1, 2, 1_000_000_000n))
    const info = chain.api<Record<string, unknown>>('SubnetInfoRuntimeApi_get_dynamic_info', 1)
    expect(text(info.subnet_name as number[])).toBe('subnet 1')
    expect(text(info.token_symbol as number[])).toBe('א')
    expect(info).toMatchObject({
      netuid: 1,
      owner_hotkey: hotOne,
      tempo: 360,
      alpha_in: 2_000_001_000_000_000n,
      tao_in: 49_999_975_000_014n,
      alpha_out: 9_999_000_000_000n,
      blocks_since_last_step: 1n,
      moving_price: 107_374_182n,
    })
    expect(chain.api('SubnetInfoRuntimeApi_get_dynamic_info', 77)).toBeUndefined()
  })

  test('lists subnets densely, by the bytes of their key', () => {
    const subnets = [subnet(0), subnet(256, poolOne), subnet(64, poolTwo), subnet(1, poolOne)]
    const chain = testChain({ subnets })
    const all = chain.api<{ netuid: number }[]>('SubnetInfoRuntimeApi_get_all_dynamic_info')
    expect(all.map(info => info.netuid)).toEqual([0, 256, 1, 64])
  })

  test('names the account that holds the TAO', () => {
    const chain = testChain()
    const account = (netuid: number) =>
      chain.api<string | undefined>('SubnetInfoRuntimeApi_get_subnet_account_id', netuid)
    expect(account(0)).toBe('5EYCAe5jLQhn6ofDSvqF6iY53erXNkwhyE1aCEgvi1NNs91F')
    expect(account(77)).toBeUndefined()
    expect(chain.free(account(1) ?? '')).toBe(50_000_000_000_500n)
  })
})

test('nonces and prices of weight and length', () => {
  const chain = testChain()
  expect(chain.api('AccountNonceApi_account_nonce', alice)).toBe(0)
  chain.send(alice, pay(bob, 500n))
  expect(chain.api('AccountNonceApi_account_nonce', alice)).toBe(1)
  const weight = { ref_time: 108_157_000n, proof_size: 0n }
  expect(chain.api('TransactionPaymentApi_query_weight_to_fee', weight)).toBe(54_078n)
  expect(chain.api('TransactionPaymentApi_query_length_to_fee', 150)).toBe(150n)
})
