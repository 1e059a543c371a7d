import { alice, bob, key, pay, type TestChain, testChain, transfer, utility } from '../chain.ts'
import { act, addProxy, delegated, good, removeProxy } from '../proxies.ts'

import {
  actedFor,
  all,
  announced,
  balances,
  disputed,
  module,
  proxying,
  type Row,
  remark,
  sent,
  wrote,
} from './row.ts'

/** Errors of calls that carry calls, and of the accounts behind them. */
export const carriers: readonly Row[] = [
  { error: 'Proxy.NotProxy', rule: `${proxying}:1097`, meet: sent(act(bob, good)) },
  {
    error: 'Proxy.Unannounced',
    rule: `${proxying}:249`,
    meet: () => delegated('Any', 5).send(bob, act(alice, good)),
  },
  { error: 'Proxy.NoSelfProxy', rule: `${proxying}:947`, meet: sent(addProxy(alice, 'Any')) },
  {
    error: 'Proxy.Duplicate',
    rule: `${proxying}:957`,
    meet: () => delegated().send(alice, addProxy(bob, 'Staking')),
  },
  {
    error: 'Proxy.TooMany',
    rule: `${proxying}:960`,
    meet: sent(addProxy(bob, 'Any', 99), {}, chain => {
      for (let delay = 0; delay < 20; delay++) chain.send(alice, addProxy(bob, 'Any', delay))
    }),
  },
  { error: 'Proxy.NotFound', rule: `${proxying}:993`, meet: sent(removeProxy(bob, 'Any')) },
  {
    error: 'Proxy.NotFound',
    rule: `${proxying}:1002`,
    meet: () => delegated().send(alice, removeProxy(bob, 'Any')),
  },
  {
    error: 'System.CallFiltered',
    rule: `${proxying}:1127`,
    meet: actedFor(transfer(bob, 1, 1, all), () => undefined, 'Staking'),
  },
  {
    error: 'System.CallFiltered',
    rule: 'runtime/src/lib.rs:285',
    meet: sent(utility('batch', [utility('batch', [])])),
  },
  ...[215, 327, 426].map((line, index) => ({
    error: 'Utility.TooManyCalls',
    rule: `pallets/utility/src/lib.rs:${line}`,
    meet: sent(utility(['batch', 'batch_all', 'force_batch'][index] ?? '', Array(10_923).fill(remark))),
  })),
  module(
    'ColdkeySwapAnnounced',
    'pallets/subtensor/src/guards/check_coldkey_swap.rs:45',
    actedFor(good, announced),
  ),
  module(
    'ColdkeySwapDisputed',
    'pallets/subtensor/src/guards/check_coldkey_swap.rs:39',
    actedFor(good, chain => {
      announced(chain)
      disputed(chain)
    }),
  ),
  {
    error: 'Balances.InsufficientBalance',
    rule: `${balances}/impl_currency.rs reserve`,
    meet: sent(addProxy(bob, 'Any'), { accounts: [{ address: alice, free: 93_000_000n }] }),
  },
  {
    error: 'Token.FundsUnavailable',
    rule: `${balances}/impl_fungible.rs can_withdraw`,
    meet: sent(pay(bob, 1_000_000_000_001n)),
  },
  {
    error: 'Token.NotExpendable',
    rule: `${balances}/impl_fungible.rs can_withdraw`,
    meet: () => {
      const chain = testChain({ accounts: [{ address: alice, free: 1_000_000_000n }] })
      const { partialFee } = chain.rules.dispatchInfo(chain.state, pay(bob, 1n), 150)
      return chain.send(alice, pay(bob, 1_000_000_000n - partialFee - 499n))
    },
  },
  {
    error: 'Token.BelowMinimum',
    rule: `${balances}/impl_fungible.rs can_deposit`,
    meet: sent(pay(key(77), 499n)),
  },
  {
    error: 'CannotLookup',
    rule: 'runtime/src/lib.rs:310',
    meet: sent({
      type: 'Balances',
      value: {
        type: 'transfer_keep_alive',
        value: { dest: { type: 'Raw', value: new Uint8Array() }, value: 1n },
      },
    }),
  },
]

const nextNonce = (ahead: number) => () => {
  const { rules, state } = testChain()
  const signed = { signer: alice, call: good, nonce: 0, tip: 0n, length: 150 }
  if (ahead < 0)
    wrote(
      'System.Account',
      { ...(state.stored('System', 'Account', [alice]) as object), nonce: 1 },
      alice,
    )({ state } as TestChain)
  return `invalid ${JSON.stringify(rules.validate(state, { ...signed, nonce: ahead > 0 ? ahead : 0 }))}`
}

/** Refusals before a call runs, which say a code or a kind instead of an error. */
export const refusals: readonly Row[] = [
  {
    error: 'invalid {"custom":0}',
    rule: 'pallets/subtensor/src/extensions/subtensor.rs:56',
    meet: sent(good, {}, announced),
  },
  {
    error: 'invalid {"custom":21}',
    rule: 'pallets/subtensor/src/extensions/subtensor.rs:57',
    meet: sent(good, {}, chain => {
      announced(chain)
      disputed(chain)
    }),
  },
  {
    error: 'invalid "Payment"',
    rule: 'pallets/transaction-fee/src/lib.rs:392',
    meet: sent(good, { accounts: [{ address: alice, free: 1_000n }], positions: [] }),
  },
  { error: 'invalid "Stale"', rule: 'runtime/src/check_nonce.rs:117', meet: nextNonce(-1) },
  { error: 'invalid "Future"', rule: 'runtime/src/check_nonce.rs:157', meet: nextNonce(1) },
  {
    error: 'invalid "ExhaustsResources"',
    rule: 'runtime/src/lib.rs:262',
    meet: sent(utility('batch', Array(700).fill(good))),
  },
]
