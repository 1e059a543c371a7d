import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Envelope } from './binary.ts'

/** Plain JSON-RPC to a node, sharing no code with the client under test. */
export interface NodeRpc {
  request(method: string, ...params: readonly unknown[]): Promise<Envelope>
  /** Height of the best block. */
  height(): Promise<number>
  /** Extrinsics waiting in the pool. */
  pending(): Promise<readonly string[]>
  /** Waits until so many extrinsics wait in the pool. */
  untilPending(count: number): Promise<void>
  /** Makes a block by hand, on the best one or on the one named; answers its hash. */
  newBlock(parent?: string): Promise<string>
  finalize(): Promise<void>
  /** Settles once the connection is closed. */
  readonly closed: Promise<unknown>
  close(): void
}

export async function nodeRpc(endpoint: string): Promise<NodeRpc> {
  const socket = new WebSocket(endpoint)
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  socket.on('message', data => {
    const { id, result, error } = JSON.parse(String(data))
    const entry = waiting.get(id)
    waiting.delete(id)
    if (error) entry?.reject(new Error(JSON.stringify(error)))
    else entry?.resolve(result)
  })
  const closed = new Promise(resolve => socket.once('close', resolve))
  await once(socket, 'open')
  let last = 0
  const request = (method: string, ...params: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve, reject })
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    })
  const pending = async () => (await request('author_pendingExtrinsics')) as string[]
  return {
    request,
    pending,
    height: async () => +((await request('chain_getHeader')) as { number: string }).number,
    async untilPending(count) {
      while ((await pending()).length < count) await new Promise(resolve => setTimeout(resolve, 20))
    },
    newBlock: async parent => (await request('dev_newBlock', ...(parent ? [parent] : []))) as string,
    finalize: async () => void (await request('dev_finalizeBlock')),
    closed,
    close: () => socket.close(),
  }
}
