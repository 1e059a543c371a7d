import { CliError } from '../../errors/cli-error.ts'
import { createQueue, type Queue } from './queue.ts'

/** Notifications kept for all subscriptions whose id has not been answered yet. */
const MAX_EARLY = 256
/** Notifications kept for a reader who does not keep up. */
const MAX_WAITING = 4096

/** Who gets which notifications of one connection. */
export interface Subscriptions {
  open(id: string): Queue
  /** Ends one; false where there is none of that id. */
  close(id: string): boolean
  deliver(id: string, result: unknown): void
  failAll(error: CliError): void
}

export function createSubscriptions(): Subscriptions {
  const queues = new Map<string, Queue>()
  let early: (readonly [id: string, result: unknown])[] = []
  return {
    open(id) {
      const queue = createQueue(MAX_WAITING, () => {
        queues.delete(id)
        queue.fail(new CliError('E_ENDPOINT', { problem: 'it sends news faster than they can be read' }))
      })
      queues.set(id, queue)
      for (const [of, result] of early) if (of === id) queue.push(result)
      early = early.filter(([of]) => of !== id)
      return queue
    },
    close(id) {
      const queue = queues.get(id)
      queue?.finish()
      return queues.delete(id)
    },
    deliver(id, result) {
      const queue = queues.get(id)
      if (queue) queue.push(result)
      else if (early.length < MAX_EARLY) early.push([id, result])
    },
    failAll(error) {
      for (const queue of queues.values()) queue.fail(error)
      queues.clear()
      early = []
    },
  }
}
