import type { RpcCore } from './core.ts'
import { errorJson, invalidParams, NodeRpcError, type RpcErrorJson } from './error.ts'

/** Limits of one client. */
const maxSubscriptions = 1024
const maxBatch = 256

/** One client of the node: takes JSON-RPC texts and sends JSON-RPC texts. Never throws, whatever it is given. */
export interface Session {
  receive(text: string): Promise<void>
  /** Ends the client's subscriptions; nothing is sent any more. */
  close(): void
}

type Id = string | number | null
type Reply = { readonly jsonrpc: '2.0'; readonly id: Id } & (
  | { readonly result: unknown }
  | { readonly error: RpcErrorJson }
)

/** Notifications of a subscription held back until its id was told. */
interface Opening {
  readonly id: string
  release(): void
}

/** A session over the core. `send` gets one text per message. */
export function createSession(core: RpcCore, send: (text: string) => void): Session {
  const own = new Set<string>()
  let open = true
  const sendJson = (message: unknown) => {
    if (open) send(JSON.stringify(message))
  }

  const subscribe = async (method: string, params: readonly unknown[]): Promise<Opening> => {
    if (own.size >= maxSubscriptions) {
      throw new NodeRpcError({ code: -32006, message: 'Too many subscriptions on the connection' })
    }
    let held: unknown[] | undefined = []
    let notify = (result: unknown) => {
      held?.push(result)
    }
    const { id, notification } = await core.subscribe(method, params, result => notify(result))
    if (!open) core.unsubscribe(id)
    own.add(id)
    return {
      id,
      release: () => {
        notify = result =>
          sendJson({ jsonrpc: '2.0', method: notification, params: { subscription: id, result } })
        for (const result of held ?? []) notify(result)
        held = undefined
      },
    }
  }

  const unsubscribe = (id: unknown): boolean =>
    typeof id === 'string' && own.delete(id) && core.unsubscribe(id)

  /** The reply to one request, and what to do once it was sent; undefined for a notification. */
  const answer = async (request: unknown): Promise<{ reply?: Reply; after?: () => void }> => {
    const id = idOf(request)
    try {
      const { method, params } = requestOf(request)
      if (core.isSubscribe(method)) {
        const opening = await subscribe(method, params)
        return { reply: { jsonrpc: '2.0', id: id ?? null, result: opening.id }, after: opening.release }
      }
      const result = core.isUnsubscribe(method) ? unsubscribe(params[0]) : await core.request(method, params)
      return id === undefined ? {} : { reply: { jsonrpc: '2.0', id, result: result ?? null } }
    } catch (failure) {
      const error = errorJson(failure)
      if (id === undefined && error.code !== -32600) return {}
      return { reply: { jsonrpc: '2.0', id: id ?? null, error } }
    }
  }

  const answerAll = async (requests: readonly unknown[]) => {
    if (requests.length === 0 || requests.length > maxBatch) {
      const message = requests.length === 0 ? 'Invalid request' : 'The batch request was too large'
      sendJson({ jsonrpc: '2.0', id: null, error: { code: -32600, message } })
      return
    }
    const answers = await Promise.all(requests.map(answer))
    const replies = answers.flatMap(({ reply }) => (reply === undefined ? [] : [reply]))
    if (replies.length > 0) sendJson(replies)
    for (const { after } of answers) after?.()
  }

  return {
    receive: async text => {
      let message: unknown
      try {
        message = JSON.parse(text)
      } catch {
        sendJson({ jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } })
        return
      }
      if (Array.isArray(message)) return await answerAll(message)
      const { reply, after } = await answer(message)
      if (reply !== undefined) sendJson(reply)
      after?.()
    },
    close: () => {
      open = false
      for (const id of own) core.unsubscribe(id)
      own.clear()
    },
  }
}

/** The id of a request; undefined if it has none and so wants no reply. */
function idOf(request: unknown): Id | undefined {
  if (typeof request !== 'object' || request === null || !('id' in request)) return undefined
  const { id } = request
  return typeof id === 'string' || typeof id === 'number' ? id : null
}

function requestOf(request: unknown): { method: string; params: readonly unknown[] } {
  const { jsonrpc, method, params } = (request ?? {}) as Record<string, unknown>
  if (jsonrpc !== '2.0' || typeof method !== 'string') {
    throw new NodeRpcError({ code: -32600, message: 'Invalid request' })
  }
  if (params === undefined || params === null) return { method, params: [] }
  if (!Array.isArray(params)) throw invalidParams('parameters must be a list')
  return { method, params }
}
