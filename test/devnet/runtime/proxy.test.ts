import { describe, expect, test } from 'vitest'
import type { DispatchCall } from '../../../devnet/types.ts'
import { invariants } from '../../support/invariants.ts'
import { add, alice, bob, hotOne, pay, swap, testChain, utility } from './chain.ts'

import {
  act,
  addProxy,
  carol,
  data,
  delegated,
  good,
  id,
  kind,
  outcomes,
  proxy,
  realPays,
  removeProxy,
} from './proxies.ts'

describe('add_proxy', () => {
  test('sets a deposit aside and keeps the list in order', () => {
    const chain = delegated('Staking')
    expect(chain.last().map(event => event.name)).toEqual([
      'Withdraw',
      'Reserved',
      'ProxyAdded',
      'Deposit',
      'Deposit',
      'TransactionFeePaid',
      'ExtrinsicSuccess',
    ])
    expect(chain.event('Reserved')).toEqual({ who: alice, amount: 93_000_000n })
    const fields = { delegator: alice, delegatee: bob, proxy_type: kind('Staking'), delay: 0 }
    expect(chain.event('ProxyAdded')).toEqual(fields)
    chain.send(alice, addProxy(carol, 'Any'))
    chain.send(alice, addProxy(bob, 'Any', 7))
    chain.send(alice, addProxy(bob, 'Any', 3))
    const [list, deposit] = chain.stored('Proxy', 'Proxies', alice) as [unknown[], bigint]
    const entry = (delegate: string, type: string, delay: number) => ({
      delegate,
      proxy_type: kind(type),
      delay,
    })
    expect(list).toEqual([
      entry(bob, 'Any', 3),
      entry(bob, 'Any', 7),
      entry(bob, 'Staking', 0),
      entry(carol, 'Any', 0),
    ])
    expect(deposit).toBe(192_000_000n)
    expect(data(chain, alice)).toMatchObject({ consumers: 1, data: { reserved: 192_000_000n } })
    expect(invariants(chain.state)).toEqual([])
  })

  test.each([
    ['oneself', [addProxy(alice, 'Any')], 'Proxy.NoSelfProxy'],
    ['the same twice', [addProxy(bob, 'Any', 1), addProxy(bob, 'Any', 1)], 'Proxy.Duplicate'],
    ['a 21st', Array.from({ length: 21 }, (_, i) => addProxy(bob, 'Any', i)), 'Proxy.TooMany'],
  ])('refuses %s', (_, calls, error) => {
    const chain = testChain()
    const last = calls.pop()
    for (const call of calls) expect(chain.send(alice, call)).toBe('ok')
    expect(last && chain.send(alice, last)).toBe(error)
  })

  test('refuses a deposit that is not there, or that would leave less than the existential deposit', () => {
    const with_ = (free: bigint) => testChain({ accounts: [{ address: alice, free }] })
    expect(with_(90_000_000n).send(alice, addProxy(bob, 'Any'))).toBe('Balances.InsufficientBalance')
    const chain = with_(1_000_000_000n)
    const { partialFee } = chain.rules.dispatchInfo(chain.state, addProxy(bob, 'Any'), 150)
    expect(with_(93_000_499n + partialFee).send(alice, addProxy(bob, 'Any'))).toBe('ConsumerRemaining')
    expect(with_(93_000_500n + partialFee).send(alice, addProxy(bob, 'Any'))).toBe('ok')
  })
})

describe('remove_proxy', () => {
  test('frees the deposit', () => {
    const chain = delegated()
    chain.send(alice, addProxy(carol, 'Any'))
    expect(chain.send(alice, removeProxy(carol, 'Any'))).toBe('ok')
    expect(chain.event('Unreserved')).toEqual({ who: alice, amount: 33_000_000n })
    expect(chain.send(alice, removeProxy(bob, 'Staking'))).toBe('ok')
    expect(chain.event('Unreserved')).toEqual({ who: alice, amount: 93_000_000n })
    expect(chain.event('ProxyRemoved')).toMatchObject({ delegator: alice, delegatee: bob })
    expect(chain.stored('Proxy', 'Proxies', alice)).toBeUndefined()
    expect(data(chain, alice)).toMatchObject({ consumers: 0, data: { reserved: 0n } })
  })

  test('finds nothing under another type or delay', () => {
    expect(delegated().send(alice, removeProxy(bob, 'Any'))).toBe('Proxy.NotFound')
    expect(delegated().send(alice, removeProxy(bob, 'Staking', 1))).toBe('Proxy.NotFound')
    expect(testChain().send(alice, removeProxy(bob, 'Any'))).toBe('Proxy.NotFound')
  })

  test('of all at once says nothing but what was freed', () => {
    const chain = delegated()
    chain.send(alice, realPays(bob, true))
    expect(chain.send(alice, proxy('remove_proxies', {}))).toBe('ok')
    expect(chain.event('Unreserved')).toEqual({ who: alice, amount: 93_000_000n })
    expect(chain.event('ProxyRemoved')).toBeUndefined()
    expect(chain.stored('Proxy', 'RealPaysFee', alice, bob)).toBeUndefined()
  })
})

describe('proxy', () => {
  test('makes a call for the real account, and the signer pays', () => {
    const chain = delegated()
    const before = chain.free(alice)
    expect(chain.send(bob, act(alice, good))).toBe('ok')
    expect(chain.stake(hotOne, alice, 2)).toBe(728_798_956n)
    expect(chain.free(alice)).toBe(before)
    expect(chain.event('TransactionFeePaid')).toMatchObject({ who: bob })
    expect(chain.last().map(event => event.name)).toEqual([
      'Withdraw',
      'Transfer',
      'Transfer',
      'StakeRemoved',
      'Transfer',
      'Transfer',
      'StakeAdded',
      'StakeSwapped',
      'ProxyExecuted',
      'Deposit',
      'Deposit',
      'TransactionFeePaid',
      'ExtrinsicSuccess',
    ])
  })

  test('succeeds when its call fails, which only ProxyExecuted tells, and undoes that call', () => {
    const chain = delegated()
    const before = chain.state.snapshot()
    const halfway = utility('batch_all', [good, swap(1, 77, 1_000_000_000n)])
    chain.send(alice, addProxy(bob, 'Any'))
    const between = chain.state.snapshot()
    expect(chain.send(bob, act(alice, halfway, 'Any'))).toBe('ok')
    expect(outcomes(chain)).toEqual(['SubtensorModule.SubnetNotExists'])
    expect(chain.changedByFailure(between)).toEqual([])
    expect(chain.changedByFailure(before)).not.toEqual([])
    expect(chain.send(bob, act(alice, add(2, 5n)))).toBe('ok')
    expect(outcomes(chain)).toEqual(['SubtensorModule.AmountTooLow'])
    expect(chain.stake(hotOne, alice, 1)).toBe(10_000_000_000_000n)
  })

  test.each([
    ['no delegate', delegated, act(carol, good), 'Proxy.NotProxy'],
    ['a delegate of another type', delegated, act(alice, good, 'Any'), 'Proxy.NotProxy'],
    ['a delegate with a delay', () => delegated('Staking', 5), act(alice, good), 'Proxy.Unannounced'],
    [
      'an address that is no account id',
      delegated,
      proxy('proxy', { real: { type: 'Raw', value: new Uint8Array() }, call: good }),
      'CannotLookup',
    ],
  ])('refuses %s', (_, chain, call, error) => {
    expect(chain().send(bob, call)).toBe(error)
  })

  test('takes the first entry of a delegate, even where a later one has no delay', () => {
    const chain = delegated('Staking')
    chain.send(alice, addProxy(bob, 'Any', 9))
    expect(chain.send(bob, act(alice, good))).toBe('Proxy.Unannounced')
    expect(chain.send(bob, act(alice, good, 'Staking'))).toBe('ok')
  })

  test('weighs its own, with guards of its own, and the weight of its call', () => {
    const chain = testChain()
    const fee = (call: DispatchCall) => chain.rules.dispatchInfo(chain.state, call, 150).weight.refTime
    const guards = 67_583_000n
    expect(fee(act(alice, good)) - fee(good)).toBe(28_026_265n + 20n * 53_205n + 300_000_000n + guards)
  })
})

test('TAO that is set aside keeps the account alive and cannot be spent', () => {
  const chain = delegated()
  expect(chain.send(alice, pay(carol, chain.free(alice), 'transfer_allow_death'))).toBe(
    'Token.FundsUnavailable',
  )
  const all = {
    type: 'Balances',
    value: { type: 'transfer_all', value: { dest: id(carol), keep_alive: false } },
  }
  expect(chain.send(alice, all)).toBe('ok')
  expect(data(chain, alice).data).toMatchObject({ free: 500n, reserved: 93_000_000n })
  expect(invariants(chain.state)).toEqual([])
})
