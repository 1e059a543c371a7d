import { describe, expect, test } from 'vitest'
import type { RuntimeEvent } from '../../../devnet/types.ts'
import {
  add,
  alice,
  bob,
  type DispatchError,
  errorName,
  hotOne,
  hotTwo,
  length,
  move,
  pay,
  swap,
  type TestChain,
  testChain,
  utility,
} from './chain.ts'

const good = swap(1, 2, 1_000_000_000n)
const bad = add(2, 5n)

const outcomes = (chain: TestChain) => chain.last().filter(event => event.pallet === 'Utility')
const shown = ({ name, fields }: RuntimeEvent) => {
  const { index, error } = (fields ?? {}) as { index?: number; error?: DispatchError }
  return [name, index, error && errorName(error)].filter(part => part !== undefined).join(' ')
}
const feeOf = (chain: TestChain) => (chain.event('TransactionFeePaid') as { actual_fee: bigint }).actual_fee

describe('batch_all', () => {
  test('runs every call', () => {
    const chain = testChain()
    expect(chain.send(alice, utility('batch_all', [good, good]))).toBe('ok')
    expect(outcomes(chain).map(shown)).toEqual(['ItemCompleted', 'ItemCompleted', 'BatchCompleted'])
    expect(chain.stake(hotOne, alice, 1)).toBe(9_998_000_000_000n)
  })

  test('undoes everything when one fails, and fails with its error', () => {
    const chain = testChain()
    expect(chain.send(alice, utility('batch_all', [good, bad, good]))).toBe('SubtensorModule.AmountTooLow')
    expect(outcomes(chain)).toEqual([])
    expect(chain.stake(hotOne, alice, 1)).toBe(10_000_000_000_000n)
    expect(chain.stored('SubtensorModule', 'SubnetTAO', 1)).toBe(50_000_000_000_000n)
    expect(chain.event('StakeRemoved')).toBeUndefined()
  })

  test('moves to another hotkey and on to another subnet, where one rao less is there', () => {
    const chain = testChain({
      positions: [
        { coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 10_000_000_000_000n },
        { coldkey: bob, hotkey: hotTwo, netuid: 1, alpha: 3_333_333_333_333n },
      ],
    })
    const batch = utility('batch_all', [
      move(hotOne, hotTwo, 1, 1, 1_000_000_007n),
      swap(1, 2, 1_000_000_006n, hotTwo),
    ])
    expect(chain.send(alice, batch)).toBe('ok')
    expect(chain.stake(hotTwo, alice, 1)).toBeLessThanOrEqual(1n)
  })
})

describe('batch', () => {
  test('stops at the first failure, keeps what went before, and succeeds', () => {
    const chain = testChain()
    expect(chain.send(alice, utility('batch', [good, bad, good]))).toBe('ok')
    expect(outcomes(chain).map(shown)).toEqual([
      'ItemCompleted',
      'BatchInterrupted 1 SubtensorModule.AmountTooLow',
    ])
    expect(chain.stake(hotOne, alice, 1)).toBe(9_999_000_000_000n)
  })

  test('gives back the fee of the calls it did not run', () => {
    const all = testChain()
    all.send(alice, utility('batch', [good, good, good]))
    const interrupted = testChain()
    interrupted.send(alice, utility('batch', [good, bad, good]))
    const { partialFee } = interrupted.rules.dispatchInfo(
      interrupted.state,
      utility('batch', [good, bad, good]),
      length,
    )
    // One swap_stake, 4,317,019,000 ps, two times guards, its own and the batch's, 67,583,000 ps each, and one step of
    // the batch itself, 5,450,264 ps: 6,387,457 - 4,158,639.
    expect(partialFee - feeOf(interrupted)).toBe(2_228_818n)
    expect(feeOf(all)).toBeGreaterThan(feeOf(interrupted))
    const refund = interrupted.last().find(event => event.name === 'Deposit')
    expect(refund?.fields).toEqual({ who: alice, amount: 2_228_818n })
  })
})

test.each(['batch', 'batch_all', 'force_batch'])('%s gives back the weight of its own guards', name => {
  const chain = testChain()
  const { partialFee } = chain.rules.dispatchInfo(chain.state, utility(name, [good, good]), length)
  chain.send(alice, utility(name, [good, good]))
  // 67,583,000 ps are 33,791.5 rao.
  expect([33_791n, 33_792n]).toContain(partialFee - feeOf(chain))
})

test('force_batch carries on after a failure', () => {
  const chain = testChain()
  expect(chain.send(alice, utility('force_batch', [bad, good, bad]))).toBe('ok')
  expect(outcomes(chain).map(shown)).toEqual([
    'ItemFailed SubtensorModule.AmountTooLow',
    'ItemCompleted',
    'ItemFailed SubtensorModule.AmountTooLow',
    'BatchCompletedWithErrors',
  ])
  expect(chain.send(alice, utility('force_batch', [good]))).toBe('ok')
  expect(outcomes(chain).map(shown)).toEqual(['ItemCompleted', 'BatchCompleted'])
})

test.each(['batch', 'batch_all', 'force_batch'])('%s may not hold another batch directly', kind => {
  for (const inner of ['batch', 'batch_all', 'force_batch']) {
    const chain = testChain()
    expect(chain.send(alice, utility(kind, [good, utility(inner, [])]))).toBe('System.CallFiltered')
    expect(chain.stake(hotOne, alice, 1)).toBe(10_000_000_000_000n)
  }
})

test('a batch has at most 10,922 calls', () => {
  const chain = testChain()
  const remark = { type: 'System', value: { type: 'remark', value: { remark: new Uint8Array() } } }
  expect(chain.send(alice, utility('batch', Array(10_922).fill(remark)))).toBe('ok')
  expect(chain.send(alice, utility('batch', Array(10_923).fill(remark)))).toBe('Utility.TooManyCalls')
})

test('a batch heavier than a block may be is refused', () => {
  const chain = testChain()
  const calls = Array(700).fill(good)
  expect(chain.send(alice, utility('batch_all', calls))).toBe('invalid "ExhaustsResources"')
})

test('calls in a batch see what the calls before them did', () => {
  const chain = testChain({ accounts: [{ address: alice, free: 100_000_000n }] })
  const spend = utility('batch_all', [pay(bob, 60_000_000n), pay(bob, 60_000_000n)])
  expect(chain.send(alice, spend)).toBe('Token.FundsUnavailable')
  expect(chain.free(bob)).toBe(0n)
})
