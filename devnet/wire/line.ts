import type { RpcCore } from '../rpc/core.ts'
import { createSession } from '../rpc/session.ts'
import type { After } from '../types.ts'
import { isTooDeep } from './depth.ts'
import type { Effect, Faults } from './fault.ts'
import type { Client, ClientLine } from './types.ts'

/** What a line goes to. */
export interface LineEnds {
  readonly core: RpcCore
  readonly faults: Faults
  readonly after: After
}

/** What a client is told in place of an answer. */
type Instead = { readonly error: object } | { readonly result: unknown }

interface Json {
  readonly id?: unknown
  readonly method?: unknown
  readonly params?: { readonly result?: unknown }
  readonly result?: unknown
}

const tooDeep = JSON.stringify({
  jsonrpc: '2.0',
  id: null,
  error: { code: -32700, message: 'Parse error', data: 'too many lists and objects inside each other' },
})

/** A connection of a client to the node, on which faults strike. */
export function openLine({ core, faults, after }: LineEnds, client: Client): ClientLine {
  // Requests that came while there were faults, until they are answered.
  const asked = new Map<unknown, { readonly method: string; readonly instead?: Instead }>()
  const session = createSession(core, text => send(text))

  /** Passes a text on, or does to it what befalls whole messages. */
  const pass = (text: string, effect: Effect | undefined, deliver: (text: string) => void) => {
    switch (effect?.kind) {
      case 'drop':
        return
      case 'delay':
        return void after(effect.milliseconds, () => deliver(text))
      case 'duplicate':
        deliver(text)
        return deliver(text)
      case 'garble':
        return deliver(garbled(text))
      case 'close':
        return client.hangUp()
      default:
        return deliver(text)
    }
  }

  const receive = (text: string) => {
    if (isTooDeep(text)) return client.send(tooDeep)
    const message = faults.isEmpty ? undefined : parsed(text)
    if (message === undefined) return void session.receive(text)
    const befallen: Effect[] = []
    const seen = each(message, entry => {
      if (typeof entry?.method !== 'string') return entry
      const { id, method, params } = entry
      const effect = faults.strike({ direction: 'request', method, params })
      const instead = insteadOf(effect)
      if (effect !== undefined && instead === undefined) befallen.push(effect)
      if (id !== undefined) asked.set(id, instead === undefined ? { method } : { method, instead })
      // The node answers that there is no such method, and the client is told something else.
      return instead === undefined ? entry : { ...entry, method: '' }
    })
    pass(seen === message ? text : JSON.stringify(seen), befallen[0], passed => void session.receive(passed))
  }

  const send = (text: string) => {
    if (faults.isEmpty && asked.size === 0) return client.send(text)
    const message = parsed(text)
    const befallen: Effect[] = []
    const seen = each(message, entry => {
      const known = asked.get(entry?.id)
      asked.delete(entry?.id)
      if (known?.instead !== undefined) return answered(entry, known.instead)
      const method = known?.method ?? entry?.method
      if (typeof method !== 'string') return entry
      const direction = known === undefined ? 'notification' : 'answer'
      const result = known === undefined ? entry?.params?.result : entry?.result
      const effect = faults.strike({ direction, method, result })
      const instead = insteadOf(effect)
      if (effect !== undefined && instead === undefined) befallen.push(effect)
      if (instead === undefined) return entry
      return known === undefined
        ? { ...entry, params: { ...entry?.params, ...instead } }
        : answered(entry, instead)
    })
    pass(seen === message ? text : JSON.stringify(seen), befallen[0], client.send)
  }

  return {
    receive,
    close: () => {
      asked.clear()
      session.close()
    },
  }
}

/** The entries of a batch, or the one message, each changed; the same object if none was. */
function each(message: unknown, change: (entry: Json | null | undefined) => unknown): unknown {
  if (!Array.isArray(message)) return change(message as Json | null)
  const changed = message.map(change)
  return changed.some((entry, index) => entry !== message[index]) ? changed : message
}

const answered = (entry: Json | null | undefined, instead: Instead) => ({
  jsonrpc: '2.0',
  id: entry?.id ?? null,
  ...instead,
})

function insteadOf(effect: Effect | undefined): Instead | undefined {
  if (effect?.kind === 'result') return { result: effect.result }
  if (effect?.kind !== 'error') return undefined
  const { code, message, data } = effect
  return { error: data === undefined ? { code, message } : { code, message, data } }
}

/** Noise that no JSON parser takes, in place of the middle third. */
function garbled(text: string): string {
  const start = Math.floor(text.length / 3)
  const length = Math.max(1, start)
  return text.slice(0, start) + '"}\u0001]~'.repeat(length).slice(0, length) + text.slice(start + length)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
