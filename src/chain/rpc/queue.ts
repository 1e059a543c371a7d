/** Values waiting for a reader, or a reader waiting for values. */
export interface Queue extends AsyncIterator<unknown, undefined> {
  push(value: unknown): void
  /** What is there is still read, then the error. */
  fail(error: unknown): void
  /** What is there is still read, then the end. */
  finish(): void
}

/** An empty queue that holds so many values at the most. The value beyond them is lost, and `overflow` hears of it. */
export function createQueue(limit: number, overflow: () => void): Queue {
  const values: unknown[] = []
  let end: { readonly error?: unknown } | undefined
  let wake: (() => void) | undefined
  const finish = (how: { readonly error?: unknown }) => {
    end ??= how
    wake?.()
  }
  return {
    push(value) {
      if (end) return
      if (values.length >= limit) return overflow()
      values.push(value)
      wake?.()
    },
    fail: error => finish({ error }),
    finish: () => finish({}),
    async next() {
      while (values.length === 0 && !end) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      if (values.length > 0) return { done: false, value: values.shift() }
      if (end && 'error' in end) throw end.error
      return { done: true, value: undefined }
    },
  }
}
