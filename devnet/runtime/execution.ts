import type { State } from '../state/state.ts'
import type { Account } from '../types.ts'
import { type DispatchError, type ErrorLookup, encodableError } from './failure.ts'
import type { RuntimeTerms } from './terms.ts'

/** What rules at work need besides their arguments: the state, the block, and the names of the metadata. */
export interface Execution {
  readonly state: State
  /** Number of the block at work. */
  readonly number: number
  /** Receives swap fees and transaction fees. */
  readonly author: Account
  readonly terms: RuntimeTerms
  /** A dispatch error as an event carries it. */
  encodable(error: DispatchError): unknown
}

/** An execution inside the given block. */
export function execution(
  state: State,
  block: { readonly number: number; readonly author: Account },
  lookup: ErrorLookup,
  terms: RuntimeTerms,
): Execution {
  return {
    state,
    number: block.number,
    author: block.author,
    terms,
    encodable: error => encodableError(lookup, error),
  }
}
