import { concat, fromHex, type Hex, hashOf, withLength } from '../../src/scale/bytes.ts'
import { orderedTrieRoot } from '../../src/scale/ordered-trie.ts'
import type { Runtime } from '../../src/scale/runtime.ts'
import type { Registry } from '../registry/registry.ts'
import { createState, type State } from '../state/state.ts'
import type { Genesis } from '../types.ts'
import { makeBlock, type NodeBlock } from './block.ts'
import type { Edition } from './edition.ts'
import { devnetMark, type NodeHeader } from './header.ts'
import { ownGenesis } from './known-networks.ts'

/**
 * Block 0 and its state. Its header bears the mark of development chains, so its hash is never a real chain's.
 * @throws Error if the hash is a public network's all the same.
 */
export function genesisBlock(
  { runtime, registry, rules, code }: Edition,
  genesis: Genesis,
): { readonly block: NodeBlock; readonly state: State } {
  const state = createState()
  rules.genesis(state, genesis)
  const header: NodeHeader = {
    number: 0,
    parentHash: `0x${'00'.repeat(32)}`,
    stateRoot: genesisRoot(runtime, registry, state, code, genesis.seed),
    extrinsicsRoot: orderedTrieRoot([], 'v0'),
    digest: [{ other: devnetMark }],
  }
  const block = makeBlock({ header, extrinsics: [], timestamp: genesis.timestamp })
  ownGenesis(block.hash)
  return { block, state }
}

/**
 * BLAKE2b-256 over all keys and values in key order, then the code, then the seed where there is one. A commitment to the
 * state, not the root of a storage trie.
 */
function genesisRoot(
  runtime: Runtime,
  registry: Registry,
  state: State,
  code: Uint8Array,
  seed: string | undefined,
): Hex {
  const rows = runtime
    .storageItems()
    .flatMap(({ pallet, item, codec }) =>
      registry
        .rows(state, pallet, item)
        .map(row => ({ key: codec.key(...row.key), value: codec.value.enc(row.value) })),
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const bytes = rows.flatMap(row => [withLength(fromHex(row.key)), withLength(row.value)])
  const seeded = seed === undefined ? [] : [withLength(new TextEncoder().encode(seed))]
  return hashOf(concat([...bytes, withLength(code), ...seeded]))
}
