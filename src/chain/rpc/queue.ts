/** Values waiting for a reader, or a reader waiting for values. */
export interface Queue extends AsyncIterator<unknown, undefined> {
  /** Unit of `bytes`: what the value took on its way. */
  push(value: unknown, bytes: number): void
  /** What is there is still read, then the error. */
  fail(error: unknown): void
  /** What is there is still read, then the end. */
  finish(): void
}

/** What a queue holds at the most. */
export interface Room {
  readonly values: number
  readonly bytes: number
}

/** An empty queue. The value that finds no room is lost, and `overflow` hears of it. */
export function createQueue(room: Room, overflow: () => void): Queue {
  const waiting: { readonly value: unknown; readonly bytes: number }[] = []
  let held = 0
  let end: { readonly error?: unknown } | undefined
  let wake: (() => void) | undefined
  const finish = (how: { readonly error?: unknown }) => {
    end ??= how
    wake?.()
  }
  return {
    push(value, bytes) {
      if (end) return
      if (waiting.length >= room.values || held + bytes > room.bytes) return overflow()
      held += bytes
      waiting.push({ value, bytes })
      wake?.()
    },
    fail: error => finish({ error }),
    finish: () => finish({}),
    async next() {
      while (waiting.length === 0 && !end) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      const first = waiting.shift()
      if (first) {
        held -= first.bytes
        return { done: false, value: first.value }
      }
      if (end && 'error' in end) throw end.error
      return { done: true, value: undefined }
    },
  }
}
