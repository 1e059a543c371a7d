import { describe, expect, test } from 'vitest'
import { broadcast, type Progress } from '../../src/chain/outcome/broadcast.ts'
import { openLine } from '../../src/chain/rpc/line.ts'
import { failureOf } from '../support/failure.ts'
import { fakeSocket } from '../support/fake-socket.ts'
import { onRecord } from '../support/recorded.ts'
import { testClock, turns } from '../support/test-host.ts'

const BLOCK = `0x${'0b'.repeat(32)}`

async function sending() {
  const socket = fakeSocket()
  const recorded = await onRecord({ bytes: '0x0102' })
  const rpc = await openLine('ws://node', {
    connect: socket.connect,
    clock: testClock(),
    patience: () => 1000,
    givenUp: new AbortController().signal,
  })
  const seen: Progress[] = []
  const done = (async () => {
    for await (const progress of broadcast(rpc, recorded)) seen.push(progress)
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
  return { socket, rpc, seen, done, tell }
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
    [{}, 'nothing'],
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

test('a block hash that is none is an unusable answer, not a block', async () => {
  const { socket, rpc, seen, done, tell } = await sending()
  socket.answer('s')
  await tell({ inBlock: '0x12' })
  expect((await failureOf(done)).code).toBe('E_ENDPOINT')
  expect(seen).toEqual([])
  rpc.close()
})
