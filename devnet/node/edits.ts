import type { State } from '../state/state.ts'
import type { Edition } from './edition.ts'

/** A change of the state that no extrinsic makes: what the world does between two blocks. */
export interface Edit {
  /** Bytes that tell this change from every other; the state root of the block commits to them. */
  readonly commitment: Uint8Array
  /** Never throws: what could be wrong with it was found when it was made. */
  apply(state: State): void
  /** The runtime from the next block on. */
  readonly edition?: Edition
}

/** Edits that wait for the next block. */
export interface EditQueue {
  add(edit: Edit): void
  /** All that wait, in order; none wait any more. */
  take(): readonly Edit[]
}

/** A queue with nothing in it. */
export function createEditQueue(): EditQueue {
  let waiting: readonly Edit[] = []
  return {
    add: edit => {
      waiting = [...waiting, edit]
    },
    take: () => {
      const taken = waiting
      waiting = []
      return taken
    },
  }
}
