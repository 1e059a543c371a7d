import { CliError } from '../../errors/cli-error.ts'
import { messageOf } from '../../errors/message.ts'
import type { Clock, Host, Socket } from '../../host/types.ts'
import { type News, readMessage } from './message.ts'
import { type Counted, countFromZero, createPending } from './pending.ts'
import type { Rpc, Subscription } from './rpc.ts'
import { createSubscriptions } from './subscriptions.ts'

/** One connection to one endpoint. What it ends with, everything that waits on it ends with. */
export interface RpcLine extends Rpc {
  /** Why it ended; undefined while it has not. */
  readonly ended: CliError | undefined
  /** Ends it, for a reason where there is one to tell. */
  close(reason?: CliError): void
  /** Unit of `time`: milliseconds; the patience if left out. */
  request(method: string, params?: readonly unknown[], time?: number): Promise<unknown>
  subscribe(
    method: string,
    params: readonly unknown[],
    unsubscribe: string,
    time?: number,
  ): Promise<Subscription>
}

export interface LineOptions {
  readonly connect: Host['connect']
  readonly clock: Clock
  /** Milliseconds a request may take from now on; asked anew for each. */
  readonly patience: () => number
  /** Closes the connection, at whatever point it is. */
  readonly givenUp: AbortSignal
  /** Where requests are counted; a count of its own if left out. */
  readonly traffic?: Counted
}

/** Largest message accepted; finney's metadata is 0.6 MB as hex. */
const MAX_BYTES = 32 * 1024 * 1024
/** Longest wait for a connection. Unit: milliseconds. */
const MAX_OPENING = 20_000

/** Connects once. @throws E_CONNECT, E_ENDPOINT */
export async function openLine(url: string, options: LineOptions): Promise<RpcLine> {
  const { connect, clock, patience, givenUp, traffic = countFromZero() } = options
  traffic.connections += 1
  const pending = createPending(url, clock, traffic)
  const subscriptions = createSubscriptions()
  let ended: CliError | undefined
  let socket: Socket | undefined

  const end = (error: CliError) => {
    if (ended) return
    ended = error
    givenUp.removeEventListener('abort', leave)
    pending.failAll(error)
    subscriptions.failAll(error)
  }
  const onMessage = (text: string) => {
    if (ended) return
    const message = readMessage(text)
    if (!message) return close(new CliError('E_ENDPOINT', { problem: 'a message that is not JSON-RPC' }))
    if (message.kind === 'news') return deliver(message, text.length)
    const asked = pending.take(message.id)
    if (message.kind === 'answer') return asked?.resolve(message.result)
    const problem = `it answered '${message.error.message}' to ${asked?.method}`
    asked?.reject(new CliError('E_ENDPOINT', { problem }, { cause: message.error }))
  }
  const deliver = ({ subscription, result }: News, bytes: number) => {
    try {
      subscriptions.deliver(subscription, result, bytes)
    } catch (error) {
      if (error instanceof CliError) close(error)
      else throw error
    }
  }
  const close = (reason: CliError = new CliError('E_CONNECT', { url, problem: 'closed' })) => {
    end(reason)
    socket?.close()
  }
  const leave = () => close()
  givenUp.addEventListener('abort', leave)

  try {
    socket = await connect(url, {
      maxBytes: MAX_BYTES,
      givenUp,
      timeout: Math.min(MAX_OPENING, patience()),
      onMessage,
      onClose: reason => end(new CliError('E_CONNECT', { url, problem: reason })),
    })
  } catch (cause) {
    const problem = messageOf(cause)
    end(new CliError('E_CONNECT', { url, problem }, { cause }))
  }
  const opened = socket
  if (!opened || ended) {
    opened?.close()
    throw ended
  }

  const request: RpcLine['request'] = async (method, params = [], time = patience()) => {
    if (ended) throw ended
    const { id, answer } = pending.add(method, time)
    opened.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    return answer
  }
  return {
    ...{ url, traffic, request, close },
    get ended() {
      return ended
    },
    async subscribe(method, params, unsubscribe, time) {
      const id = String(await request(method, params, time))
      // The connection may have ended between the answer and now.
      if (ended) throw ended
      const queue = subscriptions.open(id)
      return {
        [Symbol.asyncIterator]: () => queue,
        stop() {
          if (subscriptions.close(id) && !ended) request(unsubscribe, [id]).catch(() => undefined)
        },
      }
    },
  }
}
