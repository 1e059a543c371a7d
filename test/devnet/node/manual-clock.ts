/** Time that passes only when told to. */
export interface ManualClock {
  after(milliseconds: number, work: () => void): () => void
  /** Lets time pass and runs what falls due, in order. */
  advance(milliseconds: number): void
  /** How much work waits. */
  pending(): number
  /** Milliseconds that have passed. */
  elapsed(): number
}

export function createManualClock(): ManualClock {
  let now = 0
  let works: { readonly at: number; readonly work: () => void }[] = []
  return {
    after: (milliseconds, work) => {
      const entry = { at: now + milliseconds, work }
      works.push(entry)
      return () => {
        works = works.filter(other => other !== entry)
      }
    },
    advance: milliseconds => {
      const end = now + milliseconds
      for (;;) {
        const [next] = works.filter(entry => entry.at <= end).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        works = works.filter(entry => entry !== next)
        now = next.at
        next.work()
      }
      now = end
    },
    pending: () => works.length,
    elapsed: () => now,
  }
}
