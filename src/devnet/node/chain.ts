import type { Hex, Runtime } from '../../scale/runtime.ts'
import type { Extrinsic } from '../extrinsic/extrinsic.ts'
import type { Branch, Verdict } from '../extrinsic/verify.ts'
import type { State } from '../state/state.ts'
import { account } from '../state/system.ts'
import type { BlockContext, Call, Genesis, Rules } from '../types.ts'
import { type Block, distinctBlock } from './block.ts'
import { hashOf } from './bytes.ts'
import { createChecker } from './check.ts'
import { createEditQueue, type Edit, type EditQueue } from './edits.ts'
import { type ChainEvent, type ChainListener, createListeners } from './events.ts'
import { blockBuilder } from './execute.ts'
import { genesisBlock } from './genesis-block.ts'
import { blockLimits } from './limits.ts'
import { createMempool, type Mempool } from './mempool.ts'
import { PoolRefusal } from './refusal.ts'
import type { StatusListener } from './status.ts'
import { createStorage, PrunedStateError, type Storage } from './storage.ts'
import { type BlockTimes, blockTimes } from './time.ts'
import { type BestChange, createTree, type Tree } from './tree.ts'

export interface ChainOptions {
  readonly runtime: Runtime
  readonly rules: Rules
  readonly genesis: Genesis
  /** Stands for the runtime's code under the key `:code`: anything that changes when the runtime does. */
  readonly code: Uint8Array
  /** Digest of the metadata that CheckMetadataHash signs in mode 1. */
  readonly metadataHash: () => Promise<Uint8Array>
  /**
   * Milliseconds since the epoch; a block takes this time, or 1 ms after its parent if that is later.
   * Without it every block is 12 seconds after its parent.
   */
  readonly clock?: () => number
}

/** A development chain: blocks, their states, and the transactions that wait. */
export interface Chain {
  readonly runtime: Runtime
  readonly rules: Rules
  readonly tree: Tree
  readonly storage: Storage
  readonly pool: Pick<Mempool, 'ready' | 'nextNonce' | 'drop'>
  readonly times: Pick<BlockTimes, 'set' | 'advance'>
  /** What changes in the next block, on whatever fork, before its extrinsics. */
  readonly edits: Pick<EditQueue, 'add'>
  /** State after a block, to read from. @throws PrunedStateError */
  stateOf(block: Block): State
  /** @throws ExtrinsicFormatError */
  decode(bytes: Uint8Array): Extrinsic
  /** As the pool would judge it on top of a block: nesting, era, signature, then nonce, payment, guards. */
  validate(extrinsic: Extrinsic, after: Block): Promise<Verdict>
  /** Higher goes first. */
  priorityOf(call: Call, length: number): bigint
  /** Takes an extrinsic into the pool; the listener hears what becomes of it. @throws ExtrinsicFormatError, PoolRefusal */
  submit(bytes: Uint8Array, listener?: StatusListener): Promise<Submitted>
  /** What the next block on top of this one would know of itself. */
  contextAfter(block: Block): BlockContext
  /** Makes a block of what is ready, by default on the best block. */
  newBlock(options?: NewBlock): Block
  /** Finalizes a block with its ancestors, by default the best block. @throws if it is on a dead fork */
  finalize(block?: Block): void
  listen(listener: ChainListener): () => void
}

export interface NewBlock {
  /** Elsewhere than the best block starts or continues a fork. */
  readonly parent?: Block
  /** Hashes of ready transactions to take; all of them by default. */
  readonly include?: readonly Hex[]
  /** Hashes of ready transactions to leave in the pool. */
  readonly exclude?: readonly Hex[]
  /** In place of the edits that wait. */
  readonly edits?: readonly Edit[]
}

export interface Submitted {
  readonly hash: Hex
  /** Ends the listener. */
  unwatch(): void
}

/** Priority of ordinary transactions. Source: opentensor/subtensor@14bc6f9f runtime/src/transaction_payment_wrapper.rs:220. */
const priorities = { Normal: 1n, Operational: 10_000_000_000n, Mandatory: 1n } as const

/** A chain at its genesis. @throws Error on metadata the node cannot serve */
export function createChain(options: ChainOptions): Chain {
  const { runtime, rules, genesis, code } = options
  const first = genesisBlock(runtime, rules, genesis, code)
  const tree = createTree(first.block, first.state)
  const storage = createStorage(runtime, rules, tree, code)
  const checker = createChecker(runtime, first.block.hash, options.metadataHash)
  const limits = blockLimits(runtime, rules)
  const build = blockBuilder(runtime, rules)
  const listeners = createListeners<ChainEvent>()
  const times = blockTimes(options.clock)
  const edits = createEditQueue()

  const stateOf = (block: Block): State => {
    const state = tree.state(block)
    if (state === undefined) throw new PrunedStateError(block.hash)
    return state
  }
  const branchFrom = (block: Block): Branch => ({
    next: block.header.number + 1,
    hashAt: number => tree.ancestor(block, number)?.hash,
  })
  const priorityOf = (call: Call, length: number) =>
    priorities[rules.dispatchInfo(stateOf(tree.best()), call, length).class]
  const pool = createMempool(() => {
    const best = tree.best()
    const state = stateOf(best)
    return {
      branch: branchFrom(best),
      now: best.timestamp,
      nonceOf: who => state.read(account, who).nonce,
      validate: signed => rules.validate(state, signed),
      priorityOf: ({ call, length }) => priorityOf(call, length),
    }
  })

  const validate = async (extrinsic: Extrinsic, after: () => Block): Promise<Verdict> => {
    const check = await checker.verify(extrinsic)
    // The best block may have changed while the signature check was loading.
    const block = after()
    const verdict = check(branchFrom(block))
    if (!verdict.ok) return verdict
    if (extrinsic.bytes.length > limits.empty.length) return { ok: false, reason: 'ExhaustsResources' }
    const reason = rules.validate(stateOf(block), verdict.verified.signed)
    return reason === undefined || reason === 'Future' ? verdict : { ok: false, reason }
  }

  const follow = (change: BestChange) => {
    pool.follow(change)
    for (const block of change.enacted) listeners.tell({ kind: 'best', block })
    if (pool.ready().length > 0) listeners.tell({ kind: 'ready' })
  }

  const contextAfter = (block: Block): BlockContext => ({
    number: block.header.number + 1,
    parentHash: block.hash,
    timestamp: times.after(block),
    author: genesis.author,
  })

  return {
    runtime,
    rules,
    tree,
    storage,
    pool,
    times,
    edits,
    stateOf,
    decode: checker.decode,
    priorityOf,
    validate: (extrinsic, after) => validate(extrinsic, () => after),

    submit: async (bytes, listener) => {
      const hash = hashOf(bytes)
      pool.ensureNew(hash)
      const verdict = await validate(checker.decode(bytes), tree.best)
      if (!verdict.ok) {
        pool.ban(hash)
        throw new PoolRefusal({ kind: 'invalid', reason: verdict.reason })
      }
      pool.ensureNew(hash)
      const unwatch = listener ? pool.watch(hash, listener) : () => {}
      try {
        pool.submit(verdict.verified)
      } catch (refused) {
        unwatch()
        throw refused
      }
      if (pool.ready().length > 0) listeners.tell({ kind: 'ready' })
      return { hash, unwatch }
    },

    contextAfter,

    newBlock: ({ parent = tree.best(), include, exclude = [], edits: given } = {}) => {
      const isWanted = (hash: Hex) => (include?.includes(hash) ?? true) && !exclude.includes(hash)
      const {
        block: made,
        state,
        refused,
      } = build({
        parent,
        parentState: stateOf(parent),
        context: contextAfter(parent),
        transactions: pool.ready().filter(entry => isWanted(entry.hash)),
        edits: given ?? edits.take(),
        branch: branchFrom(parent),
      })
      times.made()
      const block = distinctBlock(made, hash => tree.block(hash) !== undefined)
      // A fork's refusal says nothing about the best chain.
      if (parent.hash === tree.best().hash) pool.discard(refused.map(entry => entry.hash))
      const change = tree.add(block, state)
      listeners.tell({ kind: 'imported', block })
      follow(change)
      return block
    },

    finalize: (block = tree.best()) => {
      const { finalized, ...change } = tree.finalize(block)
      if (change.enacted.length > 0) follow(change)
      pool.finalize(finalized)
      for (const entry of finalized) listeners.tell({ kind: 'finalized', block: entry })
    },

    listen: listeners.add,
  }
}
