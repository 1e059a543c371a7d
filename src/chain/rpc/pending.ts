import { CliError } from '../../errors/cli-error.ts'
import { shownUrl } from '../../errors/url.ts'
import type { Clock } from '../../host/types.ts'
import type { Traffic } from './rpc.ts'

/** Counts of one run, over all its connections. */
export interface Counted extends Traffic {
  requests: number
  roundTrips: number
  submissions: number
  connections: number
  /** Depth of the deepest answer so far. */
  answered: number
}

export const countFromZero = (): Counted => ({
  requests: 0,
  roundTrips: 0,
  submissions: 0,
  connections: 0,
  answered: 0,
})

/** Methods that hand a transaction in. */
const SUBMISSION = /^author_submit/

/** A request whose answer is awaited. */
interface Entry {
  readonly method: string
  /** One more than that of the deepest answer known when it was sent. */
  readonly depth: number
  resolve(result: unknown): void
  reject(error: unknown): void
  cancelTimer(): void
}

/** Requests of one connection that wait for an answer, each with its deadline. */
export interface Pending {
  /** A new request under an id of its own. Unit of `time`: milliseconds. @throws E_TIMEOUT after that */
  add(method: string, time: number): { readonly id: number; readonly answer: Promise<unknown> }
  /** The request of an id, which waits no more; undefined where it was answered or given up on. */
  take(id: number): Pick<Entry, 'method' | 'resolve' | 'reject'> | undefined
  failAll(error: CliError): void
}

export function createPending(url: string, clock: Clock, traffic: Counted): Pending {
  const entries = new Map<number, Entry>()
  let lastId = 0
  return {
    add(method, time) {
      const id = ++lastId
      const answer = new Promise<unknown>((resolve, reject) => {
        const cancelTimer = clock.after(time, () => {
          entries.delete(id)
          const after = `${Math.round(time / 1000)}s`
          reject(new CliError('E_TIMEOUT', { what: `${shownUrl(url)} (${method})`, after }))
        })
        const depth = traffic.answered + 1
        traffic.requests += 1
        if (SUBMISSION.test(method)) traffic.submissions += 1
        traffic.roundTrips = Math.max(traffic.roundTrips, depth)
        entries.set(id, { method, depth, resolve, reject, cancelTimer })
      })
      return { id, answer }
    },
    take(id) {
      const entry = entries.get(id)
      if (!entry) return undefined
      entries.delete(id)
      entry.cancelTimer()
      traffic.answered = Math.max(traffic.answered, entry.depth)
      return entry
    },
    failAll(error) {
      for (const entry of entries.values()) {
        entry.cancelTimer()
        entry.reject(error)
      }
      entries.clear()
    },
  }
}
