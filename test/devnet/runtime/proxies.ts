import { expect } from 'vitest'
import type { DispatchCall } from '../../../devnet/types.ts'
import {
  alice,
  author,
  bob,
  type DispatchError,
  errorName,
  key,
  swap,
  type TestChain,
  testChain,
} from './chain.ts'

export const carol = key(4)
export const id = (value: string) => ({ type: 'Id', value })
export const kind = (type: string) => ({ type, value: undefined })
export const proxy = (name: string, args: Readonly<Record<string, unknown>>): DispatchCall => ({
  type: 'Proxy',
  value: { type: name, value: args },
})
const delegation = (delegate: string, type: string, delay = 0) => ({
  delegate: id(delegate),
  proxy_type: kind(type),
  delay,
})
export const addProxy = (delegate: string, type: string, delay = 0) =>
  proxy('add_proxy', delegation(delegate, type, delay))
export const removeProxy = (delegate: string, type: string, delay = 0) =>
  proxy('remove_proxy', delegation(delegate, type, delay))
export const act = (real: string, call: DispatchCall, type?: string) =>
  proxy('proxy', { real: id(real), force_proxy_type: type && kind(type), call })
export const realPays = (delegate: string, pays_fee: boolean) =>
  proxy('set_real_pays_fee', { delegate: id(delegate), pays_fee })

export const good = swap(1, 2, 1_000_000_000n)
const rich = [alice, bob, carol, author].map(address => ({ address, free: 100_000_000_000n }))

/** A chain where Bob is a delegate of Alice. */
export function delegated(type = 'Staking', delay = 0): TestChain {
  const chain = testChain({ accounts: rich })
  expect(chain.send(alice, addProxy(bob, type, delay))).toBe('ok')
  return chain
}

/** What the calls made for others came to, in order. */
export function outcomes(chain: TestChain): string[] {
  return chain
    .last()
    .filter(event => event.name === 'ProxyExecuted')
    .map(({ fields }) => {
      const { result } = fields as { result: { success: boolean; value?: DispatchError } }
      return result.value === undefined ? 'ok' : errorName(result.value)
    })
}
export const data = (chain: TestChain, who: string) =>
  chain.stored('System', 'Account', who) as { data: { free: bigint; reserved: bigint }; consumers: number }
