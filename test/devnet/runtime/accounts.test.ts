import { expect, test } from 'vitest'
import { alice, author, bob, key, pay, subnet, testChain } from './chain.ts'

const rich = { accounts: [{ address: alice, free: 10_000_000n }] }
const names = (chain: ReturnType<typeof testChain>) =>
  chain.last().map(event => `${event.pallet}.${event.name}`)
const all = (to: string, keepAlive: boolean) => ({
  type: 'Balances',
  value: { type: 'transfer_all', value: { dest: { type: 'Id', value: to }, keep_alive: keepAlive } },
})

test('a first payment creates the account', () => {
  const chain = testChain(rich)
  expect(chain.send(alice, pay(bob, 500n))).toBe('ok')
  expect(names(chain).slice(1, 4)).toEqual(['System.NewAccount', 'Balances.Endowed', 'Balances.Transfer'])
  expect(chain.event('Endowed')).toEqual({ account: bob, free_balance: 500n })
  expect(chain.event('Transfer')).toEqual({ from: alice, to: bob, amount: 500n })
  expect(chain.stored('System', 'Account', bob)).toEqual({
    nonce: 0,
    consumers: 0,
    providers: 1,
    sufficients: 0,
    data: {
      free: 500n,
      reserved: 0n,
      frozen: 0n,
      flags: 170_141_183_460_469_231_731_687_303_715_884_105_728n,
    },
  })
})

test('less than the existential deposit creates no account', () => {
  expect(testChain(rich).send(alice, pay(bob, 499n))).toBe('Token.BelowMinimum')
})

test('an emptied account is removed with its nonce, and its dust is burned', () => {
  const chain = testChain({ accounts: [...rich.accounts, { address: author, free: 1_000_000n }] })
  const issuance = chain.stored('Balances', 'TotalIssuance') as bigint
  const fee = chain.rules.dispatchInfo(chain.state, pay(bob, 0n, 'transfer_allow_death'), 150).partialFee
  const leaveDust = 10_000_000n - fee - 499n
  expect(chain.send(alice, pay(bob, leaveDust, 'transfer_allow_death'))).toBe('ok')
  expect(names(chain)).toContain('System.KilledAccount')
  expect(chain.event('DustLost')).toEqual({ account: alice, amount: 499n })
  expect(chain.stored('System', 'Account', alice)).toBeUndefined()
  expect(chain.stored('Balances', 'TotalIssuance')).toBe(issuance - 499n)
})

test('transfer_keep_alive leaves the existential deposit', () => {
  const chain = testChain(rich)
  expect(chain.send(alice, pay(bob, 9_500_000n))).toBe('ok')
  const rest = chain.free(alice)
  expect(rest).toBe(10_000_000n - 9_500_000n - 475_712n)
  expect(testChain(rich).send(alice, pay(bob, 9_524_200n))).toBe('Token.NotExpendable')
  expect(testChain(rich).send(alice, pay(bob, 9_524_289n))).toBe('Token.FundsUnavailable')
})

test('transfer_all sends all, or all but the existential deposit', () => {
  const kept = testChain(rich)
  expect(kept.send(alice, all(bob, true))).toBe('ok')
  expect(kept.free(alice)).toBe(500n)
  const emptied = testChain(rich)
  expect(emptied.send(alice, all(bob, false))).toBe('ok')
  expect(emptied.stored('System', 'Account', alice)).toBeUndefined()
})

test('a transfer to oneself changes nothing and says nothing', () => {
  const chain = testChain(rich)
  expect(chain.send(alice, pay(alice, 1_000n))).toBe('ok')
  expect(chain.event('Transfer')).toBeUndefined()
})

test('an address that is no account id leads nowhere', () => {
  const call = {
    type: 'Balances',
    value: { type: 'transfer_keep_alive', value: { dest: { type: 'Index', value: undefined }, value: 1n } },
  }
  expect(testChain(rich).send(alice, call)).toBe('CannotLookup')
})

test('the author owns the existential deposit from the start', () => {
  const chain = testChain({ ...rich, author: key(50) })
  expect(chain.free(key(50))).toBe(500n)
})

test('a scenario that contradicts itself is refused', () => {
  const twice = { coldkey: alice, hotkey: key(60), netuid: 1, alpha: 5n }
  expect(() => testChain({ positions: [twice] })).toThrow('unknown hotkey')
  expect(() => testChain({ subnets: [] })).toThrow('unknown subnet')
  expect(() => testChain({ subnets: [subnet(1), subnet(1)] })).toThrow('subnet 1 is given twice')
  const hotkey = { address: key(60), owner: alice, netuids: [] }
  expect(() => testChain({ hotkeys: [hotkey, hotkey] })).toThrow('given twice')
  expect(() => testChain({ accounts: [{ address: bob, free: 499n }] })).toThrow(
    'existential deposit of 500 rao',
  )
})
