import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import type { Envelope } from './binary.ts'

/** Something on loopback that speaks, or fails to speak, as a node. */
export interface BadNode {
  readonly endpoint: string
  /** Methods clients asked for, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** An endpoint that nobody listens on. */
export async function nobody(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return `ws://127.0.0.1:${port}`
}

/** Accepts TCP connections and does `talk` to each; silence without it. */
export async function tcpNode(talk: (socket: Socket) => void = () => undefined): Promise<BadNode> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    talk(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Accepts WebSockets and hands each request to `answer`. */
export async function wsNode(
  answer: (request: { id: number; method: string; params: unknown[] }, client: WebSocket) => void,
): Promise<BadNode> {
  const asked: string[] = []
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  server.on('connection', client => {
    client.on('error', () => undefined)
    client.on('message', data => {
      const request = JSON.parse(String(data))
      asked.push(request.method)
      answer(request, client)
    })
  })
  return {
    endpoint: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      for (const client of server.clients) client.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}

export interface Exchange {
  readonly method: string
  readonly params: readonly unknown[]
  /** How many times this method was asked before, on all connections. */
  readonly before: number
  /** Ends the client's connection at once. */
  hangUp(): void
}

/** 'drop', or the rest of an answer: { result } or { error }. */
type Instead = 'drop' | object | undefined

export interface Meddling {
  /** Before a request reaches the node. 'drop' keeps it from the node, an object answers in the node's place. */
  request?(exchange: Exchange): Promise<Instead> | Instead
  /** The answer as the client is to see it, from the one the node gave. */
  answer?(exchange: Exchange, message: Envelope): object | undefined
}

/** Stands between client and node, and meddles. */
export async function relay(target: string, { request, answer }: Meddling): Promise<BadNode> {
  const counts = new Map<string, number>()
  const upstreams = new Map<WebSocket, Promise<WebSocket>>()
  const open = async (client: WebSocket) => {
    const upstream = new WebSocket(target)
    const exchanges = new Map<number, Exchange>()
    upstream.on('message', data => {
      const message = JSON.parse(String(data))
      const exchange = exchanges.get(message.id)
      const seen = exchange && answer ? (answer(exchange, message) ?? message) : message
      client.send(JSON.stringify(seen))
    })
    client.on('close', () => upstream.close())
    await once(upstream, 'open')
    return Object.assign(upstream, { exchanges })
  }
  return wsNode(async (message, client) => {
    const opening = upstreams.get(client) ?? open(client)
    upstreams.set(client, opening)
    const { id, method, params } = message
    const before = counts.get(method) ?? 0
    counts.set(method, before + 1)
    const exchange = { method, params, before, hangUp: () => client.terminate() }
    const upstream = (await opening) as Awaited<ReturnType<typeof open>>
    upstream.exchanges.set(id, exchange)
    const instead = await request?.(exchange)
    if (instead === 'drop') return
    if (instead !== undefined) client.send(JSON.stringify({ jsonrpc: '2.0', id, ...instead }))
    else upstream.send(JSON.stringify(message))
  })
}
