import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { Chain } from '../../src/chain/chain.ts'
import { openPolkadot } from '../../src/chain/extrinsic/polkadot-api.ts'
import { broadcast, type Progress } from '../../src/chain/outcome/broadcast.ts'
import { openLine } from '../../src/chain/rpc/line.ts'
import { failureOf } from '../support/failure.ts'
import { type FakeSocket, fakeSocket } from '../support/fake-socket.ts'
import { onRecord } from '../support/recorded.ts'
import { openChain, startChain } from '../support/test-chain.ts'
import { testClock, turns } from '../support/test-host.ts'

const SUBMIT = 'author_submitAndWatchExtrinsic'
const BLOCK = `0x${'0b'.repeat(32)}`

let devnet: RunningDevnet
let known: Chain
beforeAll(async () => {
  devnet = await startChain()
  known = await openChain(devnet)
})
afterAll(async () => {
  known.close()
  await devnet.stop()
})

async function sending(bytes: `0x${string}` = '0x0102') {
  const socket = fakeSocket()
  const recorded = await onRecord({ bytes })
  const rpc = await openLine('ws://node', {
    connect: socket.connect,
    clock: testClock(),
    patience: () => 1000,
    givenUp: new AbortController().signal,
  })
  const chain: Chain = { ...known, rpc }
  await openPolkadot(chain)
  const seen: Progress[] = []
  const done = (async () => {
    for await (const progress of broadcast(chain, recorded)) seen.push(progress)
  })()
  done.catch(() => undefined)
  await turns(1)
  const tell = async (result: unknown) => {
    socket.deliver({
      jsonrpc: '2.0',
      method: 'author_extrinsicUpdate',
      params: { subscription: 's', result },
    })
    await turns(1)
  }
  return { socket, rpc, chain, recorded, seen, done, tell }
}

const refuse = (socket: FakeSocket, code: number) =>
  socket.deliver({ jsonrpc: '2.0', id: socket.sent.at(-1)?.id, error: { code, message: 'no' } })

/** The method of @polkadot/api as somebody else might call it. */
async function submitting(chain: Chain) {
  const { api } = await openPolkadot(chain)
  const submit = api.rx.rpc.author?.submitAndWatchExtrinsic as
    | ((...params: readonly unknown[]) => ReturnType<typeof api.rx.rpc.author.submitAndWatchExtrinsic>)
    | undefined
  if (!submit) throw new Error('no such method')
  return (bytes: string, sending: number) =>
    new Promise((next, error) => void submit(bytes, sending).subscribe({ next, error }))
}

test('sends the recorded bytes once, follows them to finality, then stops listening', async () => {
  const { socket, rpc, seen, done, tell } = await sending()
  expect(socket.sent).toMatchObject([{ method: 'author_submitAndWatchExtrinsic', params: ['0x0102'] }])
  socket.answer('s')
  for (const status of ['future', 'ready', { broadcast: ['peer'] }, { inBlock: BLOCK }, { finalized: BLOCK }])
    await tell(status)
  await done
  expect(seen).toEqual([
    { kind: 'waiting' },
    { kind: 'waiting' },
    { kind: 'waiting' },
    { kind: 'in-block', block: BLOCK },
    { kind: 'finalized', block: BLOCK },
  ])
  expect(socket.sent.map(message => message.method)).toEqual([
    'author_submitAndWatchExtrinsic',
    'author_unwatchExtrinsic',
  ])
  rpc.close()
})

test('a block that is dropped is told, and the next one too', async () => {
  const { socket, rpc, seen, done, tell } = await sending()
  socket.answer('s')
  const other = BLOCK.replace('0b', '0c')
  for (const status of [{ inBlock: BLOCK }, { retracted: BLOCK }, { inBlock: other }, { finalized: other }]) {
    await tell(status)
  }
  await done
  expect(seen.map(progress => progress.kind)).toEqual(['in-block', 'retracted', 'in-block', 'finalized'])
  rpc.close()
})

test('states spelt as keys with null are understood', async () => {
  const { socket, rpc, seen, tell } = await sending()
  socket.answer('s')
  await tell({ ready: null })
  await tell({ future: null })
  expect(seen).toEqual([{ kind: 'waiting' }, { kind: 'waiting' }])
  rpc.close()
})

describe('the node may hold it no more, which proves nothing, after', () => {
  test.each([
    ['dropped', 'dropped'],
    ['invalid', 'invalid'],
    [{ dropped: null }, 'dropped'],
    [{ usurped: BLOCK }, 'usurped'],
    [{ finalityTimeout: BLOCK }, 'finalityTimeout'],
    ['something new', 'something new'],
    [null, 'null'],
    [7, '7'],
    [true, 'true'],
    [{}, 'nothing'],
    [['ready'], '0'],
    [`0x06${BLOCK.slice(2)}`, `0x06${BLOCK.slice(2)}`.slice(0, 40)],
    ['finalityTimeout', 'finalityTimeout'],
    [{ usurped: '0x12' }, 'usurped'],
  ])('the state %j', async (status, says) => {
    const { socket, rpc, seen, done, tell } = await sending()
    socket.answer('s')
    await tell(status)
    await done
    expect(seen).toEqual([{ kind: 'over', reason: `the node reports it as '${says}'` }])
    rpc.close()
  })
})

describe('the outcome is not known after', () => {
  test('a connection that ends before the bytes were acknowledged', async () => {
    const { socket, done } = await sending()
    socket.hangUp('connection reset')
    expect((await failureOf(done)).code).toBe('E_UNKNOWN_OUTCOME')
  })
})

describe('a block hash that is none is an unusable answer, not a block', () => {
  test.each([
    { inBlock: '0x12' },
    { inBlock: null },
    { finalized: null },
    { finalized: 7 },
    { inBlock: `${BLOCK}0b` },
    { inBlock: 'b'.repeat(32) },
    'inBlock',
    'finalized',
  ])('%j', async status => {
    const { socket, rpc, seen, done, tell } = await sending()
    socket.answer('s')
    await tell(status)
    expect((await failureOf(done)).code).toBe('E_ENDPOINT')
    expect(seen).toEqual([])
    rpc.close()
  })
})

test('what is told before the node gave the subscription a name is not lost', async () => {
  const { socket, rpc, seen, done, tell } = await sending()
  await tell('ready')
  await tell({ finalized: BLOCK })
  socket.answer('s')
  await done
  expect(seen.map(({ kind }) => kind)).toEqual(['waiting', 'finalized'])
  rpc.close()
})

test('a state that comes again is told again, whatever came between', async () => {
  const { socket, rpc, seen, tell } = await sending()
  socket.answer('s')
  for (const status of ['ready', { ready: null }, { broadcast: 5 }, 'ready']) await tell(status)
  expect(seen.map(({ kind }) => kind)).toEqual(['waiting', 'waiting', 'waiting', 'waiting'])
  rpc.close()
})

test('the same bytes go out again when they are sent again, at once or after the first was refused', async () => {
  const { socket, rpc, chain, recorded, done } = await sending()
  refuse(socket, 1012)
  expect((await failureOf(done)).code).toBe('E_UNKNOWN_OUTCOME')
  for (const count of [2, 3]) {
    void broadcast(chain, recorded)
      .next()
      .catch(() => undefined)
    await turns(1)
    expect(socket.sent).toHaveLength(count)
    expect(socket.sent.at(-1)).toMatchObject({ method: SUBMIT, params: ['0x0102'] })
  }
  rpc.close()
})

test('a connection that ends afterwards is told, and nothing is sent again', async () => {
  const { socket, done, tell } = await sending()
  socket.answer('s')
  await tell('ready')
  socket.hangUp('connection reset')
  expect((await failureOf(done)).code).toBe('E_CONNECT')
  expect(socket.sent).toHaveLength(1)
})

describe('bytes leave only', () => {
  test('by author.submitAndWatchExtrinsic of @polkadot/api: without it nothing is sent', async () => {
    const { rpc, chain, recorded, socket } = await sending()
    const before = socket.sent.length
    const { api } = await openPolkadot(chain)
    const asked: unknown[] = []
    Object.defineProperty(api.rx.rpc.author, 'submitAndWatchExtrinsic', {
      value: (bytes: unknown) => {
        asked.push(bytes)
        return { subscribe: () => undefined }
      },
    })
    void broadcast(chain, recorded).next()
    await turns(1)
    expect(asked).toEqual(['0x0102'])
    expect(socket.sent).toHaveLength(before)
    rpc.close()
  })

  test('as they were recorded, and once', async () => {
    const { rpc, chain, socket } = await sending()
    const before = socket.sent.length
    const { outbox } = await openPolkadot(chain)
    const submit = await submitting(chain)
    const { sending: leave, handed } = outbox.leaveFor('0x0102')
    handed.catch(() => undefined)
    await expect(submit('0x0103', leave)).rejects.toThrow('without leave')
    await expect(submit('0x0102', leave)).rejects.toThrow('without leave')
    await expect(submit('0x0102', 99)).rejects.toThrow('without leave')
    expect(socket.sent).toHaveLength(before)
    rpc.close()
  })

  test('by no other method of @polkadot/api', async () => {
    const { rpc, chain, socket } = await sending()
    const before = socket.sent.length
    const { api } = await openPolkadot(chain)
    await expect(api.rpc('author_submitExtrinsic', '0x0102')).rejects.toThrow('author_submitExtrinsic')
    expect(socket.sent).toHaveLength(before)
    rpc.close()
  })
})

test('no timer is left behind, whatever the end', async () => {
  const timers = () => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length
  const before = timers()
  const ends = [
    async ({ socket, tell }: Awaited<ReturnType<typeof sending>>) => {
      socket.answer('s')
      await tell({ finalized: BLOCK })
    },
    async ({ socket, tell }: Awaited<ReturnType<typeof sending>>) => {
      socket.answer('s')
      await tell({ inBlock: null })
    },
    async ({ socket }: Awaited<ReturnType<typeof sending>>) => refuse(socket, 1010),
    async ({ socket }: Awaited<ReturnType<typeof sending>>) => socket.hangUp('connection reset'),
  ]
  for (const end of ends) {
    const sent = await sending()
    await end(sent)
    await sent.done.catch(() => undefined)
    sent.rpc.close()
  }
  expect(timers()).toBeLessThanOrEqual(before)
})
