import type { Row } from '../registry/view.ts'
import type { Rules } from '../runtime/types.ts'
import type { State } from '../state/state.ts'
import { versionOf } from '../version.ts'
import type { NodeBlock } from './block.ts'
import type { History } from './history.ts'
import type { Tree } from './tree.ts'

/** Storage items the node knows by itself and the rules never write. */
export interface DerivedItem {
  read(block: NodeBlock, state: State, key: readonly unknown[]): unknown
  rows(block: NodeBlock, state: State): readonly Row[]
}

/** The derived items by `Pallet.Item`: the events of the block, hashes of its ancestors, its digest, the runtime. */
export function derivedItems(tree: Tree, history: History): ReadonlyMap<string, DerivedItem> {
  const keptHashes = (block: NodeBlock) =>
    history.editionOf(block).runtime.constant('System', 'BlockHashCount') as number

  const single = (read: (block: NodeBlock, state: State) => unknown): DerivedItem => ({
    read,
    rows: (block, state) => [{ key: [], value: read(block, state) }],
  })

  const ancestorHash = (block: NodeBlock, number: unknown): unknown => {
    if (typeof number !== 'number' || number >= block.header.number) return undefined
    // Genesis stays; the others are forgotten after BlockHashCount blocks.
    if (number !== 0 && number < block.header.number - 1 - keptHashes(block)) return undefined
    return tree.ancestor(block, number)?.hash
  }

  return new Map<string, DerivedItem>([
    ['System.Events', single((block, state) => history.editionOf(block).rules.events(state).map(record))],
    ['System.Digest', single(block => block.header.digest.map(digestItem))],
    [
      'System.LastRuntimeUpgrade',
      single(block => {
        const { spec_version, spec_name } = versionOf(history.editionOf(block).runtime)
        return { spec_version, spec_name }
      }),
    ],
    [
      'System.BlockHash',
      {
        read: (block, _, [number]) => ancestorHash(block, number),
        rows: block =>
          Array.from({ length: Math.min(block.header.number, keptHashes(block) + 1) }, (_, back) => {
            const number = block.header.number - 1 - back
            return { key: [number], value: ancestorHash(block, number) }
          }),
      },
    ],
  ])
}

const record = (event: ReturnType<Rules['events']>[number]) => ({
  phase: event.phase,
  event: { type: event.pallet, value: { type: event.name, value: event.fields } },
  topics: [],
})

const digestItem = (item: NodeBlock['header']['digest'][number]) => ({
  type: 'Other',
  value: new TextEncoder().encode(item.other),
})
