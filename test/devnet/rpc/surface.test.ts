import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { errorJson } from '../../../devnet/rpc/error.ts'
import { fromHex, type Hex, hashOf } from '../../../src/scale/bytes.ts'
import { type Bench, pairOf, startBench, swapToRoot } from '../node/harness.ts'

let bench: Bench
const alice = pairOf('coldkey_1')

beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

const request = <T>(method: string, ...params: unknown[]) =>
  bench.devnet.core.request(method, params) as Promise<T>
const called = (name: string, data: string) => request<Hex>('state_call', name, data)
const numbers = (hex: Hex) => [...fromHex(hex)]

/** What async-substrate-interface 2.2, bittensor 11.3 and the legacy provider of polkadot-api 2.2 ask for. */
const wanted = [
  ...['account_nextIndex', 'author_pendingExtrinsics', 'author_submitAndWatchExtrinsic'],
  ...['author_submitExtrinsic', 'author_unwatchExtrinsic', 'chain_getBlock', 'chain_getBlockHash'],
  ...['chain_getFinalizedHead', 'chain_getHead', 'chain_getHeader', 'chain_subscribeAllHeads'],
  ...['chain_subscribeFinalizedHeads', 'chain_subscribeNewHead', 'chain_subscribeNewHeads'],
  ...['chain_unsubscribeFinalizedHeads', 'chain_unsubscribeNewHeads', 'payment_queryFeeDetails'],
  ...['payment_queryInfo', 'rpc_methods', 'state_call', 'state_getKeys', 'state_getKeysPaged'],
  ...['state_getMetadata', 'state_getRuntimeVersion', 'state_getStorage', 'state_getStorageAt'],
  ...['state_getStorageHash', 'state_getStorageSize', 'state_queryStorage', 'state_queryStorageAt'],
  ...['state_subscribeRuntimeVersion', 'state_subscribeStorage', 'state_unsubscribeRuntimeVersion'],
  ...['state_unsubscribeStorage', 'system_accountNextIndex', 'system_chain', 'system_chainType'],
  ...['system_dryRun', 'system_health', 'system_localPeerId', 'system_name', 'system_nodeRoles'],
  ...['system_peers', 'system_properties', 'system_syncState', 'system_version'],
]

describe('the methods', () => {
  test('are those clients ask for, each under a name a node has', async () => {
    const { methods } = await request<{ methods: string[] }>('rpc_methods')
    expect(wanted.filter(name => !methods.includes(name))).toEqual([])
    expect(methods.filter(name => name.startsWith('dev_') || name.startsWith('chainHead_'))).toEqual([])
    expect(methods).toEqual([...methods].sort())
    expect(new Set(methods).size).toBe(methods.length)
  })

  test.each([
    'author_rotateKeys',
    'author_hasKey',
    'author_insertKey',
    'system_addReservedPeer',
  ])('%s is refused as unsafe', async name => {
    expect(await request(name, '0x00').catch(errorJson)).toEqual({
      code: -32601,
      message: 'RPC call is unsafe to be called externally',
    })
  })

  test('of the node itself', async () => {
    expect(await request('system_health')).toEqual({ peers: 0, isSyncing: false, shouldHavePeers: false })
    expect(await request('system_chainType')).toBe('Development')
    expect(await request('system_properties')).toEqual({
      ss58Format: 42,
      tokenDecimals: 9,
      tokenSymbol: 'TAO',
    })
    bench.devnet.newBlock()
    expect(await request('system_syncState')).toEqual({ startingBlock: 0, currentBlock: 1, highestBlock: 1 })
  })
})

describe("subtensor's own methods", () => {
  test('show the bytes of their runtime API', async () => {
    const all = await called('SubnetInfoRuntimeApi_get_all_dynamic_info', '0x')
    expect(await request('subnetInfo_getAllDynamicInfo')).toEqual(numbers(all))
    const one = await called('SubnetInfoRuntimeApi_get_dynamic_info', '0x2d00')
    expect(await request('subnetInfo_getDynamicInfo', 45)).toEqual(numbers(one))
    expect(await request('subnetInfo_getDynamicInfo', 3)).toEqual([0])
    const sold = await called('SwapRuntimeApi_sim_swap_alpha_for_tao', '0x2d0000ca9a3b00000000')
    expect(await request('swap_simSwapAlphaForTao', 45, 1_000_000_000)).toEqual(numbers(sold))
  })

  test('show prices as numbers', async () => {
    const price = await request('swap_currentAlphaPrice', 45)
    expect(price).toBe(34_674_615)
    const all = await request<{ netuid: number; price: number }[]>('swap_currentAlphaPriceAll')
    expect(all.map(({ netuid }) => netuid)).toEqual([0, 1, 8, 45, 64])
    expect(all.find(({ netuid }) => netuid === 45)?.price).toBe(price)
  })

  test('read an earlier block, and refuse what is no subnet', async () => {
    const before = await request('subnetInfo_getDynamicInfo', 45)
    await request('author_submitExtrinsic', await bench.sign(swapToRoot(bench.api, 45, '1000000000'), alice))
    bench.devnet.newBlock()
    expect(await request('subnetInfo_getDynamicInfo', 45)).not.toEqual(before)
    expect(await request('subnetInfo_getDynamicInfo', 45, bench.devnet.genesisHash)).toEqual(before)
    for (const netuid of ['45', -1, 65_536, 1.5, null]) {
      expect(await request('subnetInfo_getDynamicInfo', netuid).catch(errorJson)).toMatchObject({
        code: -32602,
      })
    }
  })
})

describe('storage through time', () => {
  const numberKey = '0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac'
  const accountKey = () => bench.api.query.system?.account?.key(alice.address) as Hex

  test('is told from block to block, where it changed', async () => {
    const first = bench.devnet.newBlock()
    const second = bench.devnet.newBlock()
    await request('author_submitExtrinsic', await bench.sign(swapToRoot(bench.api, 45, '1000000000'), alice))
    const third = bench.devnet.newBlock()
    const sets = await request<{ block: Hex; changes: [Hex, Hex][] }[]>(
      ...(['state_queryStorage', [accountKey(), numberKey], first.hash] as const),
    )
    expect(sets.map(({ block }) => block)).toEqual([first.hash, second.hash, third.hash])
    expect(sets.map(({ changes }) => changes.map(([key]) => key))).toEqual([
      [accountKey(), numberKey],
      [numberKey],
      [accountKey(), numberKey],
    ])
    expect(sets.map(({ changes }) => changes.at(-1)?.[1])).toEqual(['0x01000000', '0x02000000', '0x03000000'])
    expect(await request('state_queryStorage', [numberKey], first.hash, second.hash)).toHaveLength(2)
    const backwards = request('state_queryStorage', [numberKey], third.hash, first.hash)
    expect(await backwards.catch(errorJson)).toMatchObject({ code: -32602 })
  })

  test('comes in pairs that agree with single reads', async () => {
    const pairs = await request<[Hex, Hex][]>('state_getPairs', '0x26aa394eea5630e07c48ae0c9558cef7')
    expect(pairs.length).toBeGreaterThan(5)
    for (const [key, value] of pairs) {
      expect(await request('state_getStorage', key)).toBe(value)
      expect(await request('state_getStorageHashAt', key)).toBe(hashOf(fromHex(value)))
      expect(await request('state_getStorageSizeAt', key)).toBe(fromHex(value).length)
    }
  })
})
