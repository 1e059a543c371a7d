import { CliError } from '../../errors/cli-error.ts'
import { createQueue, type Queue, type Room } from './queue.ts'

/** Notifications kept for all subscriptions whose id has not been answered yet. */
const EARLY: Room = { values: 256, bytes: 1024 * 1024 }
/** Ids among them: as many as are asked for at once, and some. */
const EARLY_IDS = 8
/** Notifications kept for a reader who does not keep up; the header of a block has 1,000 bytes. */
const WAITING: Room = { values: 4096, bytes: 8 * 1024 * 1024 }

/** A notification whose id is not known yet. */
interface Early {
  readonly id: string
  readonly result: unknown
  readonly bytes: number
}

/** Who gets which notifications of one connection. */
export interface Subscriptions {
  open(id: string): Queue
  /** Ends one; false where there is none of that id. */
  close(id: string): boolean
  /** Unit of `bytes`: what the notification took on its way. @throws E_ENDPOINT where too many came that nobody asked for */
  deliver(id: string, result: unknown, bytes: number): void
  failAll(error: CliError): void
}

export function createSubscriptions(): Subscriptions {
  const queues = new Map<string, Queue>()
  /** Ids whose last notifications may still be under way. */
  const closed = new Set<string>()
  let early: readonly Early[] = []
  return {
    open(id) {
      const queue = createQueue(WAITING, () => {
        queues.delete(id)
        closed.add(id)
        queue.fail(new CliError('E_ENDPOINT', { problem: 'it sends news faster than they can be read' }))
      })
      closed.delete(id)
      queues.set(id, queue)
      for (const { result, bytes } of early.filter(each => each.id === id)) queue.push(result, bytes)
      early = early.filter(each => each.id !== id)
      return queue
    },
    close(id) {
      const queue = queues.get(id)
      queue?.finish()
      closed.add(id)
      return queues.delete(id)
    },
    deliver(id, result, bytes) {
      const queue = queues.get(id)
      if (queue) return queue.push(result, bytes)
      if (closed.has(id)) return
      early = [...early, { id, result, bytes }]
      if (!isWithin(early))
        throw new CliError('E_ENDPOINT', { problem: 'it sends news that nobody asked for' })
    },
    failAll(error) {
      for (const queue of queues.values()) queue.fail(error)
      queues.clear()
      early = []
    },
  }
}

function isWithin(early: readonly Early[]): boolean {
  const bytes = early.reduce((sum, each) => sum + each.bytes, 0)
  const ids = new Set(early.map(({ id }) => id))
  return early.length <= EARLY.values && bytes <= EARLY.bytes && ids.size <= EARLY_IDS
}
