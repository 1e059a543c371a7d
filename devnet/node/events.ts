import type { NodeBlock } from './block.ts'

/** What happens on a chain, as its listeners hear it. */
export type ChainEvent =
  /** A block was added, on whatever fork. */
  | { readonly kind: 'imported'; readonly block: NodeBlock }
  /** The best chain grew by this block, or moved to it. */
  | { readonly kind: 'best'; readonly block: NodeBlock }
  | { readonly kind: 'finalized'; readonly block: NodeBlock }
  /** The pool has a transaction for the next block. */
  | { readonly kind: 'ready' }

export type ChainListener = (event: ChainEvent) => void

/** A list of listeners that may come and go while they are told something. */
export interface Listeners<E> {
  add(listener: (event: E) => void): () => void
  tell(event: E): void
}

export function createListeners<E>(): Listeners<E> {
  const listeners = new Set<(event: E) => void>()
  return {
    add: listener => {
      // A wrapper of its own, so that one function may listen twice.
      const own = (event: E) => listener(event)
      listeners.add(own)
      return () => {
        listeners.delete(own)
      }
    },
    tell: event => {
      for (const listener of [...listeners]) if (listeners.has(listener)) listener(event)
    },
  }
}
