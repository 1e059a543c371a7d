import type { DispatchError } from '@polkadot/types/interfaces'
import { hexToU8a, u8aToHex } from '@polkadot/util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stateHistory } from '../../../devnet/node/tree.ts'
import { errorJson } from '../../../devnet/rpc/error.ts'
import { type Bench, call, hot25, hot26, pairOf, startBench, swapToRoot } from '../node/harness.ts'

let bench: Bench
const alice = pairOf('coldkey_1')
const bob = pairOf('coldkey_2')
const request = (method: string, ...params: unknown[]) => bench.devnet.core.request(method, params)

beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

/** A day of trading: every kind of call, good and bad. */
async function trade(): Promise<void> {
  const { api } = bench
  const staking = (name: string, ...args: unknown[]) => call(api, 'subtensorModule', name, ...args)
  const calls = [
    swapToRoot(api, 45, '10000000000'),
    staking('addStake', hot25, 8, '5000000000'),
    staking('removeStake', hot25, 1, '3000000000'),
    staking('moveStake', hot25, hot26, 45, 45, '2000000000'),
    staking('transferStake', bob.address, hot26, 8, 8, '9000000000'),
    staking('swapStakeLimit', hot25, 1, 64, '1000000000', 100_000_000, false),
    staking('removeStake', hot25, 77, '1'),
    staking('addStakeLimit', hot25, 8, '5000000000', 1, false),
    call(api, 'utility', 'batch', [swapToRoot(api, 1, '1000000000'), swapToRoot(api, 77, '1')]),
    call(api, 'utility', 'forceBatch', [swapToRoot(api, 77, '1'), swapToRoot(api, 1, '1000000000')]),
    call(api, 'balances', 'transferKeepAlive', bob.address, '1000000000'),
    call(api, 'system', 'remarkWithEvent', '0x1234'),
  ]
  for (const [nonce, tx] of calls.entries()) await bench.watch(await bench.sign(tx, alice, { nonce, era: 0 }))
  bench.devnet.newBlock()
}

async function allKeys(): Promise<string[]> {
  const keys: string[] = []
  for (;;) {
    const page = (await request('state_getKeysPaged', '0x', 10, keys.at(-1) ?? null)) as string[]
    keys.push(...page)
    if (page.length < 10) return keys
  }
}

describe('storage', () => {
  test('every key and value decodes and encodes again under our metadata', async () => {
    await trade()
    const { runtime } = bench.devnet.chain
    const keys = await allKeys()
    expect(keys).toEqual([...keys].sort())
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.length).toBeGreaterThan(60)
    for (const key of keys.filter(entry => entry !== '0x3a636f6465')) {
      const item = runtime.storageOf(key as `0x${string}`)
      const value = (await request('state_getStorage', key)) as string
      const decoded = item?.codec.value.dec(hexToU8a(value))
      expect(item?.codec.value.enc(decoded), key).toEqual(hexToU8a(value))
    }
  })

  test('an independent codec reads every value to its last byte', async () => {
    await trade()
    const { api } = bench
    let read = 0
    for (const [pallet, items] of Object.entries(api.query)) {
      // Well-known keys of no pallet.
      if (pallet === 'substrate') continue
      for (const item of Object.values(items)) {
        const { meta } = item.creator
        const type = api.registry.createLookupType(
          meta.type.isMap ? meta.type.asMap.value : meta.type.asPlain,
        )
        for (const key of (await request('state_getKeys', item.keyPrefix())) as string[]) {
          const value = (await request('state_getStorage', key)) as string
          const decoded = api.registry.createTypeUnsafe(type, [hexToU8a(value)])
          expect(u8aToHex(decoded.toU8a()), item.creator.method).toBe(value)
          read += 1
        }
      }
    }
    expect(read).toBe((await allKeys()).length - 1)
  })

  test('every event decodes by an independent codec', async () => {
    await trade()
    const events = await bench.api.query.system?.events?.()
    const records = events as unknown as Iterable<{ event: { section: string; method: string } }>
    const names = [...records].map(({ event }) => `${event.section}.${event.method}`)
    expect(names.filter(name => name === 'system.ExtrinsicSuccess')).toHaveLength(11)
    expect(names.filter(name => name === 'system.ExtrinsicFailed')).toHaveLength(2)
    for (const name of ['StakeSwapped', 'StakeAdded', 'StakeRemoved', 'StakeMoved', 'StakeTransferred']) {
      expect(names).toContain(`subtensorModule.${name}`)
    }
    for (const name of ['BatchInterrupted', 'ItemFailed', 'BatchCompletedWithErrors']) {
      expect(names).toContain(`utility.${name}`)
    }
    expect(names).toHaveLength(bench.devnet.chain.rules.events(stateOfBest()).length)
  })

  const stateOfBest = () => bench.devnet.chain.stateOf(bench.devnet.chain.tree.best())

  test('absent keys answer null, and hash and size agree with the value', async () => {
    const key = bench.devnet.chain.runtime.storage('System', 'Account')?.key(alice.address)
    const value = (await request('state_getStorage', key)) as string
    expect(await request('state_getStorageSize', key)).toBe((value.length - 2) / 2)
    expect(await request('state_getStorageHash', key)).toBe(bench.api.registry.hash(hexToU8a(value)).toHex())
    for (const absent of ['0x', '0x1234', `${key}00`, key?.slice(0, -2)]) {
      expect(await request('state_getStorage', absent)).toBeNull()
      expect(await request('state_getStorageHash', absent)).toBeNull()
    }
    expect(await request('state_getStorage', key?.toUpperCase().replace('0X', '0x'))).toBe(value)
  })

  test('a stable hash stands for the code', async () => {
    expect(await request('state_getStorageHash', '0x3a636f6465')).toMatch(/^0x[0-9a-f]{64}$/)
  })

  test('states older than the history are gone, with a word', async () => {
    const old = bench.devnet.newBlock()
    for (let i = 0; i < stateHistory; i += 1) bench.devnet.newBlock()
    const failure = await request('state_getKeysPaged', '0x', 1, null, old.hash).catch(errorJson)
    const message = `Client error: UnknownBlock: State already discarded for ${old.hash}`
    expect(failure).toEqual({ code: 4003, message })
    expect(await request('chain_getHeader', old.hash)).toMatchObject({ number: '0x1' })
  })

  test('a dry run tells the outcome and changes nothing', async () => {
    const { api } = bench
    const good = await bench.sign(swapToRoot(api, 45, '1000000000'), alice)
    const bad = await bench.sign(swapToRoot(api, 77, '1000000000'), alice)
    const future = await bench.sign(swapToRoot(api, 45, '1000000000'), alice, { nonce: 1 })
    expect(await request('system_dryRun', good)).toBe('0x0000')
    const outcome = hexToU8a((await request('system_dryRun', bad)) as string)
    const error: DispatchError = api.registry.createType('DispatchError', outcome.slice(2))
    expect(api.registry.findMetaError(error.asModule).name).toBe('SubnetNotExists')
    expect(await request('system_dryRun', future)).toBe('0x010002')
    expect(await request('system_accountNextIndex', alice.address)).toBe(0)
  })
})

describe('runtime APIs', () => {
  test('metadata comes in every version, and 14 to who asks for none', async () => {
    expect(await request('state_call', 'Metadata_metadata_versions', '0x')).toBe(
      '0x0c0e0000000f00000010000000',
    )
    for (const version of ['0e', '0f', '10']) {
      const answer = (await request(
        'state_call',
        'Metadata_metadata_at_version',
        `0x${version}000000`,
      )) as string
      expect(answer.slice(0, 4)).toBe('0x01')
      expect(answer.slice(12, 22)).toBe(`6d657461${version}`)
    }
    expect(await request('state_call', 'Metadata_metadata_at_version', '0x0d000000')).toBe('0x00')
    expect(((await request('state_getMetadata')) as string).slice(0, 12)).toBe('0x6d6574610e')
  })

  test('validity is told as a pool sees it', async () => {
    const validate = async (signed: string) =>
      (await request(
        'state_call',
        'TaggedTransactionQueue_validate_transaction',
        `0x02${signed.slice(2)}${bench.devnet.genesisHash.slice(2)}`,
      )) as string
    const swap = swapToRoot(bench.api, 45, '1000000000')
    const who = Buffer.from(alice.publicKey).toString('hex')
    const good = await validate(await bench.sign(swap, alice, { nonce: 1, era: 0 }))
    expect(good).toBe(
      `0x000100000000000000 0490${who}00000000 0490${who}01000000 ffffffffffffffff 01`.replace(/ /g, ''),
    )
    const wrong = await bench.sign(swap, alice, { era: 0, genesisHash: `0x${'22'.repeat(32)}` })
    expect(await validate(wrong)).toBe('0x010004')
  })

  test('unknown methods and broken arguments are errors of the client', async () => {
    expect(await request('state_call', 'Nothing_here', '0x').catch(errorJson)).toEqual({
      code: 4003,
      message: 'Client error: Execution failed: Other: Exported method Nothing_here is not found',
    })
    const broken = await request('state_call', 'AccountNonceApi_account_nonce', '0x00').catch(errorJson)
    expect(broken).toMatchObject({ code: 4003 })
  })
})
