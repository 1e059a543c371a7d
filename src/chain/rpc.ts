import { CliError } from '../errors/cli-error.ts'
import type { Clock, Host, Socket } from '../host/types.ts'

/** A JSON-RPC connection. Every request has a deadline; nothing waits for ever. */
export interface Rpc {
  readonly url: string
  request(method: string, params?: readonly unknown[]): Promise<unknown>
  /** Notifications of a subscription, in order. Ends with an error when the connection does. */
  subscribe(method: string, params: readonly unknown[], unsubscribe: string): Promise<Subscription>
  /** Requests so far, and how many of them had to wait for each other's answers: the round trips one after the other. */
  readonly traffic: { readonly requests: number; readonly roundTrips: number }
  close(): void
}

export interface Subscription extends AsyncIterable<unknown> {
  stop(): void
}

/** The error object a node answered with: the cause of an E_ENDPOINT. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: number
  readonly data: unknown

  constructor(code: number, message: string, data: unknown) {
    super(message)
    this.code = code
    this.data = data
  }
}

export interface RpcOptions {
  readonly connect: Host['connect']
  readonly clock: Clock
  /** Milliseconds a request may take from now on; asked anew for each. */
  readonly patience: () => number
  /** Closes the connection, at whatever point it is. */
  readonly givenUp: AbortSignal
}

/** Largest message accepted; finney's metadata is 0.6 MB as hex. */
const MAX_BYTES = 32 * 1024 * 1024
/** Notifications kept for a subscription whose id has not been answered yet. */
const MAX_EARLY = 256

interface Pending {
  readonly method: string
  /** One more than that of the deepest answer known when it was sent. */
  readonly depth: number
  resolve(result: unknown): void
  reject(error: unknown): void
  cancelTimer(): void
}

/** Connects. @throws E_CONNECT, E_TIMEOUT */
export async function openRpc(url: string, { connect, clock, patience, givenUp }: RpcOptions): Promise<Rpc> {
  const pending = new Map<number, Pending>()
  const queues = new Map<string, Queue>()
  const early = new Map<string, unknown[]>()
  let lastId = 0
  let answered = 0
  let roundTrips = 0
  let closed: CliError | undefined
  let socket: Socket | undefined

  const end = (error: CliError) => {
    if (closed) return
    closed = error
    for (const entry of pending.values()) {
      entry.cancelTimer()
      entry.reject(error)
    }
    pending.clear()
    for (const queue of queues.values()) queue.fail(error)
    queues.clear()
  }
  const garbage = (problem: string) => {
    end(new CliError('E_ENDPOINT', { problem }))
    socket?.close()
  }

  const onMessage = (text: string) => {
    const message = parseObject(text)
    if (!message) return garbage('a message that is not JSON-RPC')
    const params = message.params
    if (typeof message.method === 'string' && isObject(params)) return onNotification(params)
    if (typeof message.id !== 'number') return garbage('a message that is not JSON-RPC')
    const entry = pending.get(message.id)
    if (!entry) return // answered before, or given up on
    pending.delete(message.id)
    entry.cancelTimer()
    answered = Math.max(answered, entry.depth)
    if (isObject(message.error)) {
      const { code, message: reason, data } = message.error
      const cause = new RpcError(typeof code === 'number' ? code : 0, String(reason).slice(0, 500), data)
      const problem = `it answered '${cause.message}' to ${entry.method}`
      entry.reject(new CliError('E_ENDPOINT', { problem }, { cause }))
    } else entry.resolve(message.result)
  }
  const onNotification = ({ subscription, result }: Record<string, unknown>) => {
    const id = String(subscription)
    const queue = queues.get(id)
    if (queue) return queue.push(result)
    const waiting = early.get(id) ?? []
    if (early.size >= MAX_EARLY || waiting.length >= MAX_EARLY) return
    early.set(id, [...waiting, result])
  }

  const close = () => {
    end(new CliError('E_CONNECT', { url, problem: 'closed' }))
    socket?.close()
  }
  givenUp.addEventListener('abort', close, { once: true })

  const opened = await openSocket(url, connect, {
    maxBytes: MAX_BYTES,
    givenUp,
    timeout: Math.min(20_000, patience()),
    onMessage,
    onClose: reason => end(new CliError('E_CONNECT', { url, problem: reason })),
  })
  socket = opened
  if (closed) {
    opened.close()
    throw closed
  }

  const request = (method: string, params: readonly unknown[] = []) =>
    new Promise<unknown>((resolve, reject) => {
      if (closed) return reject(closed)
      const id = ++lastId
      const time = patience()
      const cancelTimer = clock.after(time, () => {
        pending.delete(id)
        reject(
          new CliError('E_TIMEOUT', { what: `${url} (${method})`, after: `${Math.round(time / 1000)}s` }),
        )
      })
      const depth = answered + 1
      roundTrips = Math.max(roundTrips, depth)
      pending.set(id, { method, depth, resolve, reject, cancelTimer })
      opened.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    })

  return {
    url,
    get traffic() {
      return { requests: lastId, roundTrips }
    },
    request,
    async subscribe(method, params, unsubscribe) {
      const id = String(await request(method, params))
      // The connection may have ended between the answer and now.
      if (closed) throw closed
      const queue = new Queue()
      queues.set(id, queue)
      for (const result of early.get(id) ?? []) queue.push(result)
      early.delete(id)
      return {
        [Symbol.asyncIterator]: () => queue,
        stop() {
          if (!queues.delete(id)) return
          queue.finish()
          if (!closed) request(unsubscribe, [id]).catch(() => undefined)
        },
      }
    },
    close,
  }
}

async function openSocket(
  url: string,
  connect: Host['connect'],
  options: Parameters<Host['connect']>[1],
): Promise<Socket> {
  try {
    return await connect(url, options)
  } catch (cause) {
    throw new CliError(
      'E_CONNECT',
      { url, problem: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    )
  }
}

/** Values waiting for a reader, or a reader waiting for values. */
class Queue implements AsyncIterator<unknown> {
  #values: unknown[] = []
  #error: unknown
  #done = false
  #wake: (() => void) | undefined

  push(value: unknown): void {
    this.#values.push(value)
    this.#wake?.()
  }

  fail(error: unknown): void {
    this.#error = error
    this.finish()
  }

  finish(): void {
    this.#done = true
    this.#wake?.()
  }

  async next(): Promise<IteratorResult<unknown>> {
    while (this.#values.length === 0 && !this.#done) {
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
    if (this.#values.length > 0) return { done: false, value: this.#values.shift() }
    if (this.#error !== undefined) throw this.#error
    return { done: true, value: undefined }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
