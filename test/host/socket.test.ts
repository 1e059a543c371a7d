import { afterEach, describe, expect, test } from 'vitest'
import { openSocket } from '../../src/host/socket.ts'
import type { SocketOptions } from '../../src/host/types.ts'
import { type BadNode, nobody, tcpNode, wsNode } from '../support/bad-node.ts'
import { until } from '../support/test-host.ts'

let node: BadNode | undefined
afterEach(() => node?.close())

function listening(more: Partial<SocketOptions> = {}) {
  const heard: string[] = []
  const ended: string[] = []
  const leave = new AbortController()
  const options: SocketOptions = {
    maxBytes: 1000,
    timeout: 5000,
    givenUp: leave.signal,
    onMessage: text => heard.push(text),
    onClose: reason => ended.push(reason),
    ...more,
  }
  return { heard, ended, leave, options }
}
const hello = { id: 1, method: 'hello', params: [] }

test('carries texts both ways, and says once that it ended', async () => {
  node = await wsNode((request, client) => client.send(`got ${request.method}`))
  const { heard, ended, options } = listening()
  const socket = await openSocket(node.endpoint, options)
  socket.send(JSON.stringify(hello))
  await until(() => heard.length > 0)
  socket.close()
  socket.close()
  await until(() => ended.length > 0)
  expect([heard, ended, node.asked]).toEqual([['got hello'], ['connection closed'], ['hello']])
})

test('bytes are no message; too large a message ends the connection', async () => {
  node = await wsNode((_, client) => {
    client.send(Buffer.from('bytes'))
    client.send('text')
    client.send('x'.repeat(1001))
  })
  const { heard, ended, options } = listening()
  const socket = await openSocket(node.endpoint, options)
  socket.send(JSON.stringify(hello))
  await until(() => ended.length > 0)
  expect([heard, ended]).toEqual([['text'], ['an answer was too large']])
})

test('each message has a turn of its own, so that clocks and interrupts come through', async () => {
  node = await wsNode((_, client) => {
    for (let i = 0; i < 20; i += 1) client.send(`${i}`)
  })
  const turns: number[] = []
  let turn = 0
  const count = () => {
    turn += 1
    if (turns.length < 20) setImmediate(count)
  }
  const { options } = listening({ onMessage: () => turns.push(turn) })
  const socket = await openSocket(node.endpoint, options)
  count()
  socket.send(JSON.stringify(hello))
  await until(() => turns.length === 20)
  expect(new Set(turns).size).toBe(20)
  socket.close()
})

describe('a connection that does not come about is refused with the reason', () => {
  test('nobody there', async () => {
    const { ended, options } = listening()
    await expect(openSocket(await nobody(), options)).rejects.toThrow('connection refused')
    expect(ended).toEqual([])
  })

  test('somebody who never speaks', async () => {
    node = await tcpNode()
    await expect(openSocket(node.endpoint, listening({ timeout: 30 }).options)).rejects.toThrow('timed out')
  })

  test('somebody who speaks something else', async () => {
    node = await tcpNode(socket => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    await expect(openSocket(node.endpoint, listening().options)).rejects.toThrow('200')
  })

  test('somebody who never speaks, once it is given up', async () => {
    let connected = false
    node = await tcpNode(() => {
      connected = true
    })
    const { leave, ended, options } = listening({ timeout: 3_600_000 })
    const opening = openSocket(node.endpoint, options)
    opening.catch(() => undefined)
    await until(() => connected)
    leave.abort()
    await expect(opening).rejects.toThrow('closed before')
    expect(ended).toEqual([])
  })
})
