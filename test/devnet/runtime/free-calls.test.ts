import { describe, expect, test } from 'vitest'
import type { DispatchCall } from '../../../devnet/types.ts'
import { alice, author, bob, length, pay, testChain, utility } from './chain.ts'
import { act } from './proxies.ts'

const empty = (name: string) => utility(name, [])
const fee = (call: DispatchCall) => {
  const { rules, state } = testChain()
  return { partial: rules.dispatchInfo(state, call, length).partialFee, parts: rules.feeParts(call, length) }
}

describe.each<[string, DispatchCall]>([
  ['batch', empty('batch')],
  ['batch_all', empty('batch_all')],
  ['force_batch', empty('force_batch')],
  ['proxy of one', act(bob, empty('batch'))],
  ['batch of such proxies', utility('batch_all', [act(bob, empty('batch')), act(bob, empty('batch_all'))])],
])('without a call in it, %s', (_, call) => {
  test('costs nothing', () => {
    expect(fee(call)).toEqual({ partial: 0n, parts: undefined })
    const chain = testChain()
    const before = chain.free(alice)
    chain.send(alice, call)
    expect(chain.free(alice)).toBe(before)
    const names = chain.last().map(event => event.name)
    expect(names).not.toContain('Withdraw')
    expect(names).not.toContain('Deposit')
    expect(chain.event('TransactionFeePaid')).toEqual({ who: alice, actual_fee: 0n, tip: 0n })
    const outcome = chain.event('ExtrinsicSuccess') ?? chain.event('ExtrinsicFailed')
    expect(outcome).toMatchObject({ dispatch_info: { pays_fee: { type: 'No' } } })
  })

  test('pays its tip', () => {
    const chain = testChain()
    const before = { alice: chain.free(alice), author: chain.free(author) }
    chain.rules.apply(chain.state, chain.block, 1, { signer: alice, call, nonce: 0, tip: 77n, length })
    expect(before.alice - chain.free(alice)).toBe(77n)
    expect(chain.free(author) - before.author).toBe(77n)
  })

  test('is taken from an account that does not exist', () => {
    const chain = testChain()
    expect(chain.send(bob, call)).not.toMatch(/^invalid/)
    expect(chain.stored('System', 'Account', bob)).toMatchObject({ nonce: 1, providers: 0 })
  })
})

test.each<[string, DispatchCall]>([
  ['a batch with a call', utility('batch', [empty('batch'), pay(bob, 1n)])],
  ['a proxy of a call', act(bob, pay(bob, 1n))],
])('%s costs as ever', (_, call) => {
  expect(fee(call).partial).toBeGreaterThan(300_000n)
  expect(testChain().send(bob, call)).toBe('invalid "Payment"')
})
