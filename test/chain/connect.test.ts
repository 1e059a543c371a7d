import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { connectChain } from '../../src/chain/connect.ts'
import { findNetwork } from '../../src/chain/network/network.ts'
import { readPortfolio } from '../../src/commands/stake/portfolio.ts'
import { codeOf, failureOf } from '../support/failure.ts'
import {
  coldkey1,
  connectTo,
  type Meddling,
  type Message,
  openChain,
  startChain,
} from '../support/test-chain.ts'
import { noChance, testClock } from '../support/test-host.ts'

let devnet: RunningDevnet
beforeAll(async () => {
  devnet = await startChain({ seal: { kind: 'manual' } })
})
afterAll(() => devnet.stop())

/** Answers one method with something else. */
const instead = (
  method: string,
  result: unknown,
  when: (params: readonly unknown[]) => boolean = () => true,
) =>
  ({
    request: message =>
      message.method === method && when(message.params ?? [])
        ? JSON.stringify({ jsonrpc: '2.0', id: message.id, result })
        : message,
  }) satisfies Meddling

test('knows genesis, spec, metadata, and that it is a development chain', async () => {
  const chain = await openChain(devnet)
  expect(chain).toMatchObject({
    genesis: devnet.genesisHash,
    specVersion: devnet.specVersion,
    transactionVersion: 1,
    isDevelopment: true,
  })
  expect(chain.runtime.variant('calls', 'SubtensorModule', 'swap_stake')?.index).toBe(87)
  expect(await chain.nextNonce(coldkey1)).toBe(0)
  chain.close()
})

test('a view stays at its block while the chain goes on', async () => {
  const chain = await openChain(devnet)
  const before = await chain.head()
  devnet.newBlock()
  const after = await chain.head()
  expect(after.block.number).toBe(before.block.number + 1)
  expect(after.block.hash).not.toBe(before.block.hash)
  expect((await before.positions(coldkey1)).length).toBeGreaterThan(4)
  chain.close()
})

test('every read of a view carries its block', async () => {
  const asked: { method: string; last: unknown }[] = []
  const chain = await openChain(devnet, {
    request(message) {
      asked.push({ method: message.method ?? '', last: message.params?.at(-1) })
      return message
    },
  })
  const view = await chain.head()
  asked.length = 0
  await Promise.all([
    view.positions(coldkey1),
    view.subnets(),
    view.free(coldkey1),
    view.availability(coldkey1),
  ])
  expect(asked.length).toBeGreaterThan(3)
  expect(asked.filter(({ last }) => last !== view.block.hash)).toEqual([])
  chain.close()
})

describe('an endpoint that lies is left', () => {
  const zeros = `0x${'00'.repeat(32)}`
  test.each([
    ['no genesis', instead('chain_getBlockHash', null)],
    ['a genesis that is no hash', instead('chain_getBlockHash', '0x12')],
    ['no version', instead('state_getRuntimeVersion', null)],
    ['a version without spec', instead('state_getRuntimeVersion', { transactionVersion: 1 })],
    [
      'a spec that is a text',
      instead('state_getRuntimeVersion', { specVersion: '425', transactionVersion: 1 }),
    ],
    ['a spec below zero', instead('state_getRuntimeVersion', { specVersion: -1, transactionVersion: 1 })],
    ['metadata that is no hex', instead('state_call', 'metadata')],
    ['metadata of no version', instead('state_call', '0x00')],
    ['metadata that is noise', instead('state_call', '0x0110deadbeef')],
    ['metadata cut off', instead('state_call', '0x0190')],
    ['no header', instead('chain_getHeader', null)],
  ])('%s', async (_, meddling) => {
    let closed = 0
    const connect: ReturnType<typeof connectTo> = async (url, options) => {
      const socket = await connectTo(devnet, meddling)(url, options)
      return {
        ...socket,
        close() {
          closed += 1
          socket.close()
        },
      }
    }
    const clock = testClock()
    const patience = () => 1000
    const random = noChance
    const givenUp = new AbortController().signal
    const opening = connectChain(findNetwork('local'), { connect, clock, random, patience, givenUp })
    expect(await codeOf(opening)).toEqual(['E_ENDPOINT', 6])
    expect(closed).toBeGreaterThan(0)
    expect(clock.pending()).toBe(0)
  })

  test('a genesis that is not the expected one', async () => {
    const opening = connectChain(findNetwork('local', { genesis: zeros }), {
      connect: connectTo(devnet),
      clock: testClock(),
      random: noChance,
      patience: () => 1000,
      givenUp: new AbortController().signal,
    })
    const failure = await failureOf(opening)
    expect(failure.context).toEqual({ expected: zeros, actual: devnet.genesisHash })
    expect([failure.code, failure.exit]).toEqual(['E_GENESIS', 3])
  })

  test('our mark under a header of another hash', async () => {
    const marked = await devnet.core.request('chain_getHeader', [devnet.genesisHash])
    const chain = await openChain(devnet, {
      request(message) {
        const answer = (result: unknown) => JSON.stringify({ jsonrpc: '2.0', id: message.id, result })
        if (message.method === 'chain_getBlockHash') return answer(zeros)
        if (message.method === 'chain_getHeader') return answer(marked)
        return message
      },
    })
    expect([chain.genesis, chain.isDevelopment]).toEqual([zeros, false])
    chain.close()
  })

  test('a runtime that changes while connecting', async () => {
    const version = { specVersion: 999, transactionVersion: 1 }
    const upgraded = instead('state_getRuntimeVersion', version, params => params.length > 0)
    const failure = await failureOf(openChain(devnet, upgraded))
    expect(failure).toMatchObject({ code: 'E_RUNTIME_CHANGED', exit: 3, retryable: true, sent: 'no' })
  })

  test('a runtime that changes under the command', async () => {
    const version = { specVersion: 999, transactionVersion: 1 }
    let isUpgraded = false
    const upgraded = instead('state_getRuntimeVersion', version, params => isUpgraded && params.length > 0)
    const chain = await openChain(devnet, upgraded)
    isUpgraded = true
    const failure = await failureOf(chain.head())
    expect(failure).toMatchObject({ code: 'E_RUNTIME_CHANGED', exit: 3, retryable: true, sent: 'no' })
    chain.close()
  })

  test.each([-1, 1.5, '0', null, 2 ** 32])('a nonce of %j', async nonce => {
    const chain = await openChain(devnet, instead('system_accountNextIndex', nonce))
    expect(await codeOf(chain.nextNonce(coldkey1))).toEqual(['E_ENDPOINT', 6])
    chain.close()
  })

  test.each([
    ['an answer cut off', '0x'],
    ['an answer that is no hex', 'zz'],
    ['no answer', null],
  ])('%s in a read', async (_, result) => {
    const chain = await openChain(devnet)
    const { number, hash } = (await chain.head()).block
    const { openView } = await import('../../src/chain/view.ts')
    const rpc = { ...chain.rpc, request: async () => result }
    const view = openView(rpc, chain.runtime, { number, hash })
    expect(await codeOf(view.positions(coldkey1))).toEqual(['E_ENDPOINT', 6])
    expect(await codeOf(view.transactionFee(Uint8Array.of(1)))).toEqual(['E_ENDPOINT', 6])
    chain.close()
  })
})

describe('metadata kept from an earlier run', () => {
  const asksForMetadata = (message: Message) =>
    message.method === 'state_call' && message.params?.[0] === 'Metadata_metadata_at_version'

  async function connecting(kept?: Uint8Array) {
    const written: Uint8Array[] = []
    let asked = 0
    const chain = await openChain(
      devnet,
      {
        request(message) {
          if (asksForMetadata(message)) asked += 1
          return message
        },
      },
      {
        read: async () => kept,
        write: async (_, metadata) => void written.push(metadata),
      },
    )
    return { chain, written, asked }
  }

  test('is read from the endpoint once and kept as it was served', async () => {
    const { chain, written, asked } = await connecting()
    expect(asked).toBe(1)
    expect(written).toEqual([chain.metadata])
    chain.close()
    const again = await connecting(chain.metadata)
    expect([again.asked, again.written]).toEqual([0, []])
    expect(again.chain.runtime.variant('calls', 'SubtensorModule', 'swap_stake')?.index).toBe(87)
    again.chain.close()
  })

  test('that this program cannot read is asked for again', async () => {
    const { chain, written, asked } = await connecting(Uint8Array.of(1, 2, 3))
    expect(asked).toBe(1)
    expect(written).toEqual([chain.metadata])
    chain.close()
  })

  test('makes a list of positions four round trips', async () => {
    const first = await connecting()
    first.chain.close()
    const { chain } = await connecting(first.chain.metadata)
    const portfolio = await readPortfolio(chain.opening, coldkey1)
    expect(portfolio.positions.length).toBeGreaterThan(4)
    expect(chain.rpc.traffic.roundTrips).toBeLessThanOrEqual(4)
    expect(chain.rpc.traffic.requests).toBeGreaterThan(chain.rpc.traffic.roundTrips)
    chain.close()
  })
})
