import { describe, expect, test } from 'vitest'
import { openLine } from '../../src/chain/rpc/line.ts'
import { type Rpc, RpcError } from '../../src/chain/rpc/rpc.ts'
import { codeOf, failureOf } from '../support/failure.ts'
import { fakeSocket } from '../support/fake-socket.ts'
import { testClock, turns } from '../support/test-host.ts'

const URL = 'ws://127.0.0.1:1'

async function open(patience: () => number = () => 1000) {
  const socket = fakeSocket()
  const clock = testClock()
  const leave = new AbortController()
  const rpc = await openLine(URL, { connect: socket.connect, clock, patience, givenUp: leave.signal })
  return { socket, clock, rpc, leave }
}

/** A subscription under an id, already answered. */
async function subscribe(rpc: Rpc, socket: ReturnType<typeof fakeSocket>, id: unknown = 's1') {
  const opening = rpc.subscribe('watch', [], 'unwatch')
  socket.answer(id)
  return opening
}
const notify = (subscription: unknown, result: unknown) => ({
  jsonrpc: '2.0',
  method: 'update',
  params: { subscription, result },
})

describe('a request', () => {
  test('carries version, method and parameters, and an id of its own', async () => {
    const { rpc, socket } = await open()
    for (const asked of [rpc.request('a'), rpc.request('b', [1, 'x', null])]) asked.catch(() => undefined)
    const [first, second] = socket.sent
    expect(first).toEqual({ jsonrpc: '2.0', id: first?.id, method: 'a', params: [] })
    expect(second).toMatchObject({ method: 'b', params: [1, 'x', null] })
    expect(second?.id).not.toBe(first?.id)
    rpc.close()
  })

  test('gets the answer of its id, whatever the order', async () => {
    const { rpc, socket, clock } = await open()
    const both = Promise.all([rpc.request('a'), rpc.request('b')])
    socket.answer('second', 1)
    socket.answer('first', 0)
    expect(await both).toEqual(['first', 'second'])
    expect(clock.pending()).toBe(0)
  })

  test.each([null, false, 0, '', [], {}])('may be answered with %j', async result => {
    const { rpc, socket } = await open()
    const asked = rpc.request('a')
    socket.answer(result)
    expect(await asked).toEqual(result)
  })

  test('keeps its first answer; a second one, and those of ids nobody asked for, change nothing', async () => {
    const { rpc, socket } = await open()
    const asked = rpc.request('a')
    socket.deliver({ jsonrpc: '2.0', id: 999, result: 'stray' })
    socket.answer('right')
    socket.answer('late')
    expect(await asked).toBe('right')
    const next = rpc.request('b')
    socket.answer('next')
    expect(await next).toBe('next')
    expect(socket.closed).toBe(0)
  })

  test('fails with what the node said, cut to a bearable length', async () => {
    const { rpc, socket } = await open()
    const asked = rpc.request('author_submit')
    const error = { code: 1010, message: 'x'.repeat(900), data: 'why' }
    socket.deliver({ jsonrpc: '2.0', id: socket.sent[0]?.id, error })
    const failure = await failureOf(asked)
    expect(failure.code).toBe('E_ENDPOINT')
    expect(failure.message).toContain('author_submit')
    expect(failure.cause).toBeInstanceOf(RpcError)
    expect(failure.cause).toMatchObject({ code: 1010, message: 'x'.repeat(500), data: 'why' })
  })

  test('is given up on after its time, and not before; the connection lives on', async () => {
    const { rpc, socket, clock } = await open()
    const asked = rpc.request('slow')
    asked.catch(() => undefined)
    clock.advance(999)
    const other = rpc.request('other')
    clock.advance(1)
    const failure = await failureOf(asked)
    expect([failure.code, failure.exit]).toEqual(['E_TIMEOUT', 6])
    expect(failure.message).toBe(`${URL} (slow) did not answer within 1s.`)
    socket.answer('too late', 0)
    socket.answer('fine', 1)
    expect(await other).toBe('fine')
    expect(clock.pending()).toBe(0)
  })

  test('has the time that is left when it is made', async () => {
    let left = 5000
    const { rpc, clock } = await open(() => left)
    const long = rpc.request('long')
    left = 10
    const short = rpc.request('short')
    long.catch(() => undefined)
    clock.advance(10)
    expect(await codeOf(short)).toEqual(['E_TIMEOUT', 6])
    expect(clock.pending()).toBe(1)
    rpc.close()
  })
})

describe('a message that is none', () => {
  test.each([
    'not JSON',
    '',
    'null',
    '5',
    '"text"',
    '[]',
    '{}',
    '{"id":"1","result":1}',
    '{"method":"update"}',
    '{"method":"update","params":null}',
    `{"id":1,"result":${'['.repeat(32)}${']'.repeat(32)}}`,
    `{"id":1,"result":${'{"a":'.repeat(1_000_000)}`,
  ])('%j ends the connection with everything that waits on it', async text => {
    const { rpc, socket, clock } = await open()
    const asked = rpc.request('a')
    socket.deliver(text)
    expect(await codeOf(asked)).toEqual(['E_ENDPOINT', 6])
    expect(await codeOf(rpc.request('b'))).toEqual(['E_ENDPOINT', 6])
    expect([socket.closed, socket.sent.length, clock.pending()]).toEqual([1, 1, 0])
  })

  test('a list of half a million entries is an answer; more of them are none', async () => {
    const { rpc, socket } = await open()
    const [fits, exceeds] = [rpc.request('a'), rpc.request('b')]
    socket.answer(Array(499_000).fill(0), 0)
    expect(await fits).toHaveLength(499_000)
    socket.answer(Array(501_000).fill(0), 1)
    expect(await codeOf(exceeds)).toEqual(['E_ENDPOINT', 6])
  })

  test('the same before the connection is handed over', async () => {
    const socket = fakeSocket()
    const connect: typeof socket.connect = async (url, options) => {
      const opened = await socket.connect(url, options)
      socket.deliver('garbage')
      return opened
    }
    const givenUp = new AbortController().signal
    const opening = openLine(URL, { connect, clock: testClock(), patience: () => 1, givenUp })
    expect(await codeOf(opening)).toEqual(['E_ENDPOINT', 6])
    expect(socket.closed).toBe(1)
  })
})

describe('a subscription', () => {
  test('yields what it is told, in order, and nothing of others', async () => {
    const { rpc, socket } = await open()
    const watch = await subscribe(rpc, socket)
    const seen: unknown[] = []
    const reading = (async () => {
      for await (const value of watch) {
        seen.push(value)
        if (value === 'last') break
      }
    })()
    socket.deliver(notify('s1', 'a'))
    socket.deliver(notify('s2', 'other'))
    await turns(2)
    socket.deliver(notify('s1', 'b'))
    socket.deliver(notify('s1', 'last'))
    await reading
    expect(seen).toEqual(['a', 'b', 'last'])
  })

  test('yields what came before its id was known', async () => {
    const { rpc, socket } = await open()
    const opening = rpc.subscribe('watch', [], 'unwatch')
    socket.deliver(notify('s1', 'early'))
    socket.deliver(notify('s1', 'early too'))
    socket.answer('s1')
    const values = (await opening)[Symbol.asyncIterator]()
    expect([(await values.next()).value, (await values.next()).value]).toEqual(['early', 'early too'])
  })

  test('may have a number for its id', async () => {
    const { rpc, socket } = await open()
    const values = (await subscribe(rpc, socket, 7))[Symbol.asyncIterator]()
    socket.deliver(notify(7, 'x'))
    expect((await values.next()).value).toBe('x')
  })

  test('that is stopped ends, tells the node once, and hears no more', async () => {
    const { rpc, socket } = await open()
    const watch = await subscribe(rpc, socket)
    const next = watch[Symbol.asyncIterator]().next()
    watch.stop()
    watch.stop()
    expect(await next).toEqual({ done: true, value: undefined })
    expect(socket.sent.map(({ method, params }) => [method, params])).toEqual([
      ['watch', []],
      ['unwatch', ['s1']],
    ])
    rpc.close()
  })

  test('ends with the reason when the connection does, after what it had', async () => {
    const { rpc, socket } = await open()
    const values = (await subscribe(rpc, socket))[Symbol.asyncIterator]()
    socket.deliver(notify('s1', 'had'))
    socket.hangUp('connection reset')
    expect((await values.next()).value).toBe('had')
    const failure = await failureOf(values.next())
    expect(failure.message).toBe(`Cannot reach ${URL}: connection reset.`)
  })

  test('that was stopped may still be told of, as often as it takes', async () => {
    const { rpc, socket } = await open()
    const watch = await subscribe(rpc, socket)
    watch.stop()
    for (let i = 0; i < 1000; i += 1) socket.deliver(notify('s1', i))
    expect(socket.closed).toBe(0)
    rpc.close()
  })

  test.each([
    ['as many as are kept until an id is known', 256, () => notify('s1', 1)],
    ['of a few ids', 8, (i: number) => notify(`s${i}`, 1)],
    ['of a megabyte together', 10, () => notify('s1', 'x'.repeat(100_000))],
  ])('that nobody asked for is borne: %s; one more ends the connection', async (_, most, news) => {
    const { rpc, socket } = await open()
    const asked = rpc.request('a')
    for (let i = 0; i < most; i += 1) socket.deliver(news(i))
    expect(socket.closed).toBe(0)
    socket.deliver(news(most))
    expect((await failureOf(asked)).message).toContain('news that nobody asked for')
    expect(socket.closed).toBe(1)
  })
})

test('an answer may nest, and quote any brackets', async () => {
  const { rpc, socket } = await open()
  for (const result of [
    JSON.parse(`${'['.repeat(31)}${']'.repeat(31)}`),
    '['.repeat(99),
    `\\"${'{'.repeat(99)}`,
  ]) {
    const asked = rpc.request('a')
    socket.answer(result)
    expect(await asked).toEqual(result)
  }
  rpc.close()
})

test.each([
  ['many', 5000, '', 4096],
  ['large', 5, 'x'.repeat(4_000_000), 2],
])('a subscription that nobody reads ends when too much has piled up: %s', async (_, sent, text, kept) => {
  const { rpc, socket } = await open()
  const watch = await subscribe(rpc, socket)
  for (let i = 0; i < sent; i += 1) socket.deliver(notify('s1', text))
  let count = 0
  const reading = (async () => {
    for await (const _ of watch) count += 1
  })()
  expect(await codeOf(reading)).toEqual(['E_ENDPOINT', 6])
  expect(count).toBe(kept)
  rpc.close()
})

describe('closing', () => {
  test('fails all that waits, and all that comes after, and leaves no timer', async () => {
    const { rpc, socket, clock } = await open()
    const waiting = [rpc.request('a'), rpc.request('b')]
    for (const each of waiting) each.catch(() => undefined)
    rpc.close()
    for (const each of [...waiting, rpc.request('c')]) expect(await codeOf(each)).toEqual(['E_CONNECT', 6])
    expect([socket.closed, clock.pending(), socket.sent.length]).toEqual([1, 0, 2])
  })

  test('happens too when the command is given up while it waits', async () => {
    const { rpc, socket, clock, leave } = await open()
    const waiting = rpc.request('a')
    leave.abort()
    expect(await codeOf(waiting)).toEqual(['E_CONNECT', 6])
    expect([socket.closed, clock.pending()]).toEqual([1, 0])
  })

  test('happens too when the command is given up while it connects', async () => {
    const socket = fakeSocket()
    const leave = new AbortController()
    const connect: typeof socket.connect = async (url, options) => {
      leave.abort()
      return socket.connect(url, options)
    }
    const opening = openLine(URL, { connect, clock: testClock(), patience: () => 1, givenUp: leave.signal })
    expect(await codeOf(opening)).toEqual(['E_CONNECT', 6])
    expect(socket.closed).toBe(1)
    expect(socket.options.givenUp.aborted).toBe(true)
  })
})

test('a connection that fails is E_CONNECT with the reason', async () => {
  const failure = await failureOf(
    openLine(URL, {
      connect: async () => {
        throw new Error('host name not found')
      },
      clock: testClock(),
      patience: () => 1000,
      givenUp: new AbortController().signal,
    }),
  )
  expect([failure.exit, failure.message]).toEqual([6, `Cannot reach ${URL}: host name not found.`])
})
