import type { Hex, Runtime } from '../../scale/runtime.ts'
import { type Branch, stillBorn, type Verified } from '../extrinsic/verify.ts'
import type { State } from '../state/state.ts'
import type { BlockContext, Invalid, Rules } from '../types.ts'
import { type Block, extrinsicsRoot, makeBlock } from './block.ts'
import { concat, fromHex, hashOf, withLength } from './bytes.ts'
import type { Edit } from './edits.ts'
import { blockLimits } from './limits.ts'

/** What a block is built from. */
export interface BlockInput {
  readonly parent: Block
  readonly parentState: State
  readonly context: BlockContext
  /** In the order to try them. */
  readonly transactions: Iterable<Verified>
  readonly branch: Branch
  /** Applied before the first extrinsic. */
  readonly edits: readonly Edit[]
}

/** A built block, and the transactions it refused for good. Those that found no room are simply not in it. */
export interface BuiltBlock {
  readonly block: Block
  readonly state: State
  readonly refused: readonly { readonly hash: Hex; readonly reason: Invalid }[]
}

/** A function that executes transactions on top of a parent block. */
export function blockBuilder(runtime: Runtime, rules: Rules): (input: BlockInput) => BuiltBlock {
  const limits = blockLimits(runtime, rules)

  return ({ parent, parentState, context, transactions, branch, edits }) => {
    const state = parentState.fork()
    const { timestamp } = context
    rules.initialize(state, context)
    for (const edit of edits) edit.apply(state)
    const extrinsics = [timestampInherent(runtime, timestamp)]
    rules.applyInherent(state, context, 0)

    const refused: { hash: Hex; reason: Invalid }[] = []
    let room = limits.empty
    for (const transaction of transactions) {
      const reason = stillBorn(transaction, branch) ? rules.validate(state, transaction.signed) : 'BadProof'
      if (reason !== undefined) {
        // A nonce gap may close and a later block has room: the pool keeps such transactions.
        if (reason !== 'Future' && reason !== 'ExhaustsResources')
          refused.push({ hash: transaction.hash, reason })
        continue
      }
      const left = limits.take(room, transaction.signed, state)
      if (left === undefined) continue
      room = left
      rules.apply(state, context, extrinsics.length, transaction.signed)
      extrinsics.push(transaction.bytes)
    }

    rules.finalize(state, context)
    const root = extrinsicsRoot(extrinsics)
    const header = {
      number: context.number,
      parentHash: parent.hash,
      stateRoot: nextStateRoot(parent.header.stateRoot, root, edits),
      extrinsicsRoot: root,
      digest: [],
    }
    return { block: makeBlock({ header, extrinsics, timestamp }), state, refused }
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
