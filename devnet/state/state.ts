import { List, Map as PersistentMap } from 'immutable'
import type { Phase, RuntimeEvent } from '../types.ts'
import { itemId, type KeyPart, keyText, type StateItem } from './item.ts'

/** A stored value and the arguments of its key. */
interface Entry<K extends readonly KeyPart[] = readonly KeyPart[], V = unknown> {
  readonly key: K
  readonly value: V
}

/** All a state holds, at one moment. Cheap to keep: versions share what they have in common. */
export interface Snapshot {
  readonly items: Items
  readonly events: List<RuntimeEvent>
  readonly phase: Phase
}

type Items = PersistentMap<string, PersistentMap<string, Entry>>

/**
 * Storage of the chain: items by pallet and name, and the events of the block at work.
 * A snapshot is one reference, so rolling back, forking and keeping 100,000 blocks cost only what changed.
 */
export interface State {
  /** The value, or the item's fallback where nothing is stored. */
  read<K extends readonly KeyPart[], V>(item: StateItem<K, V>, ...key: K): V
  /** Whether something is stored, whatever its value. */
  has<K extends readonly KeyPart[], V>(item: StateItem<K, V>, ...key: K): boolean
  write<K extends readonly KeyPart[], V>(item: StateItem<K, V>, value: NoInfer<V>, ...key: K): void
  remove<K extends readonly KeyPart[], V>(item: StateItem<K, V>, ...key: K): void
  /** Stored entries of an item, or those whose key begins with the given arguments. In no particular order. */
  entries<K extends readonly KeyPart[], V>(
    item: StateItem<K, V>,
    ...prefix: readonly KeyPart[]
  ): readonly Entry<K, V>[]

  /** Value stored for any item by name; undefined where nothing is. For serving storage. */
  stored(pallet: string, name: string, key: readonly KeyPart[]): unknown
  /** All stored entries of any item by name. For serving storage. */
  listed(pallet: string, name: string): readonly Entry[]

  /** Runs `action`; if it throws, state and events are as before. */
  transact<T>(action: () => T): T
  snapshot(): Snapshot
  restore(snapshot: Snapshot): void
  /** An independent state that begins as this one is now. */
  fork(): State

  /** What an event happening now belongs to. */
  readonly phase: Phase
  /** Events since the last `beginBlock`, oldest first. */
  readonly events: readonly RuntimeEvent[]
  /** Forgets all events and enters the initialization phase. */
  beginBlock(): void
  enter(phase: Phase): void
  /** Appends an event in the present phase. */
  emit(pallet: string, name: string, fields: unknown): void
}

/** A state with nothing in it, or one that continues a snapshot. */
export function createState(from?: Snapshot): State {
  let items: Items = from?.items ?? PersistentMap()
  let events = from?.events ?? List<RuntimeEvent>()
  let phase: Phase = from?.phase ?? { type: 'Initialization' }

  const entryOf = (id: string, key: readonly KeyPart[]) => items.get(id)?.get(keyText(key))
  const rowsOf = (id: string) => items.get(id) ?? PersistentMap<string, Entry>()

  const state: State = {
    read: (item, ...key) => {
      const entry = entryOf(item.id, key)
      return entry === undefined ? item.fallback : (entry.value as typeof item.fallback)
    },
    has: (item, ...key) => entryOf(item.id, key) !== undefined,
    write: (item, value, ...key) => {
      items = items.set(item.id, rowsOf(item.id).set(keyText(key), { key, value }))
    },
    remove: (item, ...key) => {
      const rows = items.get(item.id)
      if (rows !== undefined) items = items.set(item.id, rows.delete(keyText(key)))
    },
    entries: <K extends readonly KeyPart[], V>(item: StateItem<K, V>, ...prefix: readonly KeyPart[]) => {
      const rows = [...rowsOf(item.id).values()] as Entry<K, V>[]
      const start = keyText(prefix)
      return prefix.length === 0
        ? rows
        : rows.filter(entry => keyText(entry.key.slice(0, prefix.length)) === start)
    },
    stored: (pallet, name, key) => entryOf(itemId(pallet, name), key)?.value,
    listed: (pallet, name) => [...rowsOf(itemId(pallet, name)).values()],

    transact: action => {
      const before = state.snapshot()
      try {
        return action()
      } catch (failure) {
        state.restore(before)
        throw failure
      }
    },
    snapshot: () => ({ items, events, phase }),
    restore: snapshot => {
      items = snapshot.items
      events = snapshot.events
      phase = snapshot.phase
    },
    fork: () => createState(state.snapshot()),

    get phase() {
      return phase
    },
    get events() {
      return events.toArray()
    },
    beginBlock: () => {
      events = List()
      phase = { type: 'Initialization' }
    },
    enter: next => {
      phase = next
    },
    emit: (pallet, name, fields) => {
      events = events.push({ phase, pallet, name, fields })
    },
  }
  return state
}
