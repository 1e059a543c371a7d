import { once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type RunningDevnet, startDevnet } from '../../../devnet/start.ts'
import { refusalOf } from '../../../devnet/wire/origin.ts'
import { createManualClock } from '../node/manual-clock.ts'

let devnet: RunningDevnet

beforeEach(async () => {
  devnet = await startDevnet({
    clock: createManualClock(),
    port: 0,
    seal: { kind: 'manual' },
    origins: ['http://localhost:3000'],
  })
})
afterEach(() => devnet.stop())

const port = () => +new URL(devnet.endpoint).port

async function open(headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(devnet.endpoint, { headers })
  socket.on('error', () => undefined)
  await once(socket, 'open')
  return socket
}
async function told(socket: WebSocket, message: string | Buffer): Promise<unknown> {
  const answer = once(socket, 'message')
  socket.send(message)
  return JSON.parse(String((await answer)[0]))
}
async function lives(): Promise<void> {
  const socket = await open()
  expect(await told(socket, '{"jsonrpc":"2.0","id":1,"method":"system_chain"}')).toMatchObject({
    result: 'taoctl devnet',
  })
  socket.terminate()
}
const refused = async (headers: Record<string, string>) => {
  const socket = new WebSocket(devnet.endpoint, { headers })
  const [failure] = (await once(socket, 'error')) as [Error]
  return failure.message
}

test.each([
  'evil.example',
  'localhost.evil.example:9944',
  '127.0.0.1.nip.io',
])('a handshake for the name %j is refused, whatever address it led to', async host => {
  expect(await refused({ Host: host })).toContain('403')
})

test('pages of an origin that was allowed may connect, others may not', async () => {
  const socket = await open({ Origin: 'http://localhost:3000' })
  socket.terminate()
  expect(await refused({ Origin: 'http://localhost:3001' })).toContain('403')
})

test.each([
  [{ host: 'localhost:9944' }, undefined],
  [{ host: '127.0.0.1' }, undefined],
  [{ host: '[::1]:9944' }, undefined],
  [{ host: '127.0.0.1:9944', origin: 'http://127.0.0.1:9944' }, undefined],
  [{ host: '127.0.0.1:9944', origin: 'http://127.0.0.1:80' }, 'web pages may not connect'],
  [{ host: '127.0.0.1:9944', origin: 'null' }, 'web pages may not connect'],
  [{}, 'not the name of this machine'],
  [{ host: '127.0.0.1@evil.example' }, 'not the name of this machine'],
])('a handshake of %j: %s', (handshake, problem) => {
  expect(refusalOf(handshake, 9944, [])).toBe(problem)
})

test('plain HTTP is told to speak WebSocket', async () => {
  const response = await fetch(devnet.endpoint.replace('ws:', 'http:'))
  expect(response.status).toBe(426)
})

test('a binary frame is read like a text', async () => {
  const socket = await open()
  const answer = await told(socket, Buffer.from('{"jsonrpc":"2.0","id":3,"method":"system_chain"}'))
  expect(answer).toEqual({ jsonrpc: '2.0', id: 3, result: 'taoctl devnet' })
  socket.terminate()
})

test.each([
  '['.repeat(65),
  '{"a":'.repeat(65),
  `{"jsonrpc":"2.0","id":1,"params":${'['.repeat(1_000_000)}`,
])('a message too deep is refused without reading it: %.20s', async text => {
  const socket = await open()
  expect(await told(socket, text)).toMatchObject({
    error: { code: -32700, data: expect.stringContaining('inside') },
  })
  socket.terminate()
  await lives()
})

test('brackets inside texts count for nothing', async () => {
  const socket = await open()
  const text = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'system_chain',
    params: [`\\"${'['.repeat(100)}`],
  })
  expect(await told(socket, text)).toMatchObject({ result: 'taoctl devnet' })
  socket.terminate()
})

test('connections beyond 256 find no place, and later ones do', async () => {
  const sockets = await Promise.all(Array.from({ length: 256 }, () => open()))
  const late = connect(port(), '127.0.0.1')
  late.on('error', () => undefined)
  await once(late, 'close')
  for (const socket of sockets) socket.terminate()
  await Promise.all(sockets.map(socket => socket.readyState === WebSocket.CLOSED || once(socket, 'close')))
  await lives()
})

test('a client that never reads is let go', async () => {
  const socket = await open()
  const closed = once(socket, 'close')
  socket.pause()
  for (let asked = 0; asked < 1_000; asked += 1) {
    socket.send('{"jsonrpc":"2.0","id":1,"method":"state_getMetadata"}')
  }
  await new Promise(resolve => setTimeout(resolve, 500))
  socket.resume()
  expect((await closed)[0]).toBe(1006)
  await lives()
}, 30_000)

test('random, broken and oversized frames leave it alive', async () => {
  const method = fc.constantFrom(...devnet.core.methods.filter(name => !/restart|hangUp/.test(name)))
  const request = fc.record({
    jsonrpc: fc.constant('2.0'),
    id: fc.nat(9),
    method,
    params: fc.array(fc.jsonValue(), { maxLength: 4 }),
  })
  const text = request.map(message => JSON.stringify(message))
  const truncated = fc
    .tuple(text, fc.nat(100))
    .map(([whole, cut]) => whole.slice(0, Math.floor((whole.length * cut) / 100)))
  const batch = fc.array(request, { maxLength: 300 }).map(list => JSON.stringify(list))
  const frame = fc.oneof(
    fc.string(),
    fc.uint8Array(),
    text,
    text,
    truncated,
    batch,
    fc.constant('['.repeat(9_999)),
  )
  let socket = await open()
  await fc.assert(
    fc.asyncProperty(frame, async data => {
      if (socket.readyState !== WebSocket.OPEN) socket = await open()
      socket.send(data, { binary: typeof data !== 'string' })
    }),
    { seed: 20260101, numRuns: 300 },
  )
  devnet.control.messages.clear()
  const raw = connect(port(), '127.0.0.1', () =>
    raw.write(`GET / HTTP/1.1\r\nHost: ${'a'.repeat(50_000)}\r\n\r\n`),
  )
  raw.on('error', () => undefined)
  raw.resume()
  await once(raw, 'close')
  await lives()
  socket.terminate()
}, 30_000)
