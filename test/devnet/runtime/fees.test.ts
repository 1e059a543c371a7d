import { describe, expect, test } from 'vitest'
import { createRules } from '../../../devnet/runtime/rules.ts'
import type { DispatchCall } from '../../../devnet/types.ts'
import {
  add,
  addLimit,
  alice,
  author,
  bob,
  hotOne,
  hotTwo,
  length,
  move,
  pay,
  remove,
  removeLimit,
  subnet,
  swap,
  swapLimit,
  testChain,
  transfer,
  utility,
} from './chain.ts'

const item = (id: string) => ({ id, pallet: '', name: '', fallback: undefined })

describe('the fee', () => {
  // Call weight and 67,583,000 ps of guards for each call, 612,226,000 ps of extensions, 0.0005 rao/ps; 54,078 rao of
  // base; 150 rao of length.
  test.each<[string, DispatchCall, bigint, bigint, number?]>([
    ['swap_stake_limit', swapLimit(1, 2, 1n, 1n), 4_519_515_000n, 2_653_890n],
    ['swap_stake', swap(1, 2, 1n), 4_317_019_000n, 2_552_642n],
    ['add_stake', add(1, 1n), 3_064_064_000n, 1_926_164n],
    ['add_stake_limit', addLimit(1, 1n, 1n), 3_253_005_000n, 2_020_635n],
    ['remove_stake', remove(1, 1n), 2_569_198_000n, 1_678_731n],
    ['remove_stake_limit', removeLimit(1, 1n, 1n), 2_715_696_000n, 1_751_980n],
    ['move_stake', move(hotOne, hotTwo, 1, 1, 1n), 1_391_061_000n, 1_089_663n],
    ['transfer_stake', transfer(bob, 1, 1, 1n), 1_333_541_000n, 1_060_903n],
    ['transfer_keep_alive', pay(bob, 1n), 163_159_000n, 475_712n],
    [
      'batch_all of two swaps',
      utility('batch_all', [swap(1, 2, 1n), swap(1, 2, 1n)]),
      8_708_792_730n,
      4_816_112n,
      3,
    ],
  ])('of %s follows from its weight', (_, call, weight, fee, dispatched = 1) => {
    const chain = testChain()
    const info = chain.rules.dispatchInfo(chain.state, call, length)
    expect(info.class).toBe('Normal')
    expect(info.weight.refTime).toBe(weight + 67_583_000n * BigInt(dispatched) + 612_226_000n)
    expect(info.partialFee).toBe(fee)
  })

  test('takes base, largest extrinsic and largest block from the metadata', () => {
    const chain = testChain()
    const blockWeights = chain.runtime.constant('System', 'BlockWeights') as {
      max_block: object
      per_class: { normal: object }
    }
    const weight = (ref_time: bigint) => ({ ref_time, proof_size: 0n })
    const normal = {
      ...blockWeights.per_class.normal,
      base_extrinsic: weight(2_000_000_000n),
      max_extrinsic: weight(4_000_000_000n),
    }
    const rules = createRules({
      ...chain.runtime,
      constant: () => ({ ...blockWeights, max_block: weight(4_500_000_000n), per_class: { normal } }),
    })
    expect(rules.feeParts(swap(1, 2, 1n), length)).toEqual({
      base: 1_000_000n,
      length: 150n,
      weight: 2_250_000n,
    })
    const signed = { signer: alice, nonce: 0, tip: 0n, length }
    expect(rules.validate(chain.state, { ...signed, call: swap(1, 2, 1n) })).toBe('ExhaustsResources')
    expect(rules.validate(chain.state, { ...signed, call: pay(bob, 1n) })).toBeUndefined()
  })

  test('grows by 1 rao a byte', () => {
    const chain = testChain()
    const fee = (bytes: number) => chain.rules.dispatchInfo(chain.state, swap(1, 2, 1n), bytes).partialFee
    expect(fee(1_150) - fee(150)).toBe(1_000n)
  })

  test('is paid to the author with the tip, and issuance stays', () => {
    const chain = testChain()
    const [before, issuance] = [chain.free(author), chain.stored('Balances', 'TotalIssuance')]
    const call = pay(bob, 1_000_000n)
    chain.rules.apply(chain.state, chain.block, 1, { signer: alice, call, nonce: 0, tip: 77n, length })
    expect(chain.free(author) - before).toBe(475_789n)
    expect(chain.free(alice)).toBe(1_000_000_000_000n - 475_789n - 1_000_000n)
    expect(chain.stored('Balances', 'TotalIssuance')).toBe(issuance)
    const paid = chain.rules.events(chain.state).find(event => event.name === 'TransactionFeePaid')
    expect(paid?.fields).toEqual({ who: alice, actual_fee: 475_789n, tip: 77n })
  })

  test('and the nonce are all a failed call changes', () => {
    const failed = testChain()
    const others = (chain: typeof failed) => {
      const { items } = chain.state.snapshot()
      return items.delete('System.Account')
    }
    const before = others(failed)
    const [authorBefore, bobBefore] = [failed.free(author), failed.free(bob)]
    expect(failed.send(alice, swap(1, 77, 1_000_000_000n))).toBe('SubtensorModule.SubnetNotExists')
    expect(others(failed).equals(before)).toBe(true)
    expect(failed.free(alice)).toBe(1_000_000_000_000n - 2_552_642n)
    expect(failed.free(author)).toBe(authorBefore + 2_552_642n)
    expect(failed.free(bob)).toBe(bobBefore)
    expect(failed.stored('System', 'Account', alice)).toMatchObject({ nonce: 1 })
    expect(failed.last().map(event => event.name)).toEqual([
      'Withdraw',
      'Deposit',
      'Deposit',
      'TransactionFeePaid',
      'ExtrinsicFailed',
    ])
  })

  test('a call that fails late is undone as well', () => {
    const chain = testChain({
      positions: [{ coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 2_000n }],
    })
    // The sale has happened and is paid when the author's part of it proves worthless.
    expect(chain.send(alice, remove(1, 2_000n))).toBe('Swap.ReservesTooLow')
    expect(chain.stake(hotOne, alice, 1)).toBe(2_000n)
    expect(chain.stored('SubtensorModule', 'SubnetTAO', 1)).toBe(50_000_000_000_000n)
  })
})

describe('validation refuses', () => {
  const signed = (call: DispatchCall, nonce = 0, signer = alice) => ({ signer, call, nonce, tip: 0n, length })

  test('an account that does not exist', () => {
    const chain = testChain()
    expect(chain.rules.validate(chain.state, signed(pay(alice, 1n), 0, bob))).toBe('Payment')
  })

  test('a used nonce, and one from the future', () => {
    const chain = testChain()
    chain.send(alice, pay(bob, 1_000n))
    expect(chain.rules.validate(chain.state, signed(pay(bob, 1n), 0))).toBe('Stale')
    expect(chain.rules.validate(chain.state, signed(pay(bob, 1n), 1))).toBeUndefined()
    expect(chain.rules.validate(chain.state, signed(pay(bob, 1n), 2))).toBe('Future')
  })

  test('a fee that would leave less than the existential deposit', () => {
    const enough = testChain({ accounts: [{ address: alice, free: 476_212n }] })
    expect(enough.rules.validate(enough.state, signed(pay(bob, 1n)))).toBeUndefined()
    const short = testChain({ accounts: [{ address: alice, free: 476_211n }] })
    expect(short.rules.validate(short.state, signed(pay(bob, 1n)))).toBe('Payment')
  })

  test('a call this chain has no rules for, alone and in a batch', () => {
    const chain = testChain()
    const call = { type: 'SubtensorModule', value: { type: 'register_network', value: {} } }
    expect(chain.rules.validate(chain.state, signed(call))).toBe('Call')
    expect(chain.rules.validate(chain.state, signed(utility('batch', [call])))).toBe('Call')
  })

  test('a coldkey whose swap is announced or disputed', () => {
    const chain = testChain()
    chain.state.write(
      item('SubtensorModule.ColdkeySwapAnnouncements'),
      [5, `0x${'00'.repeat(32)}`] as never,
      alice,
    )
    expect(chain.rules.validate(chain.state, signed(pay(bob, 1n)))).toEqual({ custom: 0 })
    expect(() => chain.stakingRule('swap_stake')(alice, {})).toThrow('ColdkeySwapAnnounced')
    chain.state.write(item('SubtensorModule.ColdkeySwapDisputes'), 6 as never, alice)
    expect(chain.rules.validate(chain.state, signed(pay(bob, 1n)))).toEqual({ custom: 21 })
    expect(() => chain.stakingRule('swap_stake')(alice, {})).toThrow('ColdkeySwapDisputed')
  })
})

describe('a fee in alpha', () => {
  const poor = () =>
    testChain({
      accounts: [
        { address: alice, free: 600n },
        { address: author, free: 1_000_000_000n },
      ],
    })

  test('is sold first, fee-free and to the author, when there is too little TAO', () => {
    const chain = poor()
    const before = chain.free(author)
    expect(chain.send(alice, swap(1, 0, 1_000_000_000n))).toBe('ok')
    const [fee, sale] = chain.last().filter(event => event.name === 'StakeRemoved')
    // 2,552,642 rao of TAO at 0.025.
    expect(fee?.fields).toEqual([alice, hotOne, 2_552_641n, 102_105_680n, 1, 0n])
    expect(sale?.fields).toContain(999_496_453n)
    expect(chain.event('TransactionFeePaidWithAlpha')).toEqual({
      who: alice,
      netuid: 1,
      alpha_fee: 102_105_680n,
      tao_amount: 2_552_641n,
    })
    expect(chain.free(author) - before).toBe(2_552_641n + 12_588n)
    expect(chain.stake(hotOne, alice, 1)).toBe(10_000_000_000_000n - 102_105_680n - 1_000_000_000n)
  })

  test('is paid by a call that then fails, too', () => {
    const chain = poor()
    expect(chain.send(alice, swap(1, 77, 1_000_000_000n))).toBe('SubtensorModule.SubnetNotExists')
    expect(chain.stake(hotOne, alice, 1)).toBe(10_000_000_000_000n - 102_105_680n)
  })

  test('whose sale the pool of the subnet refuses is told by the block, not by the pool of transactions', () => {
    const chain = testChain({
      subnets: [subnet(0), subnet(1, { alphaIn: 1_000_000_000n, tao: 900_000n })],
      accounts: [{ address: alice, free: 500n }],
      hotkeys: [{ address: hotOne, owner: alice, netuids: [1] }],
    })
    const signed = { signer: alice, call: remove(1, 1_000_000_000_000n), nonce: 0, tip: 0n, length }
    expect(chain.rules.validate(chain.state, signed, 'pool')).toBeUndefined()
    expect(chain.rules.validate(chain.state, signed)).toBe('Payment')
  })

  test('is not possible in a batch, for a purchase, or without enough stake', () => {
    expect(poor().send(alice, utility('batch', [swap(1, 0, 1_000_000_000n)]))).toBe('invalid "Payment"')
    expect(poor().send(alice, add(1, 1_000_000_000n))).toBe('invalid "Payment"')
    expect(poor().send(alice, swap(2, 0, 1_000_000_000n))).toBe('invalid "Payment"')
  })
})
