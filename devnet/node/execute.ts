import { concat, fromHex, type Hex, hashOf, withLength } from '../../src/scale/bytes.ts'
import { layoutOf, orderedTrieRoot } from '../../src/scale/ordered-trie.ts'
import type { Runtime } from '../../src/scale/runtime.ts'
import { type Branch, stillBorn } from '../extrinsic/verify.ts'
import type { Rules } from '../runtime/types.ts'
import type { State } from '../state/state.ts'
import type { BlockContext, Invalid, Verified } from '../types.ts'
import { versionOf } from '../version.ts'
import { makeBlock, type NodeBlock } from './block.ts'
import type { Edit } from './edits.ts'
import { blockLimits } from './limits.ts'
import type { Placements } from './placements.ts'

/** What a block is built from. */
export interface BlockInput {
  readonly parent: NodeBlock
  readonly parentState: State
  readonly context: BlockContext
  /** In the order to try them. */
  readonly transactions: Iterable<Verified>
  readonly branch: Branch
  readonly placements: Pick<Placements, 'before' | 'remove'>
  /** Applied before the first extrinsic. */
  readonly edits: readonly Edit[]
}

/** A built block, and the transactions it refused for good. Those that found no room are simply not in it. */
export interface BuiltBlock {
  readonly block: NodeBlock
  readonly state: State
  /** Those it took, in order. */
  readonly transactions: readonly Verified[]
  readonly refused: readonly { readonly hash: Hex; readonly reason: Invalid }[]
}

/** Executes transactions on top of a parent block. */
export type BuildBlock = (input: BlockInput) => BuiltBlock

/** A builder of blocks under one runtime. */
export function blockBuilder(runtime: Runtime, rules: Rules): BuildBlock {
  const limits = blockLimits(runtime, rules)
  const layout = layoutOf(versionOf(runtime).system_version)

  return ({ parent, parentState, context, transactions, branch, edits, placements }) => {
    const state = parentState.fork()
    const { timestamp } = context
    rules.initialize(state, context)
    for (const edit of edits) edit.apply(state)
    rules.applyInherent(state, context, 0)

    const taken: Verified[] = []
    let room = limits.empty
    const judge = (transaction: Verified) =>
      stillBorn(transaction, branch) ? rules.validate(state, transaction.signed) : 'BadProof'
    /** As a node does with an extrinsic under which its runtime panics: it is dropped, and the block goes on. */
    const applied = ({ signed }: Verified): boolean => {
      const before = state.snapshot()
      try {
        rules.apply(state, context, taken.length + 1, signed)
        return true
      } catch {
        state.restore(before)
        return false
      }
    }
    /** Executes a transaction if it is valid and fits; otherwise why it is not valid. */
    const take = (transaction: Verified): Invalid | undefined => {
      const reason = judge(transaction)
      const left = reason === undefined ? limits.take(room, transaction.signed, state) : undefined
      if (left === undefined) return reason
      if (!applied(transaction)) return 'Call'
      room = left
      taken.push(transaction)
      return undefined
    }

    const refused: { hash: Hex; reason: Invalid }[] = []
    for (const transaction of transactions) {
      const wanted = placements.before(transaction)
      const placed = wanted.length > 0 && judge(transaction) === undefined ? wanted : []
      for (const placement of placed) {
        if (take(placement.make(state, context.number)) === undefined) placements.remove(placement)
      }
      const reason = take(transaction)
      // A nonce gap may close and a later block has room: the pool keeps such transactions.
      if (reason !== undefined && reason !== 'Future' && reason !== 'ExhaustsResources') {
        refused.push({ hash: transaction.hash, reason })
      }
    }

    rules.finalize(state, context)
    const extrinsics = [timestampInherent(runtime, timestamp), ...taken.map(entry => entry.bytes)]
    const root = orderedTrieRoot(extrinsics, layout)
    const header = {
      number: context.number,
      parentHash: parent.hash,
      stateRoot: nextStateRoot(parent.header.stateRoot, root, edits),
      extrinsicsRoot: root,
      digest: [],
    }
    return { block: makeBlock({ header, extrinsics, timestamp }), state, transactions: taken, refused }
  }
}

/**
 * State root of a block: BLAKE2b-256 of its parent's state root, its extrinsics root and the edits it was given. State
 * follows from these alone, so it commits to the state, but it is not the root of a storage trie and proves nothing
 * about single keys.
 */
function nextStateRoot(parent: Hex, extrinsics: Hex, edits: readonly Edit[]): Hex {
  const given = edits.map(edit => withLength(edit.commitment))
  return hashOf(concat([fromHex(parent), fromHex(extrinsics), ...given]))
}

function timestampInherent(runtime: Runtime, now: bigint): Uint8Array {
  const call = runtime.call.enc({ type: 'Timestamp', value: { type: 'set', value: { now } } })
  return withLength(concat([Uint8Array.of(4), call]))
}
