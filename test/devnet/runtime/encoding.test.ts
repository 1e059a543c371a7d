import { denormalizeLookup, getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { expect, test } from 'vitest'
import { authorMetadata } from '../../../devnet/metadata/author.ts'
import {
  add,
  addLimit,
  alice,
  bob,
  hotOne,
  hotTwo,
  key,
  move,
  pay,
  remove,
  removeLimit,
  staking,
  swap,
  swapLimit,
  testChain,
  transfer,
  utility,
} from './chain.ts'

const id = (value: string) => ({ type: 'Id', value })
const staker = { type: 'Staking', value: undefined }
const proxyCall = (name: string, args: unknown) => ({ type: 'Proxy', value: { type: name, value: args } })

const calls = [
  swap(1, 2, 1_000_000_000n),
  swapLimit(1, 0, 1_000_000_000n, 24_000_000n),
  add(2, 1_000_000_000n),
  addLimit(2, 1_000_000_000n, 40_000_000n, true, hotTwo),
  remove(1, 1_000_000_000n),
  removeLimit(1, 1_000_000_000n, 24_000_000n),
  staking('remove_stake_full_limit', { hotkey: hotTwo, netuid: 2, limit_price: undefined }),
  move(hotOne, hotTwo, 1, 1, 1_000_000_000n),
  transfer(key(40), 1, 2, 1_000_000_000n),
  transfer(bob, 1, 1, 1_000_000_000n),
  staking('set_reject_locked_alpha', { enabled: false }),
  staking('set_perpetual_lock', { netuid: 1, enabled: true }),
  staking('lock_stake', { hotkey: hotOne, netuid: 1, amount: 1_000_000_000n }),
  staking('lock_stake', { hotkey: hotOne, netuid: 2, amount: 1_000_000n }),
  staking('move_lock', { destination_hotkey: hotTwo, netuid: 1 }),
  staking('unstake_all', { hotkey: hotTwo }),
  staking('unstake_all_alpha', { hotkey: hotTwo }),
  proxyCall('add_proxy', { delegate: id(bob), proxy_type: staker, delay: 5 }),
  proxyCall('set_real_pays_fee', { delegate: id(bob), pays_fee: true }),
  proxyCall('proxy', { real: id(bob), force_proxy_type: staker, call: add(2, 5n) }),
  proxyCall('proxy', { real: id(bob), force_proxy_type: undefined, call: add(2, 1_000_000_000n) }),
  utility('batch', [pay(bob, 500n), add(2, 5n)]),
  utility('force_batch', [add(2, 5n), pay(bob, 10n ** 18n)]),
  utility('batch_all', [utility('batch', [])]),
  pay(bob, 1_000n, 'transfer_allow_death'),
  pay(key(41), 499n),
  { type: 'System', value: { type: 'remark_with_event', value: { remark: Uint8Array.of(1, 2) } } },
]

/** A chain on which every call was made once, with its extrinsics first encoded and decoded. */
function busyChain() {
  const chain = testChain({
    accounts: [alice, bob].map(address => ({ address, free: 1_000_000_000_000n })),
  })
  chain.send(bob, proxyCall('add_proxy', { delegate: id(alice), proxy_type: staker, delay: 0 }))
  for (const call of calls) {
    chain.send(alice, chain.runtime.call.dec(chain.runtime.call.enc(call)) as typeof call)
  }
  chain.rules.finalize(chain.state, chain.block)
  return chain
}

/**
 * The codec of events, built without the lookup of metadata-builders that names module errors: that one writes them
 * as 2 bytes instead of 5.
 */
function eventCodec() {
  const metadata = unifyMetadata(decAnyMetadata(authorMetadata().v16))
  if (!('outerEnums' in metadata)) throw new Error('V16 has outer enums')
  const { call } = getLookupFn(metadata)
  const lookup = Object.assign(denormalizeLookup(metadata.lookup), { metadata, call })
  return getDynamicBuilder(lookup).buildDefinition(metadata.outerEnums.event)
}

test('every event encodes under the metadata and decodes to itself', () => {
  const chain = busyChain()
  const codec = eventCodec()
  const events = chain.rules.events(chain.state)
  expect(events.filter(event => event.name === 'ProxyExecuted')).toHaveLength(2)
  const names = new Set(events.map(event => `${event.pallet}.${event.name}`))
  expect(names.size).toBe(26)
  for (const { pallet, name, fields } of events) {
    const event = { type: pallet, value: { type: name, value: fields } }
    expect(codec.dec(codec.enc(event))).toEqual(event)
  }
})

test('every stored value encodes under the metadata, and its key comes back from the raw key', () => {
  const chain = busyChain()
  const { items } = chain.state.snapshot()
  const ids = [...items.keys()].filter(id => !id.startsWith('(rules)'))
  expect(ids.length).toBeGreaterThanOrEqual(35)
  for (const id of ids) {
    const [pallet = '', name = ''] = id.split('.')
    const codec = chain.runtime.storage(pallet, name)
    expect(codec, id).toBeDefined()
    for (const { key: args, value } of chain.state.listed(pallet, name)) {
      const bytes = codec?.value.enc(value) ?? new Uint8Array()
      expect(codec?.value.dec(bytes), id).toEqual(value)
      expect(codec?.args(codec.key(...args)), id).toEqual(args)
    }
  }
})

test('fallbacks agree with the metadata', () => {
  const chain = testChain({ accounts: [], hotkeys: [], subnets: [], positions: [] })
  const { runtime } = chain
  const fallback = (pallet: string, name: string) => runtime.storage(pallet, name)?.fallback
  expect(fallback('Swap', 'FeeRate')).toBe(33)
  expect(fallback('Swap', 'SwapBalancer')).toBe(500_000_000_000_000_000n)
  expect(fallback('SubtensorModule', 'Delegates')).toBe(11_796)
  expect(fallback('SubtensorModule', 'TransferToggle')).toBe(true)
  expect(fallback('SubtensorModule', 'SubtokenEnabled')).toBe(false)
  expect(fallback('SubtensorModule', 'Tempo')).toBe(360)
  expect(fallback('SubtensorModule', 'Owner')).toBe('5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM')
  expect(fallback('SubtensorModule', 'AlphaV2')).toEqual({ mantissa: 0n, exponent: 0n })
})

test.each<[string, string, readonly unknown[]]>([
  ['StakeInfoRuntimeApi', 'get_stake_info_for_coldkey', [alice]],
  ['StakeInfoRuntimeApi', 'get_stake_info_for_coldkeys', [[alice, bob]]],
  ['StakeInfoRuntimeApi', 'get_stake_info_for_hotkey_coldkey_netuid', [hotOne, alice, 1]],
  ['StakeInfoRuntimeApi', 'get_stake_availability_for_coldkeys', [[alice, bob], undefined]],
  ['StakeInfoRuntimeApi', 'get_coldkey_lock', [alice, 1]],
  ['StakeInfoRuntimeApi', 'get_coldkey_lock', [bob, 1]],
  ['StakeInfoRuntimeApi', 'get_stake_fee', [[hotOne, 1], alice, undefined, alice, 5n]],
  ['SwapRuntimeApi', 'current_alpha_price', [1]],
  ['SwapRuntimeApi', 'current_alpha_price_all', []],
  ['SwapRuntimeApi', 'sim_swap_tao_for_alpha', [1, 5_000_000n]],
  ['SwapRuntimeApi', 'sim_swap_alpha_for_tao', [1, 5_000_000n]],
  ['SubnetInfoRuntimeApi', 'get_dynamic_info', [1]],
  ['SubnetInfoRuntimeApi', 'get_all_dynamic_info', []],
  ['SubnetInfoRuntimeApi', 'get_subnet_account_id', [1]],
  ['AccountNonceApi', 'account_nonce', [alice]],
  ['TransactionPaymentApi', 'query_weight_to_fee', [{ ref_time: 5n, proof_size: 0n }]],
  ['TransactionPaymentApi', 'query_length_to_fee', [150]],
])('%s.%s takes its arguments and gives its result in the metadata codecs', (api, method, args) => {
  const chain = busyChain()
  const codec = chain.runtime.api(api, method)
  if (codec === undefined) throw new Error(`no ${api}.${method} in the metadata`)
  const decoded = codec.args.dec(codec.args.enc([...args]))
  const result = chain.api(`${api}_${method}`, ...decoded)
  expect(codec.value.dec(codec.value.enc(result))).toEqual(result)
})
