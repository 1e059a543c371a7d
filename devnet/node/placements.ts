import type { State } from '../state/state.ts'
import type { Verified } from '../types.ts'

/** A transaction that is to come right before another one, in the same block. */
export interface Placement {
  /** Whether it comes before this transaction. */
  precedes(transaction: Verified): boolean
  /** The transaction, made for the state and block it is to execute in. */
  make(state: State, height: number): Verified
}

/** Transactions that wait for the one they are to precede. */
export interface Placements {
  add(placement: Placement): void
  remove(placement: Placement): void
  /** Those that precede a transaction, in the order they were added. */
  before(transaction: Verified): readonly Placement[]
  waiting(): readonly Placement[]
}

/** None yet. */
export function createPlacements(): Placements {
  const waiting = new Set<Placement>()
  return {
    add: placement => void waiting.add(placement),
    remove: placement => void waiting.delete(placement),
    before: transaction => [...waiting].filter(entry => entry.precedes(transaction)),
    waiting: () => [...waiting],
  }
}
