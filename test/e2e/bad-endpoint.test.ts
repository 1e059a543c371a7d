import { Blake2256, compactNumber } from '@polkadot-api/substrate-bindings'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { type BadNode, nobody, relay, tcpNode, wsNode } from '../support/bad-node.ts'
import { type Envelope, type Home, makeHome, type RunningDevnet } from '../support/binary.ts'
import { type NodeRpc, nodeRpc } from '../support/node-rpc.ts'
import { type Expected, expectRefused } from '../support/refusal.ts'

let home: Home
let devnet: RunningDevnet
let node: NodeRpc
const open: BadNode[] = []
const keep = <T extends BadNode>(bad: T): T => {
  open.push(bad)
  return bad
}

beforeAll(async () => {
  home = await makeHome()
  devnet = await home.devnet()
  node = await nodeRpc(devnet.endpoint)
})
afterAll(async () => {
  node.close()
  await Promise.all(open.map(bad => bad.close()))
  await home.remove()
})
afterEach(async () => {
  expect(await node.height(), 'a block was made').toBe(0)
  expect(await node.pending()).toEqual([])
})

const trade = (endpoint: string, ...more: readonly string[]) => [
  ...['stake', 'swap', '--network', endpoint, '--wallet-path', home.wallets, '--wallet', 'coldkey_1'],
  ...['--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--all', '--yes', ...more],
]
const result = (id: number, value: unknown) => JSON.stringify({ jsonrpc: '2.0', id, result: value })

const unusable: Expected = { code: 'E_ENDPOINT', exit: 6 }
const unreachable: Expected = { code: 'E_CONNECT', exit: 6 }

describe.concurrent('an endpoint that does not connect', () => {
  it('refuses', async () => {
    await expectRefused(home, trade(await nobody()), { ...unreachable, says: 'connection refused' })
  })

  // 1ms is over before there is a connection to give up.
  it.each(['1ms', '3s'])('accepts TCP and says nothing, for no longer than --timeout %s', async timeout => {
    const { endpoint } = keep(await tcpNode())
    await expectRefused(home, trade(endpoint, '--timeout', timeout), { code: 'E_TIMEOUT', exit: 6 })
  }, 20_000)

  it('hangs up at once', async () => {
    const { endpoint } = keep(await tcpNode(socket => socket.end()))
    await expectRefused(home, trade(endpoint), unreachable)
  })

  it('speaks HTTP only', async () => {
    const page = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'
    const { endpoint } = keep(await tcpNode(socket => void socket.once('data', () => socket.end(page))))
    await expectRefused(home, trade(endpoint), unreachable)
  })

  it('answers bytes that are no protocol at all', async () => {
    const { endpoint } = keep(await tcpNode(socket => void socket.end('\u0000\u001b[2J\u202e')))
    await expectRefused(home, trade(endpoint), unreachable)
  })
})

describe.concurrent('an endpoint that connects and then fails', () => {
  it('never answers, for no longer than --timeout', async () => {
    const { endpoint } = keep(await wsNode(() => undefined))
    await expectRefused(home, trade(endpoint, '--timeout', '3s'), { code: 'E_TIMEOUT', exit: 6 })
  })

  it('closes in the middle of an answer', async () => {
    const { endpoint } = keep(await wsNode((_, client) => client.terminate()))
    await expectRefused(home, trade(endpoint), unreachable)
  })

  it('answers more than is ever read', async () => {
    const huge = 'x'.repeat(33 * 1024 * 1024)
    const { endpoint } = keep(await wsNode(({ id }, client) => client.send(result(id, huge))))
    await expectRefused(home, trade(endpoint), { ...unreachable, says: 'too large' })
  })

  it('sends news that nobody asked for, without an end', async () => {
    const news = JSON.stringify({
      jsonrpc: '2.0',
      method: 'x',
      params: { subscription: 'x', result: 'x'.repeat(9000) },
    })
    const flood = (client: WebSocket) => client.send(news, error => !error && flood(client))
    const { endpoint } = keep(await wsNode((_, client) => flood(client)))
    await expectRefused(home, trade(endpoint), { ...unusable, says: 'news that nobody asked for' })
  })

  const texts: readonly (readonly [name: string, text: (id: number) => string])[] = [
    ['that are not JSON', () => 'hello \u001b[2J'],
    ['that are empty', () => ''],
    ['that are JSON but not JSON-RPC', () => '{"hello":"world"}'],
    ['that are a list', () => '[1,2,3]'],
    ['that are null', () => 'null'],
    ['with a number for a result', id => result(id, 42)],
    ['with null for a result', id => result(id, null)],
    ['with hex that is no hash', id => result(id, '0x1234')],
    ['with neither result nor error', id => JSON.stringify({ jsonrpc: '2.0', id })],
    [
      'with an error that drives the terminal',
      id =>
        JSON.stringify({ jsonrpc: '2.0', id, error: { code: -1, message: 'no\u001b[2J\u202e\nError: x' } }),
    ],
    ['with an error of the wrong shape', id => JSON.stringify({ jsonrpc: '2.0', id, error: 'no' })],
    ['with an error without text', id => JSON.stringify({ jsonrpc: '2.0', id, error: {} })],
  ]
  it.each(texts)('gives answers %s', async (_, text) => {
    const { endpoint } = keep(await wsNode(({ id }, client) => client.send(text(id))))
    await expectRefused(home, trade(endpoint), unusable)
  })
})

describe.concurrent('a node that is right until it is not', () => {
  type Lie = readonly [method: string, lie: (truth: Envelope, params: readonly unknown[]) => unknown]
  const lies: readonly (readonly [name: string, lie: Lie])[] = [
    ['an empty header', ['chain_getHeader', () => ({})]],
    ['no header', ['chain_getHeader', () => null]],
    ['a block number that is a number', ['chain_getHeader', truth => ({ ...truth, number: 7 })]],
    ['a version without numbers', ['state_getRuntimeVersion', () => ({ specVersion: '425' })]],
    [
      'half of every runtime answer',
      ['state_call', truth => truth.slice(0, 2 + Math.floor(truth.length / 8) * 2)],
    ],
    ['runtime answers that are no hex', ['state_call', () => 'metadata']],
    [
      'metadata that is none',
      ['state_call', (truth, [api]) => (api === 'Metadata_metadata_at_version' ? '0x010c010203' : truth)],
    ],
    ['storage that is too short', ['state_getStorage', () => '0x00']],
    ['storage that is text', ['state_getStorage', () => 'free']],
    ['a nonce below zero', ['system_accountNextIndex', () => -1]],
    ['a nonce as text', ['system_accountNextIndex', () => '0']],
    [
      'positions of the wrong type',
      ['state_call', (truth, [api]) => (`${api}`.startsWith('StakeInfo') ? '0xffffffff' : truth)],
    ],
    [
      'a price of nothing',
      ['state_call', (truth, [api]) => (`${api}`.endsWith('alpha_price') ? '0x' : truth)],
    ],
    [
      'a fee that is cut off',
      ['state_call', (truth, [api]) => (`${api}`.startsWith('TransactionPayment') ? '0x01' : truth)],
    ],
  ]
  it.each(lies)('sends %s', async (_, [method, lie]) => {
    const { endpoint, asked } = keep(
      await relay(devnet.endpoint, {
        answer: (exchange, message) =>
          exchange.method === method
            ? { ...message, result: lie(message.result, exchange.params) }
            : undefined,
      }),
    )
    await expectRefused(home, trade(endpoint), unusable)
    expect(asked).toContain(method)
    expect(asked.filter(name => name.startsWith('author_'))).toEqual([])
  })

  it('goes away in the middle', async () => {
    const { endpoint } = keep(
      await relay(devnet.endpoint, {
        request: ({ method, hangUp }) => {
          if (method === 'system_accountNextIndex') hangUp()
          return undefined
        },
      }),
    )
    await expectRefused(home, trade(endpoint), unreachable)
  })
})

describe.concurrent('a chain on loopback that is no development chain', () => {
  it('is not traded on, whatever it says its genesis hash is', async () => {
    const { endpoint, asked } = keep(await otherGenesis(() => `0x${'ab'.repeat(32)}`))
    await expectRefused(home, trade(endpoint), { code: 'E_METADATA_UNVERIFIED', exit: 3 })
    expect(asked.filter(name => name.startsWith('author_'))).toEqual([])
  })

  it('is not traded on where its genesis header hashes rightly but lacks the mark', async () => {
    const unmarked = { ...(await genesisHeader()), digest: { logs: [] } }
    const { endpoint } = keep(await otherGenesis(() => hashOf(unmarked), unmarked))
    await expectRefused(home, trade(endpoint), { code: 'E_METADATA_UNVERIFIED', exit: 3 })
  })

  it('is not traded on where a second digest item stands beside the mark', async () => {
    const header = await genesisHeader()
    const crowded = { ...header, digest: { logs: [...header.digest.logs, '0x0000'] } }
    const { endpoint } = keep(await otherGenesis(() => hashOf(crowded), crowded))
    await expectRefused(home, trade(endpoint), { code: 'E_METADATA_UNVERIFIED', exit: 3 })
  })

  it('still plans without the check of its metadata', async () => {
    const { endpoint } = keep(await otherGenesis(() => `0x${'ab'.repeat(32)}`))
    const plan = await home.json(...trade(endpoint, '--dry-run', '--unverified-metadata'))
    expect(plan).toMatchObject({ code: 0, document: { ok: true, data: { kind: 'planned' } } })
  })

  it('gets no signature with --unprotected, for its runtime signs for the genesis behind it', async () => {
    const { endpoint } = keep(await otherGenesis(() => `0x${'ab'.repeat(32)}`))
    await expectRefused(home, trade(endpoint, '--unprotected'), { code: 'E_METADATA_UNVERIFIED', exit: 3 })
  })

  it('gets one without that check that is worthless on the development chain behind it', async () => {
    const { endpoint } = keep(await otherGenesis(() => `0x${'ab'.repeat(32)}`))
    const document = await expectRefused(home, trade(endpoint, '--unprotected', '--unverified-metadata'), {
      code: 'E_POOL_REFUSED',
      exit: 3,
      sent: 'yes',
    })
    expect(document.data.kind).toBe('rejected')
  })

  const genesisHeader = async (): Promise<Envelope> =>
    node.request('chain_getHeader', await node.request('chain_getBlockHash', 0))

  /** A relay to the devnet with another genesis hash and, where given, another genesis header. */
  const otherGenesis = (hash: () => string, header?: Envelope) =>
    relay(devnet.endpoint, {
      request: async ({ method, params }) => {
        if (method === 'chain_getBlockHash' && params[0] === 0) return { result: hash() }
        const isGenesis = method === 'chain_getHeader' && params[0] === hash()
        return isGenesis ? { result: header ?? (await genesisHeader()) } : undefined
      },
    })
})

/** Blake2-256 of a SCALE header, worked out here. */
function hashOf({ parentHash, number, stateRoot, extrinsicsRoot, digest }: Envelope): string {
  const bytes = (hex: string) => Buffer.from(hex.slice(2), 'hex')
  const parts = [
    bytes(parentHash),
    compactNumber.enc(+number),
    bytes(stateRoot),
    bytes(extrinsicsRoot),
    compactNumber.enc(digest.logs.length),
    ...digest.logs.map(bytes),
  ]
  return `0x${Buffer.from(Blake2256(Buffer.concat(parts))).toString('hex')}`
}
