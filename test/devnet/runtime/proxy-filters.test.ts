import { describe, expect, test } from 'vitest'
import type { DispatchCall } from '../../../devnet/types.ts'
import {
  add,
  alice,
  bob,
  type DispatchError,
  errorName,
  hotOne,
  pay,
  staking,
  type TestChain,
  testChain,
  transfer,
  utility,
} from './chain.ts'

import { act, addProxy, carol, delegated, good, outcomes, proxy, realPays, removeProxy } from './proxies.ts'

const transferStake = transfer(carol, 1, 1, 400_000_000n)
const large = transfer(carol, 1, 1, 500_000_000n)
const small = pay(carol, 499_999_999n)
const locks = staking('lock_stake', { hotkey: hotOne, netuid: 1, amount: 1_000n })
const unstake = staking('unstake_all_alpha', { hotkey: hotOne })

describe('a delegate of type', () => {
  const filtered = 'System.CallFiltered'
  test.each<[string, DispatchCall, string]>([
    ['Any', pay(carol, 1_000n), 'ok'],
    ['Any', utility('batch_all', [good, small]), 'ok'],
    ['NonCritical', large, 'ok'],
    ['NonTransfer', good, 'ok'],
    ['NonTransfer', locks, 'ok'],
    ['NonTransfer', transferStake, filtered],
    ['NonTransfer', small, filtered],
    ['NonFungible', good, filtered],
    ['NonFungible', transferStake, filtered],
    ['NonFungible', locks, 'ok'],
    ['Staking', good, 'ok'],
    ['Staking', unstake, 'ok'],
    ['Staking', transferStake, filtered],
    ['Staking', locks, filtered],
    ['Staking', small, filtered],
    ['Staking', utility('batch', [good]), filtered],
    ['Transfer', transferStake, 'ok'],
    ['Transfer', large, 'ok'],
    ['Transfer', small, 'ok'],
    ['Transfer', good, filtered],
    ['SmallTransfer', transferStake, 'ok'],
    ['SmallTransfer', large, filtered],
    ['SmallTransfer', small, 'ok'],
    ['SmallTransfer', pay(carol, 500_000_000n), filtered],
    ['Owner', good, filtered],
    ['Senate', good, filtered],
    ['Triumvirate', good, filtered],
    ['Governance', good, filtered],
    ['Registration', good, filtered],
    ['RootWeights', good, filtered],
    ['ChildKeys', good, filtered],
    ['SwapHotkey', good, filtered],
    ['RootClaim', good, filtered],
  ])('%s, case %#', (type, call, outcome) => {
    const chain = delegated(type)
    expect(chain.send(bob, act(alice, call))).toBe('ok')
    expect(outcomes(chain)).toEqual([outcome])
  })

  test('NonTransfer passes its filter on to the calls of a batch', () => {
    const chain = delegated('NonTransfer')
    expect(chain.send(bob, act(alice, utility('force_batch', [good, small])))).toBe('ok')
    expect(outcomes(chain)).toEqual(['ok'])
    const failed = chain.event('ItemFailed') as { error: DispatchError }
    expect(errorName(failed.error)).toBe('System.CallFiltered')
    expect(chain.send(bob, act(alice, utility('batch_all', [good, small])))).toBe('ok')
    expect(outcomes(chain)).toEqual(['System.CallFiltered'])
  })

  test('may give no rights beyond its own', () => {
    const chain = delegated('NonTransfer')
    for (const [call, outcome] of [
      [addProxy(carol, 'Staking'), 'ok'],
      [addProxy(carol, 'Transfer'), filtered],
      [addProxy(carol, 'SmallTransfer'), filtered],
      [addProxy(carol, 'Any'), filtered],
      [removeProxy(carol, 'Staking'), 'ok'],
      [proxy('remove_proxies', {}), filtered],
    ] as const) {
      expect(chain.send(bob, act(alice, call))).toBe('ok')
      expect(outcomes(chain)).toEqual([outcome])
    }
    const any = delegated('Any')
    expect(any.send(bob, act(alice, proxy('remove_proxies', {})))).toBe('ok')
    expect(any.stored('Proxy', 'Proxies', alice)).toBeUndefined()
  })
})

describe('proxies and batches', () => {
  test('a batch_all of proxy calls is not atomic', () => {
    const chain = delegated()
    const batch = utility('batch_all', [act(alice, good), act(alice, add(2, 5n)), act(alice, good)])
    expect(chain.send(bob, batch)).toBe('ok')
    expect(outcomes(chain)).toEqual(['ok', 'SubtensorModule.AmountTooLow', 'ok'])
    expect(chain.stake(hotOne, alice, 1)).toBe(9_998_000_000_000n)
  })

  test('a batch in a proxy in a batch is no nested batch', () => {
    const chain = delegated('Any')
    const inner = utility('batch_all', [good])
    expect(chain.send(bob, utility('batch_all', [act(alice, inner)]))).toBe('ok')
    expect(outcomes(chain)).toEqual(['ok'])
    expect(chain.send(bob, act(alice, utility('batch', [inner])))).toBe('ok')
    expect(outcomes(chain)).toEqual(['System.CallFiltered'])
  })

  test('a proxy in a proxy has only the filter of the inner type', () => {
    const chain = delegated('NonTransfer')
    chain.send(carol, addProxy(alice, 'Any'))
    expect(chain.send(bob, act(alice, act(carol, pay(bob, 1_000n))))).toBe('ok')
    expect(outcomes(chain)).toEqual(['ok', 'ok'])
  })

  test('a coldkey whose swap is announced cannot be acted for either', () => {
    const chain = delegated()
    const item = (name: string) => ({
      id: `SubtensorModule.${name}`,
      pallet: '',
      name,
      fallback: undefined as unknown,
    })
    chain.state.write(item('ColdkeySwapAnnouncements'), [5, `0x${'00'.repeat(32)}`], alice)
    expect(chain.send(bob, act(alice, good))).toBe('ok')
    expect(outcomes(chain)).toEqual(['SubtensorModule.ColdkeySwapAnnounced'])
    chain.state.write(item('ColdkeySwapDisputes'), 6, alice)
    expect(chain.send(bob, act(alice, good))).toBe('ok')
    expect(outcomes(chain)).toEqual(['SubtensorModule.ColdkeySwapDisputed'])
  })

  test('a call this chain does not know is refused inside a proxy too', () => {
    const unknownCall = { type: 'SubtensorModule', value: { type: 'register_network', value: {} } }
    expect(delegated().send(bob, act(alice, unknownCall))).toBe('invalid "Call"')
  })

  test('a fee is never paid from stake for a call in a proxy', () => {
    const chain = testChain({
      accounts: [
        { address: alice, free: 1_000_000_000n },
        { address: bob, free: 600n },
      ],
      positions: [{ coldkey: bob, hotkey: hotOne, netuid: 1, alpha: 10_000_000_000_000n }],
    })
    chain.send(alice, addProxy(bob, 'Any'))
    expect(chain.send(bob, act(alice, good))).toBe('invalid "Payment"')
  })
})

describe('set_real_pays_fee', () => {
  const paid = (chain: TestChain) => (chain.event('TransactionFeePaid') as { who: string }).who

  test('lets the real account pay for its delegate', () => {
    const chain = delegated()
    expect(chain.send(alice, realPays(bob, true))).toBe('ok')
    expect(chain.event('RealPaysFeeSet')).toEqual({ real: alice, delegate: bob, pays_fee: true })
    const before = chain.free(bob)
    chain.send(bob, act(alice, good))
    expect(paid(chain)).toBe(alice)
    expect(chain.free(bob)).toBe(before)
    chain.send(alice, realPays(bob, false))
    chain.send(bob, act(alice, good))
    expect(paid(chain)).toBe(bob)
  })

  test('reaches one proxy deeper, alone or all over a batch', () => {
    const chain = delegated('Any')
    chain.send(carol, addProxy(alice, 'Any'))
    chain.send(alice, realPays(bob, true))
    const inner = act(carol, pay(bob, 1_000n))
    chain.send(bob, act(alice, inner))
    expect(paid(chain)).toBe(alice)
    chain.send(carol, realPays(alice, true))
    chain.send(bob, act(alice, inner))
    expect(paid(chain)).toBe(carol)
    chain.send(bob, act(alice, utility('batch', [inner, inner])))
    expect(paid(chain)).toBe(carol)
    chain.send(bob, act(alice, utility('batch', [inner, good])))
    expect(paid(chain)).toBe(alice)
    chain.send(bob, act(alice, utility('batch', [])))
    expect(paid(chain)).toBe(alice)
  })

  test('needs a delegate', () => {
    expect(testChain().send(alice, realPays(bob, true))).toBe('Proxy.NotProxy')
  })
})
