import { type Hex, toHex } from '../../src/scale/bytes.ts'
import type { StorageItem } from '../../src/scale/storage-item.ts'
import type { KeyPart } from '../state/item.ts'
import type { State } from '../state/state.ts'
import type { NodeBlock } from './block.ts'
import { derivedItems } from './derived-items.ts'
import type { History } from './history.ts'
import type { Tree } from './tree.ts'

/** The storage of the chain as raw keys and SCALE bytes, which is how clients see it. */
export interface Storage {
  /** Bytes under a key; undefined where nothing is stored. @throws PrunedStateError */
  read(block: NodeBlock, key: Hex): Uint8Array | undefined
  /** All stored keys that begin with the prefix, in byte order. @throws PrunedStateError */
  keys(block: NodeBlock, prefix: Hex): readonly Hex[]
}

/** The state of a block is no longer kept. */
export class PrunedStateError extends Error {
  override readonly name = 'PrunedStateError'
  readonly hash: Hex

  constructor(hash: Hex) {
    super(`State already discarded for ${hash}`)
    this.hash = hash
  }
}

/** Key of the runtime's code. Clients hash what is there to notice an upgrade. */
const codeKey = toHex(new TextEncoder().encode(':code'))

/** Serves a chain's states under the keys and codecs of the runtime in each of them. */
export function createStorage(tree: Tree, history: History): Storage {
  const derived = derivedItems(tree, history)
  let pages: { readonly block: Hex; readonly prefix: Hex; readonly keys: readonly Hex[] } | undefined

  const stateOf = (block: NodeBlock): State => {
    const state = tree.state(block)
    if (state === undefined) throw new PrunedStateError(block.hash)
    return state
  }

  const value = (block: NodeBlock, key: Hex): Uint8Array | undefined => {
    const state = stateOf(block)
    const { runtime, registry, code } = history.editionAfter(block)
    if (key === codeKey) return code
    const found = runtime.storageOf(key)
    const args = found && keyArguments(found.codec, key)
    if (found === undefined || args === undefined) return undefined
    const own = derived.get(`${found.pallet}.${found.item}`)
    const stored = own
      ? own.read(block, state, args)
      : registry.stored(state, found.pallet, found.item, args as readonly KeyPart[])
    return stored === undefined ? undefined : found.codec.value.enc(stored)
  }

  const keysOf = (block: NodeBlock, pallet: string, item: string, codec: StorageItem): Hex[] => {
    const own = derived.get(`${pallet}.${item}`)
    const { registry } = history.editionAfter(block)
    const rows = own ? own.rows(block, stateOf(block)) : registry.rows(stateOf(block), pallet, item)
    return rows.filter(row => row.value !== undefined).map(row => codec.key(...row.key))
  }

  return {
    read: (block, key) => value(block, key.toLowerCase() as Hex),
    keys: (block, wanted) => {
      const prefix = wanted.toLowerCase() as Hex
      // Clients page through the keys of one item; the whole list is made once.
      if (pages?.block === block.hash && pages.prefix === prefix) return pages.keys
      const { runtime } = history.editionAfter(block)
      const items = runtime.storageItems().filter(({ codec }) => touches(codec.prefix, prefix))
      const keys = items.flatMap(({ pallet, item, codec }) => keysOf(block, pallet, item, codec))
      const all = [...keys, codeKey].filter(key => key.startsWith(prefix)).sort()
      pages = { block: block.hash, prefix, keys: all }
      return all
    },
  }
}

/** Arguments of a key; undefined where it is no whole key of the item. */
function keyArguments(codec: StorageItem, key: Hex): unknown[] | undefined {
  try {
    const args = codec.args(key)
    return codec.key(...args) === key ? args : undefined
  } catch {
    return undefined
  }
}

const touches = (item: Hex, prefix: Hex) => item.startsWith(prefix) || prefix.startsWith(item)
