import { type Hex, toHex } from '../../src/scale/bytes.ts'
import { blockAt, type RpcContext } from './context.ts'
import { invalidParams } from './error.ts'
import { hexAt, hexListAt, type Params } from './params.ts'

/** What some keys became in one block. */
interface ChangeSet {
  readonly block: Hex
  readonly changes: readonly (readonly [key: Hex, value: Hex | null])[]
}

/**
 * `state_queryStorage [keys, from, to?]`: the values in the first block, then every change up to the last one.
 * @throws RpcError if the blocks are unknown or do not follow one another; PrunedStateError
 * Source: paritytech/polkadot-sdk substrate/client/rpc/src/state/state_full.rs query_storage_unfiltered.
 */
export function history({ chain }: RpcContext, params: Params): readonly ChangeSet[] {
  const keys = hexListAt(params, 0)
  hexAt(params, 1)
  const [from, to] = [blockAt(chain, params, 1), blockAt(chain, params, 2)]
  const { number: first } = from.header
  if (chain.tree.ancestor(to, first)?.hash !== from.hash) {
    throw invalidParams('the last block does not descend from the first')
  }
  const known = new Map<Hex, Hex | null>()
  const sets: ChangeSet[] = []
  for (let number = first; number <= to.header.number; number += 1) {
    const block = chain.tree.ancestor(to, number)
    if (block === undefined) break
    const values = keys.map(key => {
      const bytes = chain.storage.read(block, key)
      return [key, bytes === undefined ? null : toHex(bytes)] as const
    })
    const changes = values.filter(([key, value]) => known.get(key) !== value)
    for (const [key, value] of changes) known.set(key, value)
    if (changes.length > 0) sets.push({ block: block.hash, changes })
  }
  return sets
}
