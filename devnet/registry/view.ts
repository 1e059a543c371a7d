import type { KeyPart } from '../state/item.ts'
import type { State } from '../state/state.ts'

/** One row of a storage item. */
export interface Row {
  readonly key: readonly unknown[]
  readonly value: unknown
}

/** A storage item in which a runtime keeps what the model keeps in another form. Only read. */
export interface StateView {
  /** Undefined where nothing is stored. */
  read(state: State, key: readonly KeyPart[]): unknown
  rows(state: State): readonly Row[]
}

/** A view whose rows stand under the keys of an item of the model. */
export function viewOver(
  keys: (state: State) => readonly { readonly key: readonly KeyPart[] }[],
  read: StateView['read'],
): StateView {
  return { read, rows: state => keys(state).map(({ key }) => ({ key, value: read(state, key) })) }
}
