import { describe, expect, test } from 'vitest'
import {
  add,
  addLimit,
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
  swapLimit,
  testChain,
  transfer,
  unknown,
} from './chain.ts'

/** More than 1000 times the TAO of pool two. */
const tooMuchTao = 120_000_000_000_000_001n
/** More than 1000 times the alpha of pool one. */
const tooMuchAlpha = 2_000_000_000_000_000_001n
const errors = (chain: ReturnType<typeof testChain>, call: Parameters<typeof chain.send>[1]) =>
  chain.send(alice, call)

// Every case breaks the rule it names and as many later ones as it can, so that the order shows.
describe('add_stake refuses, in this order', () => {
  test.each([
    ['more than 1000 times the reserve', add(2, tooMuchTao, unknown), 'InsufficientLiquidity'],
    ['an unknown subnet', add(77, 1n, unknown), 'SubnetNotExists'],
    ['a subnet that has not started', add(3, 1n, unknown), 'SubtokenDisabled'],
    ['less than the minimum and its fee', add(2, 2_001_006n, unknown), 'AmountTooLow'],
    ['less than the minimum on root', add(0, 1_999_999n, unknown), 'AmountTooLow'],
    ['more TAO than there is', add(2, 1_000_000_000_001n, unknown), 'NotEnoughBalanceToStake'],
    ['an unknown hotkey', add(2, 2_001_007n, unknown), 'HotKeyAccountNotExists'],
  ])('%s', (_, call, error) => {
    expect(errors(testChain(), call)).toBe(`SubtensorModule.${error}`)
  })

  test('nothing at exactly the minimum', () => {
    expect(errors(testChain(), add(2, 2_001_007n))).toBe('ok')
    expect(errors(testChain(), add(0, 2_000_000n))).toBe('ok')
  })

  test('a pool that cannot pay', () => {
    const subnets = [subnet(0), subnet(1, { alphaIn: 999_999n, tao: 50_000_000_000n })]
    expect(errors(testChain({ subnets, positions: [] }), add(1, 2_001_007n))).toBe(
      'SubtensorModule.InsufficientLiquidity',
    )
  })
})

describe('add_stake_limit refuses, in this order', () => {
  test.each([
    [
      'more than 1000 times the reserve',
      addLimit(2, tooMuchTao, 1n),
      'SubtensorModule.InsufficientLiquidity',
    ],
    ['a limit below the price', addLimit(2, 1n, 34_285_714n), 'Swap.PriceLimitExceeded'],
    ['an unknown subnet', addLimit(77, 1n, 1_000_000_000n), 'SubtensorModule.SubnetNotExists'],
    ['a subnet that has not started', addLimit(3, 1n, 26_000_000n), 'SubtensorModule.SubtokenDisabled'],
    ['less than the minimum', addLimit(2, 2_001_006n, 34_285_715n), 'SubtensorModule.AmountTooLow'],
    [
      'what does not fit the limit',
      addLimit(2, 900_000_000_000n, 34_300_000n),
      'SubtensorModule.SlippageTooHigh',
    ],
    ['root above 1', addLimit(0, 2_000_000n, 999_999_999n), 'SubtensorModule.SlippageTooHigh'],
    [
      'more TAO than there is',
      addLimit(2, 1_000_000_000_001n, 40_000_000n, false, unknown),
      'SubtensorModule.NotEnoughBalanceToStake',
    ],
    [
      'an unknown hotkey',
      addLimit(2, 1_000_000_000n, 40_000_000n, false, unknown),
      'SubtensorModule.HotKeyAccountNotExists',
    ],
    [
      'a partial fill below the minimum',
      addLimit(2, 2_001_007n, 34_285_715n, true),
      'SubtensorModule.AmountTooLow',
    ],
  ])('%s', (_, call, error) => {
    expect(errors(testChain(), call)).toBe(error)
  })
})

describe('remove_stake refuses, in this order', () => {
  test.each([
    ['a subnet that has not started', remove(3, tooMuchAlpha, unknown), 'SubtokenDisabled'],
    ['an unknown subnet, which never started', remove(77, 1n), 'SubtokenDisabled'],
    ['nothing', remove(1, 0n, unknown), 'AmountTooLow'],
    ['anything where nothing is staked', remove(2, 5n), 'AmountTooLow'],
    ['a part worth less than the minimum', remove(1, 80_000_000n), 'AmountTooLow'],
  ])('%s', (_, call, error) => {
    expect(errors(testChain(), call)).toBe(`SubtensorModule.${error}`)
  })

  test('more than 1000 times the reserve', () => {
    const subnets = [subnet(0), subnet(1, { alphaIn: 9_999_999_999n, tao: 50_000_000_000n })]
    expect(errors(testChain({ subnets }), remove(1, tooMuchAlpha))).toBe(
      'SubtensorModule.InsufficientLiquidity',
    )
  })

  test('a sale worth nothing, because the fee sells for nothing', () => {
    const positions = [{ coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 80_000n }]
    expect(errors(testChain({ positions }), remove(1, 80_000n))).toBe('ok')
    const dust = [{ coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 2_000n }]
    expect(errors(testChain({ positions: dust }), remove(1, 2_000n))).toBe('Swap.ReservesTooLow')
  })

  test('nothing for a full exit below the minimum, nor for more than there is', () => {
    const positions = [{ coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 1_000_000n }]
    const chain = testChain({ positions })
    expect(errors(chain, remove(1, 2_000_000n))).toBe('ok')
    expect(chain.stake(hotOne, alice, 1)).toBe(0n)
  })
})

describe('remove_stake_limit refuses, in this order', () => {
  test.each([
    [
      'more than 1000 times the reserve',
      removeLimit(1, tooMuchAlpha, 1n),
      'SubtensorModule.InsufficientLiquidity',
    ],
    ['a limit above the price', removeLimit(1, 0n, 25_000_000n), 'Swap.PriceLimitExceeded'],
    ['an unknown subnet', removeLimit(77, 0n, 1n), 'SubtensorModule.SubnetNotExists'],
    ['nothing', removeLimit(1, 0n, 24_000_000n), 'SubtensorModule.AmountTooLow'],
    [
      'more than is staked, which it does not cap',
      removeLimit(1, 10_000_000_000_001n, 24_000_000n),
      'SubtensorModule.NotEnoughStakeToWithdraw',
    ],
    ['a part below the minimum', removeLimit(1, 80_000_000n, 24_000_000n), 'SubtensorModule.AmountTooLow'],
    [
      'what does not fit the limit',
      removeLimit(1, 10_000_000_000_000n, 24_999_000n),
      'SubtensorModule.SlippageTooHigh',
    ],
  ])('%s', (_, call, error) => {
    expect(errors(testChain(), call)).toBe(error)
  })

  test('nothing because a subnet has stopped: only remove_stake minds', () => {
    const subnets = [subnet(0), subnet(1, { ...poolOne, started: false })]
    const chain = testChain({ subnets })
    expect(errors(chain, remove(1, 1_000_000_000n))).toBe('SubtensorModule.SubtokenDisabled')
    expect(errors(chain, removeLimit(1, 1_000_000_000n, 24_000_000n))).toBe('ok')
  })

  test('nothing on root up to a limit of 1, all above it', () => {
    const positions = [{ coldkey: alice, hotkey: hotOne, netuid: 0, alpha: 5_000_000n }]
    expect(errors(testChain({ positions }), removeLimit(0, 3_000_000n, 1_000_000_000n))).toBe('ok')
    expect(errors(testChain({ positions }), removeLimit(0, 3_000_000n, 1_000_000_001n))).toBe(
      'SubtensorModule.SlippageTooHigh',
    )
  })
})

describe('remove_stake_full_limit', () => {
  const full = (limit: bigint | undefined) =>
    staking('remove_stake_full_limit', { hotkey: hotOne, netuid: 1, limit_price: limit })

  test('sells everything, with and without a limit', () => {
    for (const limit of [undefined, 24_000_000n]) {
      const chain = testChain()
      expect(errors(chain, full(limit))).toBe('ok')
      expect(chain.stake(hotOne, alice, 1)).toBe(0n)
    }
  })

  test('refuses what does not fit its limit', () => {
    expect(errors(testChain(), full(24_999_000n))).toBe('SubtensorModule.SlippageTooHigh')
  })
})

describe('moves refuse, in this order', () => {
  test.each([
    ['a crossed limit towards root', swapLimit(1, 0, 1n, 25_000_000n), 'Swap.PriceLimitExceeded'],
    ['the place it is at', move(unknown, unknown, 1, 1, 5n), 'SubtensorModule.SameNetuid'],
    ['an unknown origin', swap(77, 3, 5n, unknown), 'SubtensorModule.SubnetNotExists'],
    ['an unknown destination', swap(1, 77, 5n, unknown), 'SubtensorModule.SubnetNotExists'],
    ['an origin that has not started', swap(3, 1, 5n, unknown), 'SubtensorModule.SubtokenDisabled'],
    ['a destination that has not started', swap(1, 3, 5n, unknown), 'SubtensorModule.SubtokenDisabled'],
    ['an unknown origin hotkey', move(unknown, key(98), 1, 2, 5n), 'SubtensorModule.HotKeyAccountNotExists'],
    [
      'an unknown destination hotkey',
      move(hotOne, key(98), 1, 2, 5n),
      'SubtensorModule.HotKeyAccountNotExists',
    ],
    [
      'proceeds below the minimum',
      swapLimit(1, 2, 80_000_000n, 720_000_000n),
      'SubtensorModule.AmountTooLow',
    ],
    ['nothing at all', swap(2, 1, 5n), 'SubtensorModule.AmountTooLow'],
    [
      'what does not fit the limit',
      swapLimit(1, 2, 1_000_000_000_000n, 729_000_000n),
      'SubtensorModule.SlippageTooHigh',
    ],
    ['a ratio not reached', swapLimit(1, 2, 1_000_000_000n, 729_166_667n), 'SubtensorModule.SlippageTooHigh'],
    ['too little within a subnet', move(hotOne, hotTwo, 1, 1, 80_000_000n), 'SubtensorModule.AmountTooLow'],
  ])('%s', (_, call, error) => {
    expect(errors(testChain(), call)).toBe(error)
  })

  test('proceeds of exactly the minimum, across subnets but not within one', () => {
    const subnets = [
      subnet(0),
      subnet(1, { mechanism: 0 }),
      subnet(2, { alphaIn: 50_000_000_000_000n, tao: 50_000_000_000_000n }),
    ]
    const positions = [
      { coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 5_000_000n },
      { coldkey: alice, hotkey: hotOne, netuid: 2, alpha: 5_000_000n },
    ]
    const chain = testChain({ subnets, positions })
    expect(errors(chain, swap(1, 2, 2_000_000n))).toBe('SubtensorModule.AmountTooLow')
    expect(errors(chain, swap(1, 2, 2_000_001n))).toBe('ok')
    expect(errors(chain, move(hotOne, hotTwo, 1, 1, 2_000_000n))).toBe('ok')
  })

  test('a transfer out of a subnet that forbids it, or into one', () => {
    const chain = testChain({
      subnets: [
        subnet(0),
        subnet(1, { ...poolOne, transfers: false }),
        subnet(2, { alphaIn: 9_000_000_000_000n, tao: 9_000_000_000_000n }),
      ],
      positions: [
        { coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 5_000_000_000n },
        { coldkey: alice, hotkey: hotOne, netuid: 2, alpha: 5_000_000_000n },
      ],
    })
    expect(errors(chain, transfer(bob, 1, 1, 1_000_000_000n))).toBe('SubtensorModule.TransferDisallowed')
    expect(errors(chain, transfer(bob, 1, 2, 1_000_000_000n))).toBe('SubtensorModule.TransferDisallowed')
    expect(errors(chain, transfer(bob, 2, 1, 1_000_000_000n))).toBe('SubtensorModule.TransferDisallowed')
    expect(errors(chain, transfer(bob, 2, 2, 1_000_000_000n))).toBe('ok')
    expect(errors(chain, swap(1, 2, 1_000_000_000n))).toBe('ok')
  })
})
