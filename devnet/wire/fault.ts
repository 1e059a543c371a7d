/** Which way a message goes. */
export type Direction =
  /** From the client; a fault keeps it from the node, or changes what arrives there. */
  | 'request'
  /** The node's answer; the node has already done what was asked. */
  | 'answer'
  /** News of a subscription. */
  | 'notification'

/** A message as faults see it. */
export interface Message {
  readonly direction: Direction
  /** Method of the request it is or answers; of a notification its own, such as `author_extrinsicUpdate`. */
  readonly method: string
  readonly params?: unknown
  readonly result?: unknown
}

/** Which messages a fault hits. */
export interface Target {
  readonly direction: Direction
  /** All methods if left out. */
  readonly method?: string
  /** How many that fit pass unharmed first; 0 if left out. */
  readonly skip?: number
  /** How many are hit after that; 1 if left out. */
  readonly times?: number | 'always'
  /** Only those for which this holds. In process alone. */
  readonly where?: (message: Message) => boolean
}

/** What becomes of a message that is hit. */
export type Effect =
  | { readonly kind: 'drop' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'duplicate' }
  /** Noise in place of the middle third of its text, the same noise every time. */
  | { readonly kind: 'garble' }
  /** An error in place of the answer. */
  | { readonly kind: 'error'; readonly code: number; readonly message: string; readonly data?: string }
  /** This result in place of the answer's or the notification's: a lie. */
  | { readonly kind: 'result'; readonly result: unknown }
  /** The connection ends; the message gets nowhere. */
  | { readonly kind: 'close' }

export type Fault = Target & Effect

/** A fault that was added, and how often it struck. */
export interface AddedFault {
  readonly id: number
  readonly fault: Fault
  readonly hits: number
}

/** The faults of all connections. Methods of development chains (`dev_*`) are never hit. */
export interface Faults {
  /** Strikes requests that come from now on, their answers, and all notifications. Answers its number. */
  add(fault: Fault): number
  /** False if there is none of this number. */
  remove(id: number): boolean
  clear(): void
  list(): readonly AddedFault[]
  readonly isEmpty: boolean
  /** What becomes of a message: the first fault that fits it and is not used up. Counts as a hit. */
  strike(message: Message): Effect | undefined
}

interface Counted {
  readonly id: number
  readonly fault: Fault
  seen: number
  hits: number
}

/** No faults yet. */
export function createFaults(): Faults {
  const faults = new Map<number, Counted>()
  let count = 0

  const hits = (entry: Counted, message: Message): boolean => {
    const { direction, method = message.method, skip = 0, times = 1, where } = entry.fault
    if (message.direction !== direction || message.method !== method) return false
    if (where !== undefined && !where(message)) return false
    entry.seen += 1
    return entry.seen > skip && (times === 'always' || entry.hits < times)
  }

  return {
    add: fault => {
      count += 1
      faults.set(count, { id: count, fault, seen: 0, hits: 0 })
      return count
    },
    remove: id => faults.delete(id),
    clear: () => faults.clear(),
    get isEmpty() {
      return faults.size === 0
    },
    list: () => [...faults.values()].map(({ id, fault, hits }) => ({ id, fault, hits })),
    strike: message => {
      if (message.method.startsWith('dev_')) return undefined
      // All count what they see, whichever strikes.
      const [first] = [...faults.values()].filter(entry => hits(entry, message))
      if (first !== undefined) first.hits += 1
      return first?.fault
    },
  }
}
