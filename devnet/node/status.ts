import type { Hex } from '../../src/scale/bytes.ts'

/** What becomes of a watched transaction, as `author_extrinsicUpdate` reports it. */
export type TransactionStatus =
  | 'future'
  | 'ready'
  | 'dropped'
  | 'invalid'
  | { readonly inBlock: Hex }
  | { readonly retracted: Hex }
  | { readonly finalityTimeout: Hex }
  | { readonly finalized: Hex }
  | { readonly usurped: Hex }

/** Receives the statuses of one transaction in order. */
export type StatusListener = (status: TransactionStatus) => void

/** Who watches which transaction. */
export interface Watchers {
  /** Registers a listener; the result ends it. */
  watch(hash: Hex, listener: StatusListener): () => void
  notify(hash: Hex, status: TransactionStatus): void
}

/** Watchers that are let go after a last status. */
export function createWatchers(): Watchers {
  const listeners = new Map<Hex, Set<StatusListener>>()
  return {
    watch: (hash, listener) => {
      const set = listeners.get(hash) ?? new Set()
      listeners.set(hash, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0 && listeners.get(hash) === set) listeners.delete(hash)
      }
    },
    notify: (hash, status) => {
      for (const listener of [...(listeners.get(hash) ?? [])]) listener(status)
      if (isLast(status)) listeners.delete(hash)
    },
  }
}

function isLast(status: TransactionStatus): boolean {
  if (typeof status === 'string') return status === 'dropped' || status === 'invalid'
  return 'finalized' in status || 'usurped' in status || 'finalityTimeout' in status
}
