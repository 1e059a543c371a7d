import type { Runtime } from '../../src/scale/runtime.ts'
import type { KeyPart } from '../state/item.ts'
import type { State } from '../state/state.ts'
import type { RuntimeEvent } from '../types.ts'
import { olderPools } from './older-pools.ts'
import { olderShares } from './older-shares.ts'
import type { Row, StateView } from './view.ts'

/**
 * Where the model of the chain meets the metadata it is served through. What the metadata has under the model's own
 * name is served as it is, what it has in an older form through a view, and what it lacks not at all.
 */
export interface Registry {
  /** What the state holds of an item, in the form of the metadata's codec; undefined where nothing is. */
  stored(state: State, pallet: string, item: string, key: readonly KeyPart[]): unknown
  rows(state: State, pallet: string, item: string): readonly Row[]
  /** Whether an item is computed from others of the model, so that it cannot be written. */
  isComputed(pallet: string, item: string): boolean
  /** Whether the runtime has an event. */
  tells(event: Pick<RuntimeEvent, 'pallet' | 'name'>): boolean
}

/** What a registry asks of a runtime. */
type Lookup = Pick<Runtime, 'storage' | 'variant'>

export function createRegistry(runtime: Lookup): Registry {
  const views = new Map(viewsOf(runtime))
  const known = new Map<string, boolean>()
  return {
    stored: (state, pallet, item, key) => {
      const view = views.get(`${pallet}.${item}`)
      return view ? view.read(state, key) : state.stored(pallet, item, key)
    },
    rows: (state, pallet, item) => views.get(`${pallet}.${item}`)?.rows(state) ?? state.listed(pallet, item),
    isComputed: (pallet, item) => `${pallet}.${item}` in olderPools && views.has(`${pallet}.${item}`),
    tells: ({ pallet, name }) => {
      const id = `${pallet}.${name}`
      const found = known.get(id) ?? runtime.variant('events', pallet, name) !== undefined
      known.set(id, found)
      return found
    },
  }
}

/** The views a runtime needs: those of the forms it has where it lacks the present one. */
function viewsOf(runtime: Lookup): readonly (readonly [string, StateView])[] {
  const has = (id: string) => {
    const [pallet = '', item = ''] = id.split('.')
    return runtime.storage(pallet, item) !== undefined
  }
  const shares = has('SubtensorModule.AlphaV2') ? {} : olderShares
  return Object.entries({ ...shares, ...olderPools }).filter(([id]) => has(id))
}
