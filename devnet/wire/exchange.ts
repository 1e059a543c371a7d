import { createListeners } from '../node/events.ts'
import type { Client, ClientLine } from './types.ts'

/** Where connections end, those of sockets and those in process. */
export interface Exchange {
  /** Connects a client. @throws Error while the node is down */
  connect(client: Client): ClientLine
  /** Ends all connections. */
  hangUp(): void
  /** Ends all connections and takes no more. */
  down(): void
  up(): void
  readonly isUp: boolean
  /** Calls back whenever the node is up again. The result ends it. */
  onUp(listener: () => void): () => void
}

/** An exchange that is up. */
export function createExchange(open: (client: Client) => ClientLine): Exchange {
  const clients = new Set<Client>()
  const listeners = createListeners<undefined>()
  let isUp = true

  const dismiss = () => {
    for (const client of [...clients]) client.hangUp()
  }
  return {
    connect: client => {
      if (!isUp) throw new Error('connection refused')
      const line = open(client)
      clients.add(client)
      return {
        receive: line.receive,
        close: () => {
          clients.delete(client)
          line.close()
        },
      }
    },
    hangUp: dismiss,
    get isUp() {
      return isUp
    },
    down: () => {
      isUp = false
      dismiss()
    },
    up: () => {
      isUp = true
      listeners.tell(undefined)
    },
    onUp: listener => listeners.add(listener),
  }
}
