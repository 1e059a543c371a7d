import { expect, test } from 'vitest'
import type { LinkEvent } from '../../src/chain/rpc/finder.ts'
import type { RpcLine } from '../../src/chain/rpc/line.ts'
import { type LinkOptions, openLink } from '../../src/chain/rpc/link.ts'
import { CliError } from '../../src/errors/cli-error.ts'
import { codeOf, failureOf } from '../support/failure.ts'
import { type FakeSocket, fakeSocket } from '../support/fake-socket.ts'
import { testClock, turns } from '../support/test-host.ts'

const A = { url: 'wss://a', isLoopback: false }
const B = { url: 'wss://b', isLoopback: false }
const C = { url: 'wss://c', isLoopback: false }

/** Endpoints by URL, the nth connection to each answered by the nth entry; a text refuses with it. */
type Script = Readonly<Record<string, readonly (FakeSocket | string)[]>>

function world(script: Script, more: Partial<LinkOptions> = {}) {
  const clock = testClock()
  const leave = new AbortController()
  const told: LinkEvent[] = []
  const asked: string[] = []
  const options: LinkOptions = {
    clock,
    random: bytes => new Uint8Array(bytes).fill(255),
    patience: () => 30_000,
    givenUp: leave.signal,
    identify: async () => undefined,
    knowsChain: () => true,
    told: event => told.push(event),
    async connect(url, given) {
      const nth = asked.filter(each => each === url).length
      asked.push(url)
      const end = script[url]?.[nth] ?? 'connection refused'
      if (typeof end === 'string') throw new Error(end)
      return end.connect(url, given)
    },
    ...more,
  }
  return { clock, leave, told, asked, options }
}
const kinds = (told: readonly LinkEvent[]) => told.map(({ kind, endpoint }) => `${kind} ${endpoint.url}`)

test('a read that a drop left unanswered is asked again on a new connection, by itself', async () => {
  const [one, two] = [fakeSocket(), fakeSocket()]
  const { options, told, clock } = world({ [A.url]: [one, two] })
  const link = await openLink([A], options)
  const asked = link.request('state_call', ['x'])
  await turns(2)
  one.hangUp('connection reset')
  await turns(3)
  expect(two.sent).toMatchObject([{ method: 'state_call', params: ['x'] }])
  two.answer('late but right')
  expect(await asked).toBe('late but right')
  expect(kinds(told)).toEqual(['connected wss://a', 'lost wss://a', 'connected wss://a'])
  link.close()
  expect(clock.pending()).toBe(0)
})

test.each([
  'author_submitExtrinsic',
  'author_submitAndWatchExtrinsic',
  'dev_newBlock',
])('%s is never sent twice', async method => {
  const [one, two] = [fakeSocket(), fakeSocket()]
  const { options } = world({ [A.url]: [one, two] })
  const link = await openLink([A], options)
  const asked = link.subscribe(method, ['0x00'], 'author_unwatchExtrinsic')
  await turns(2)
  one.hangUp('connection reset')
  const failure = await failureOf(asked)
  expect([failure.code, failure.message]).toEqual(['E_CONNECT', 'Cannot reach wss://a: connection reset.'])
  expect(two.sent).toEqual([])
  link.close()
})

test('what was not sent yet waits for the new connection, whatever it is', async () => {
  const [one, two] = [fakeSocket(), fakeSocket()]
  const { options } = world({ [A.url]: [one, two] })
  const link = await openLink([A], options)
  one.hangUp('connection reset')
  const asked = link.request('author_submitExtrinsic', ['0x00'])
  await turns(3)
  two.answer('0xhash')
  expect(await asked).toBe('0xhash')
  link.close()
})

test('a subscription ends with the connection, and can be made again on the next', async () => {
  const [one, two] = [fakeSocket(), fakeSocket()]
  const { options } = world({ [A.url]: [one, two] })
  const link = await openLink([A], options)
  const opening = link.subscribe('chain_subscribeNewHeads', [], 'chain_unsubscribeNewHeads')
  await turns(1)
  one.answer('s1')
  const values = (await opening)[Symbol.asyncIterator]()
  one.hangUp('connection reset')
  expect(await codeOf(values.next())).toEqual(['E_CONNECT', 6])
  const again = link.subscribe('chain_subscribeNewHeads', [], 'chain_unsubscribeNewHeads')
  await turns(3)
  two.answer('s1')
  two.deliver({ jsonrpc: '2.0', method: 'chain_newHead', params: { subscription: 's1', result: 'head' } })
  expect(await (await again)[Symbol.asyncIterator]().next()).toEqual({ done: false, value: 'head' })
  link.close()
})

test('a request that three connections ended under is not asked a fourth time', async () => {
  const sockets = [fakeSocket(), fakeSocket(), fakeSocket(), fakeSocket()]
  const { options } = world({ [A.url]: sockets })
  const link = await openLink([A], options)
  const asked = link.request('state_call')
  for (const socket of sockets.slice(0, 3)) {
    await turns(3)
    socket.hangUp('connection reset')
  }
  expect(await codeOf(asked)).toEqual(['E_CONNECT', 6])
  expect(sockets.map(({ sent }) => sent.length)).toEqual([1, 1, 1, 0])
  link.close()
})

test('pauses between attempts double up to ten seconds, and end with the time of the request', async () => {
  const one = fakeSocket()
  const { options, asked, clock } = world({ [A.url]: [one] })
  const link = await openLink([A], options)
  const reading = link.request('state_call')
  reading.catch(() => undefined)
  await turns(1)
  one.hangUp('connection reset')
  const attempts: number[] = []
  const start = clock.monotonic()
  for (let spent = 0; spent < 31_000; spent += 250) {
    await turns(3)
    while (attempts.length < asked.length - 1) attempts.push(clock.monotonic() - start)
    clock.advance(250)
  }
  expect(attempts).toEqual([0, 250, 750, 1750, 3750, 7750, 15_750, 25_750])
  expect((await failureOf(reading)).message).toBe('Cannot reach wss://a: connection refused.')
  expect(clock.pending()).toBe(0)
  link.close()
})

test('the pauses have chance in them', async () => {
  const one = fakeSocket()
  const { options, asked, clock } = world({ [A.url]: [one] }, { random: () => Uint8Array.of(128, 0) })
  const link = await openLink([A], options)
  link.request('state_call').catch(() => undefined)
  await turns(1)
  one.hangUp('connection reset')
  await turns(3)
  clock.advance(125)
  await turns(3)
  expect(asked.length).toBe(2)
  clock.advance(1)
  await turns(3)
  expect(asked.length).toBe(3)
  link.close()
})

test('a first connection is tried once per endpoint, and the failure names them all', async () => {
  const { options, asked, clock } = world({ [B.url]: ['host name not found'] })
  const failure = await failureOf(openLink([A, B], options))
  expect(asked).toEqual([A.url, B.url])
  expect(failure).toMatchObject({
    code: 'E_CONNECT',
    exit: 6,
    message: 'Cannot reach wss://a: connection refused.',
  })
  expect(failure.hint).toBe('Tried as well: Cannot reach wss://b: host name not found.')
  expect(clock.pending()).toBe(0)
})

test('fallbacks are not tried where nothing says which chain they must be', async () => {
  const { options, asked } = world({ [B.url]: [fakeSocket()] }, { knowsChain: () => false })
  const failure = await failureOf(openLink([A, B], options))
  expect(asked).toEqual([A.url])
  expect(failure.hint).toContain('--genesis')
})

test('a fallback that is another chain is refused, and never used again', async () => {
  const [b, c] = [fakeSocket(), fakeSocket()]
  const identify = async ({ url }: RpcLine) => {
    if (url === B.url) throw new CliError('E_GENESIS', { expected: '0x1', actual: '0x2' })
  }
  const { options, asked, told } = world({ [B.url]: [b, fakeSocket()], [C.url]: [c] }, { identify })
  const link = await openLink([A, B, C], options)
  expect(link.url).toBe(C.url)
  expect(kinds(told)).toEqual(['failed wss://a', 'refused wss://b', 'connected wss://c'])
  expect([b.closed, b.sent]).toEqual([1, []])
  c.hangUp('connection reset')
  const reading = link.request('state_call')
  reading.catch(() => undefined)
  await turns(5)
  expect(asked).toEqual([A.url, B.url, C.url, A.url, C.url])
  link.close()
})

test('the first endpoint being another chain is an error, whatever the fallbacks are', async () => {
  const identify = async () => {
    throw new CliError('E_GENESIS', { expected: '0x1', actual: '0x2' })
  }
  const { options, asked } = world({ [A.url]: [fakeSocket()], [B.url]: [fakeSocket()] }, { identify })
  expect(await codeOf(openLink([A, B], options))).toEqual(['E_GENESIS', 3])
  expect(asked).toEqual([A.url])
})

test('after a drop the next endpoint is tried, and nothing is asked of it before it is known', async () => {
  const [a, b] = [fakeSocket(), fakeSocket()]
  const order: string[] = []
  const identify = async (line: RpcLine) => {
    order.push(`identify ${line.url} after ${(line.url === A.url ? a : b).sent.length} requests`)
  }
  const { options } = world({ [A.url]: [a], [B.url]: [b] }, { identify })
  const link = await openLink([A, B], options)
  const reading = link.request('state_call')
  await turns(1)
  a.hangUp('connection reset')
  await turns(3)
  expect(order).toEqual(['identify wss://a after 0 requests', 'identify wss://b after 0 requests'])
  b.answer('from b')
  expect([await reading, link.url]).toEqual(['from b', B.url])
  link.close()
})

test('an endpoint that is silent is left for the next one while there is time', async () => {
  const [a, b] = [fakeSocket(), fakeSocket()]
  const { options, clock } = world({ [A.url]: [a], [B.url]: [b] }, { patience: () => 20_000 })
  const link = await openLink([A, B], options)
  const [reading, sending] = [link.request('state_call'), link.request('author_submitExtrinsic')]
  const sent = codeOf(sending)
  await turns(1)
  clock.advance(10_000)
  await turns(3)
  b.answer('from b')
  expect(await reading).toBe('from b')
  expect(await sent).toEqual(['E_TIMEOUT', 6])
  expect([a.closed, b.sent.length]).toEqual([1, 1])
  link.close()
  expect(clock.pending()).toBe(0)
})

test('an endpoint that is silent is not left where there is no other', async () => {
  const a = fakeSocket()
  const { options, clock } = world({ [A.url]: [a] })
  const link = await openLink([A], options)
  const [slow, other] = [codeOf(link.request('state_call')), link.request('state_call')]
  await turns(1)
  clock.advance(29_999)
  a.answer('in time', 1)
  clock.advance(1)
  expect([await slow, await other, a.closed]).toEqual([['E_TIMEOUT', 6], 'in time', 0])
  link.close()
})

test('an endpoint that speaks no JSON-RPC is left where there is another', async () => {
  const [a, b] = [fakeSocket(), fakeSocket()]
  const { options } = world({ [A.url]: [a], [B.url]: [b] })
  const link = await openLink([A, B], options)
  const reading = link.request('state_call')
  await turns(1)
  a.deliver('garbage')
  await turns(3)
  b.answer('from b')
  expect(await reading).toBe('from b')
  link.close()
})

const BLOCK = `0x${'ab'.repeat(32)}`
const unknownBlock = (id: number | undefined) => ({
  jsonrpc: '2.0',
  id,
  error: { code: 4003, message: 'no' },
})

test('a read at a block that a fallback does not know yet is asked again elsewhere', async () => {
  const [a, b, again] = [fakeSocket(), fakeSocket(), fakeSocket()]
  const { options, clock } = world({ [A.url]: [a, again], [B.url]: [b] })
  const link = await openLink([A, B], options)
  a.hangUp('connection reset')
  const reading = link.request('state_call', ['x', BLOCK])
  await turns(3)
  b.deliver(unknownBlock(b.sent[0]?.id))
  await turns(2)
  expect(b.sent.at(-1)).toMatchObject({ method: 'chain_getHeader', params: [BLOCK] })
  b.answer(null)
  await turns(2)
  clock.advance(500)
  await turns(5)
  again.answer('from a')
  expect(await reading).toBe('from a')
  link.close()
  expect(clock.pending()).toBe(0)
})

test('a refusal that is no matter of the block is told at once', async () => {
  const [a, b] = [fakeSocket(), fakeSocket()]
  const { options } = world({ [A.url]: [a], [B.url]: [b] })
  const link = await openLink([A, B], options)
  a.hangUp('connection reset')
  const reading = codeOf(link.request('state_call', ['x', BLOCK]))
  await turns(3)
  b.deliver(unknownBlock(b.sent[0]?.id))
  await turns(2)
  b.answer({ number: '0x1' })
  expect(await reading).toEqual(['E_ENDPOINT', 6])
  link.close()
})

test('closing ends a search and everything that waits for it', async () => {
  const a = fakeSocket()
  const { options, clock, leave } = world({ [A.url]: [a] })
  const link = await openLink([A], options)
  a.hangUp('connection reset')
  const waiting = [link.request('state_call'), link.request('author_x'), link.subscribe('chain_x', [], 'y')]
  const ends = Promise.all(waiting.map(each => codeOf(each)))
  await turns(3)
  expect(clock.pending()).toBeGreaterThan(0)
  leave.abort()
  expect(await ends).toEqual(waiting.map(() => ['E_CONNECT', 6]))
  await turns(3)
  expect(clock.pending()).toBe(0)
  expect(await codeOf(link.request('state_call'))).toEqual(['E_CONNECT', 6])
})
