import type { Exchange } from './exchange.ts'
import type { ClientLine, Provider } from './types.ts'

interface Failure {
  readonly code: number
  readonly message: string
  readonly data?: string
}

/** A JSON-RPC error with the fields and text that @polkadot/rpc-provider gives its own. */
class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: number
  readonly data: string | undefined

  constructor({ code, message, data }: Failure) {
    super(data === undefined ? `${code}: ${message}` : `${code}: ${message}: ${data}`)
    this.code = code
    this.data = data
  }
}

interface Message {
  readonly id?: number
  readonly result?: unknown
  readonly error?: Failure
  readonly params?: { readonly subscription: string; readonly result: unknown }
}

interface Waiting {
  resolve(result: unknown): void
  reject(failure: Error): void
  /** Of a request that begins a subscription. */
  readonly subscriber?: Subscriber
}

interface Subscriber {
  readonly listener: (error: Error | null, result: unknown) => void
  /** The promise the client got for its subscription id. */
  told?: Promise<unknown>
}

type Listener = (value?: unknown) => unknown
type Event = Parameters<Provider['on']>[0]

/**
 * A provider that talks to the node in process. It speaks the same JSON texts as a socket would, so nothing is shared
 * between client and node, and both ways behave alike.
 */
export function createProvider(exchange: Pick<Exchange, 'connect' | 'isUp' | 'onUp'>): Provider {
  const listeners = new Map<Event, Set<Listener>>()
  const waiting = new Map<number, Waiting>()
  const subscribers = new Map<unknown, Subscriber>()
  let ids = 0
  let line: ClientLine | undefined
  let forget: (() => void) | undefined

  const emit = (event: Event) => {
    for (const listener of [...(listeners.get(event) ?? [])]) listener()
  }
  const receive = (text: string) => {
    const message = parsed(text)
    // What was garbled on the way answers nothing.
    if (message === undefined) return
    const { id, result, error, params } = message
    if (params !== undefined) {
      const subscriber = subscribers.get(params.subscription)
      // Behind what the client does with its subscription id.
      void subscriber?.told?.then(() => {
        if (subscribers.has(params.subscription)) subscriber.listener(null, params.result)
      })
      return
    }
    const request = waiting.get(id ?? 0)
    waiting.delete(id ?? 0)
    if (error !== undefined) {
      request?.reject(new RpcError(error))
      return
    }
    if (request?.subscriber !== undefined) subscribers.set(result, request.subscriber)
    request?.resolve(result)
  }
  const open = () => {
    // As a socket's provider does, it connects again by itself; its subscriptions are gone.
    forget ??= exchange.onUp(open)
    if (line !== undefined || !exchange.isUp) return
    const own = exchange.connect({
      send: text => queueMicrotask(() => line === own && receive(text)),
      hangUp: () => {
        if (line !== own) return
        lose('the connection was lost')
        queueMicrotask(() => forget && open())
      },
    })
    line = own
    queueMicrotask(() => emit('connected'))
  }
  const lose = (reason: string) => {
    line?.close()
    line = undefined
    for (const { reject } of waiting.values()) reject(new Error(reason))
    waiting.clear()
    subscribers.clear()
    emit('disconnected')
  }
  const request = (method: string, params: unknown[], subscriber?: Subscriber) =>
    new Promise<unknown>((resolve, reject) => {
      if (line === undefined) {
        reject(new Error('the provider is not connected'))
        return
      }
      ids += 1
      waiting.set(ids, { resolve, reject, ...(subscriber && { subscriber }) })
      line.receive(JSON.stringify({ jsonrpc: '2.0', id: ids, method, params }))
    })

  open()
  return {
    hasSubscriptions: true,
    isClonable: true,
    get isConnected() {
      return line !== undefined
    },
    clone: () => createProvider(exchange),
    connect: async () => open(),
    disconnect: async () => {
      forget?.()
      forget = undefined
      lose('the provider was disconnected')
    },
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set.add(listener))
      return () => {
        set.delete(listener)
      }
    },
    send: async <T>(method: string, params: unknown[]) => (await request(method, params)) as T,
    subscribe: (_type, method, params, listener) => {
      const subscriber: Subscriber = { listener }
      const told = request(method, params, subscriber) as Promise<string>
      subscriber.told = told
      return told
    },
    unsubscribe: async (_type, method, id) => {
      subscribers.delete(id)
      // A client that has left ends its subscriptions late; they ended with its session.
      return line === undefined ? true : ((await request(method, [id])) as boolean)
    },
  }
}

function parsed(text: string): Message | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
