import { once } from 'node:events'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type RunningDevnet, startDevnet } from '../../../devnet/start.ts'
import { startServer } from '../../../devnet/wire/server.ts'
import { createManualClock } from '../node/manual-clock.ts'

let devnet: RunningDevnet

beforeEach(async () => {
  devnet = await startDevnet({ clock: createManualClock(), port: 0 })
})
afterEach(() => devnet.stop())

async function open(options: { origin?: string } = {}): Promise<WebSocket> {
  const socket = new WebSocket(devnet.endpoint, options)
  await once(socket, 'open')
  return socket
}

/** Answer to a request, whatever else arrives. */
function ask(socket: WebSocket, method: string): Promise<unknown> {
  return new Promise(resolve => {
    socket.on('message', data => {
      const message: { id?: unknown; result?: unknown } = JSON.parse(data.toString())
      if (message.id === 'probe') resolve(message.result)
    })
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 'probe', method, params: [] }))
  })
}

describe('the server', () => {
  test('listens on loopback alone', () => {
    expect(devnet.endpoint).toMatch(/^ws:\/\/127\.0\.0\.1:[1-9][0-9]*$/)
  })

  test('takes a program that names the server itself as its origin, as Python ones do', async () => {
    const socket = await open({ origin: devnet.endpoint.replace('ws:', 'http:') })
    expect(await ask(socket, 'system_chain')).toBe('taoctl devnet')
    socket.close()
  })

  test.each([
    'http://localhost:3000',
    'https://127.0.0.1',
    'http://127.0.0.1.evil.example',
    'null',
    '',
  ])('refuses a page of origin %j', async origin => {
    const socket = new WebSocket(devnet.endpoint, { headers: { Origin: origin } })
    const [failure] = (await once(socket, 'error')) as [Error]
    expect(failure.message).toContain('403')
  })

  test('lives through random frames', async () => {
    const socket = await open()
    const frame = fc.oneof(fc.string(), fc.json(), fc.uint8Array(), fc.constant('[[[[[[[['))
    fc.assert(
      fc.property(frame, data => {
        socket.send(data)
      }),
    )
    expect(await ask(socket, 'system_chain')).toBe('taoctl devnet')
    socket.close()
  })

  test('closes a connection that sends too much at once, and serves the others', async () => {
    const greedy = await open()
    greedy.on('error', () => undefined)
    const closed = once(greedy, 'close')
    greedy.send(Buffer.alloc(16 * 1024 * 1024, 32))
    const [code] = (await closed) as [number]
    expect(code).toBe(1009)
    const modest = await open()
    expect(await ask(modest, 'system_chain')).toBe('taoctl devnet')
  })

  test('lives through a client that vanishes in the middle', async () => {
    const socket = await open()
    socket.send('{"jsonrpc":"2.0","id":1,"method":"chain_subscribeNewHeads"}')
    socket.terminate()
    await once(socket, 'close')
    devnet.newBlock()
    expect(await ask(await open(), 'system_chain')).toBe('taoctl devnet')
  })

  test('ends connections when it stops, and frees the port', async () => {
    const socket = await open()
    const closed = once(socket, 'close')
    await devnet.stop()
    await closed
    const port = +new URL(devnet.endpoint).port
    const again = await startServer(devnet.connect, port, createManualClock())
    await again.close()
  })

  test('names a port that is taken', async () => {
    const port = +new URL(devnet.endpoint).port
    await expect(startServer(devnet.connect, port, createManualClock())).rejects.toMatchObject({
      code: 'E_PORT',
      context: { port, problem: 'another program uses it' },
    })
  })
})
