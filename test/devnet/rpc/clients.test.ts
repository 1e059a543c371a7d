import { ApiPromise, WsProvider } from '@polkadot/api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { finalityDelay } from '../../../devnet/node/seal.ts'
import { type RunningDevnet, startDevnet } from '../../../devnet/start.ts'
import type { Provider } from '../../../devnet/wire/types.ts'
import { hot25, pairOf, signedExtensions, swapToRoot, until } from '../node/harness.ts'
import { createManualClock, type ManualClock } from '../node/manual-clock.ts'

const alice = pairOf('coldkey_1')

/** What is written to the console meanwhile. */
async function consoleDuring(action: () => Promise<void>): Promise<string[]> {
  const lines: string[] = []
  const names = ['log', 'warn', 'error'] as const
  const before = names.map(name => console[name])
  for (const name of names) console[name] = (...words: unknown[]) => void lines.push(words.join(' '))
  try {
    await action()
  } finally {
    for (const [index, name] of names.entries()) console[name] = before[index] ?? console[name]
  }
  return lines
}

describe.each(['in process', 'over WebSocket'])('@polkadot/api %s', how => {
  let clock: ManualClock
  let devnet: RunningDevnet
  let api: ApiPromise

  const connect = () => {
    const provider = how === 'in process' ? devnet.provider() : new WsProvider(devnet.endpoint)
    return ApiPromise.create({ provider: provider as Provider, signedExtensions })
  }

  beforeEach(async () => {
    clock = createManualClock()
    devnet = await startDevnet({ clock, port: 0 })
    api = await connect()
  })
  afterEach(async () => {
    await api.disconnect()
    await devnet.stop()
  })

  test('connects without a word on the console', async () => {
    const lines = await consoleDuring(async () => {
      const second = await connect()
      expect(second.runtimeVersion.specVersion.toNumber()).toBe(425)
      await second.rpc.chain.getHeader()
      await second.disconnect()
    })
    expect(lines).toEqual([])
  })

  test('recognises the chain by its genesis header', async () => {
    expect(api.genesisHash.toHex()).toBe(devnet.genesisHash)
    const header = await api.rpc.chain.getHeader(api.genesisHash)
    expect(header.digest.logs.map(log => log.asOther.toUtf8())).toEqual(['taoctl devnet'])
    expect((await api.rpc.system.chain()).toString()).toBe('taoctl devnet')
  })

  test('reads a position through StakeInfoRuntimeApi', async () => {
    const stake = await api.call.stakeInfoRuntimeApi?.getStakeInfoForHotkeyColdkeyNetuid?.(
      hot25,
      alice.address,
      45,
    )
    expect(stake?.toJSON()).toMatchObject({
      hotkey: hot25,
      coldkey: alice.address,
      netuid: 45,
      stake: 21536911597,
    })
  })

  test('estimates the fee it then pays', async () => {
    const tx = swapToRoot(api, 45, '21536911597')
    const { partialFee } = await tx.paymentInfo(alice)
    const signed = (await tx.signAsync(alice)).toHex()
    expect(await devnet.core.request('payment_queryInfo', [signed])).toMatchObject({
      class: 'normal',
      partialFee: partialFee.toString(),
    })
    const details = await api.rpc.payment.queryFeeDetails(signed)
    const parts = details.inclusionFee.unwrap()
    const sum = parts.baseFee.add(parts.lenFee).add(parts.adjustedWeightFee)
    expect(sum.toString()).toBe(partialFee.toString())
  })

  test('estimates no fee for an empty batch', async () => {
    const tx = api.tx.utility?.batch?.([])
    if (tx === undefined) throw new Error('the metadata has no batch')
    expect((await tx.paymentInfo(alice)).partialFee.toString()).toBe('0')
    const signed = (await tx.signAsync(alice)).toHex()
    expect(await devnet.core.request('payment_queryFeeDetails', [signed])).toEqual({ inclusionFee: null })
    const details = await api.call.transactionPaymentApi?.queryFeeDetails?.(tx.toU8a(), tx.encodedLength)
    expect(details?.toJSON()).toEqual({ inclusionFee: null, tip: 0 })
  })

  test('signs and submits swap_stake and sees its events, in block and finalized', async () => {
    const seen: string[] = []
    const events = await new Promise<readonly [string, string][]>((resolve, reject) => {
      swapToRoot(api, 45, '21536911597')
        .signAndSend(alice, result => {
          seen.push(result.status.type)
          if (result.status.isReady) clock.advance(0)
          if (result.status.isInBlock) clock.advance(finalityDelay)
          if (result.status.isFinalized) {
            resolve(
              result.events.map(({ event }) => [
                `${event.section}.${event.method}`,
                JSON.stringify(event.data),
              ]),
            )
          }
        })
        .catch(reject)
    })
    expect(seen).toEqual(['Ready', 'InBlock', 'Finalized'])
    const names = events.map(([name]) => name)
    expect(names).toContain('subtensorModule.StakeSwapped')
    expect(names.at(-1)).toBe('system.ExtrinsicSuccess')
    const removed = events.find(([name]) => name === 'subtensorModule.StakeRemoved')?.[1]
    expect(removed).toBe(`["${alice.address}","${hot25}",746401905,21526066735,45,10844862]`)
  })

  test('lists a map in pages and follows a value', async () => {
    const entries = await api.query.subtensorModule?.subnetTAO?.entries()
    expect(entries?.map(([key]) => key.args[0]?.toString())).toEqual(['0', '1', '8', '45', '64'])
    const paged = await api.query.subtensorModule?.subnetTAO?.entriesPaged({ args: [], pageSize: 2 })
    expect(paged?.map(([key]) => key.args[0]?.toString())).toEqual(['0', '1'])

    const heights: string[] = []
    const stop = await api.query.system?.number?.((height: { toString(): string }) => {
      heights.push(height.toString())
    })
    devnet.newBlock()
    await until(() => heights.length === 2)
    expect(heights).toEqual(['0', '1'])
    expect(typeof stop).toBe('function')
  })

  test('reads an old block', async () => {
    const first = devnet.newBlock()
    devnet.newBlock()
    const then = await api.at(first.hash)
    expect((await then.query.system?.number?.())?.toString()).toBe('1')
    const stored = await then.query.system?.blockHash?.(0)
    expect(stored?.toHex()).toBe(devnet.genesisHash)
  })

  test('follows heads whose hashes are those of their SCALE bytes', async () => {
    const seen: string[] = []
    const stop = await api.rpc.chain.subscribeNewHeads(header => {
      seen.push(header.hash.toHex())
    })
    const blocks = [devnet.newBlock(), devnet.newBlock()]
    await until(() => seen.length === 3)
    expect(seen).toEqual([devnet.genesisHash, ...blocks.map(block => block.hash)])
    stop()
    const { block } = await api.rpc.chain.getBlock(blocks[0]?.hash)
    expect(block.header.hash.toHex()).toBe(blocks[0]?.hash)
    expect(block.extrinsics.map(entry => `${entry.method.section}.${entry.method.method}`)).toEqual([
      'timestamp.set',
    ])
  })

  test('hears the code and the words of a refusal', async () => {
    const signed = (await swapToRoot(api, 45, '1').signAsync(alice)).toHex()
    const broken = signed.slice(0, 80) + (signed[80] === '0' ? '1' : '0') + signed.slice(81)
    const text = '1010: Invalid Transaction: Transaction has a bad signature'
    const lines = await consoleDuring(async () => {
      const refusal = { code: 1010, message: text }
      await expect(api.rpc.author.submitExtrinsic(broken)).rejects.toMatchObject(refusal)
    })
    expect(lines).toHaveLength(1)
  })
})
