import { type Hex, hashOf } from '../../src/scale/bytes.ts'
import type { Extrinsic } from '../extrinsic/extrinsic.ts'
import type { Branch, SignatureVerdict } from '../extrinsic/verify.ts'
import type { State } from '../state/state.ts'
import { account } from '../state/system.ts'
import type { BlockContext, DispatchCall } from '../types.ts'
import { distinctBlock, type NodeBlock } from './block.ts'
import type { NodeChain, NodeChainOptions } from './chain-types.ts'
import type { Edition } from './edition.ts'
import { createEditQueue } from './edits.ts'
import { type ChainEvent, createListeners } from './events.ts'
import { genesisBlock } from './genesis-block.ts'
import { createHistory } from './history.ts'
import { machines } from './machine.ts'
import { createMempool } from './mempool.ts'
import { createPlacements } from './placements.ts'
import { PoolRefusal } from './refusal.ts'
import { createStorage, PrunedStateError } from './storage.ts'
import { blockTimes } from './time.ts'
import { type BestChange, createTree } from './tree.ts'

/** Priority of ordinary transactions. Source: opentensor/subtensor@14bc6f9f runtime/src/transaction_payment_wrapper.rs:220. */
const priorities = { Normal: 1n, Operational: 10_000_000_000n, Mandatory: 1n } as const

/** A chain at its genesis. @throws Error on metadata the node cannot serve */
export function createChain(options: NodeChainOptions): NodeChain {
  const { edition, genesis } = options
  const first = genesisBlock(edition, genesis)
  const tree = createTree(first.block, first.state)
  const history = createHistory(edition)
  const storage = createStorage(tree, history)
  const machineOf = machines(first.block.hash)
  const listeners = createListeners<ChainEvent>()
  const times = blockTimes(options.clock)
  const edits = createEditQueue()
  const placements = createPlacements()
  const latest = (): Edition => history.editionAfter(tree.best())

  const stateOf = (block: NodeBlock): State => {
    const state = tree.state(block)
    if (state === undefined) throw new PrunedStateError(block.hash)
    return state
  }
  const branchFrom = (block: NodeBlock): Branch => ({
    next: block.header.number + 1,
    specVersion: history.editionAfter(block).specVersion,
    hashAt: number => tree.ancestor(block, number)?.hash,
  })
  const priorityOf = (call: DispatchCall, length: number) =>
    priorities[latest().rules.dispatchInfo(stateOf(tree.best()), call, length).class]
  const pool = createMempool(() => {
    const best = tree.best()
    const state = stateOf(best)
    return {
      branch: branchFrom(best),
      now: best.timestamp,
      nonceOf: who => state.read(account, who).nonce,
      validate: signed => latest().rules.validate(state, signed, 'pool'),
      priorityOf: ({ call, length }) => priorityOf(call, length),
      transactionsOf: block => history.contentsOf(block).transactions,
    }
  })

  const validate = async (extrinsic: Extrinsic, after: () => NodeBlock): Promise<SignatureVerdict> => {
    const check = await machineOf(history.editionAfter(after())).checker.verify(extrinsic)
    // The best block may have changed while the signature check was loading.
    const block = after()
    const { limits, rules } = machineOf(history.editionAfter(block))
    const verdict = check(branchFrom(block))
    if (!verdict.ok) return verdict
    if (extrinsic.bytes.length > limits.empty.length) return { ok: false, reason: 'ExhaustsResources' }
    const reason = rules.validate(stateOf(block), verdict.verified.signed, 'pool')
    return reason === undefined || reason === 'Future' ? verdict : { ok: false, reason }
  }

  const follow = (change: BestChange) => {
    pool.follow(change)
    for (const block of change.enacted) listeners.tell({ kind: 'best', block })
    if (pool.ready().length > 0) listeners.tell({ kind: 'ready' })
  }

  const decode = (bytes: Uint8Array, after = tree.best()) =>
    machineOf(history.editionAfter(after)).checker.decode(bytes)

  const contextAfter = (block: NodeBlock): BlockContext => ({
    number: block.header.number + 1,
    parentHash: block.hash,
    timestamp: times.after(block),
    author: genesis.author,
  })

  return {
    get runtime() {
      return latest().runtime
    },
    get rules() {
      return latest().rules
    },
    tree,
    history,
    storage,
    pool,
    times,
    edits,
    placements,
    stateOf,
    decode,
    priorityOf,
    validate: (extrinsic, after) => validate(extrinsic, () => after),

    submit: async (bytes, listener) => {
      const hash = hashOf(bytes)
      pool.ensureNew(hash)
      const verdict = await validate(decode(bytes), tree.best)
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

    newBlock: ({ parent = tree.best(), include, exclude = [], transactions, edits: given } = {}) => {
      const isWanted = (hash: Hex) => (include?.includes(hash) ?? true) && !exclude.includes(hash)
      const by = history.editionAfter(parent)
      const changes = given ?? edits.take()
      const made = machineOf(by).build({
        parent,
        parentState: stateOf(parent),
        context: contextAfter(parent),
        transactions: transactions ?? pool.ready().filter(entry => isWanted(entry.hash)),
        placements,
        edits: changes,
        branch: branchFrom(parent),
      })
      times.made()
      const block = distinctBlock(made.block, hash => tree.block(hash) !== undefined)
      // A fork's refusal says nothing about the best chain.
      if (parent.hash === tree.best().hash) pool.discard(made.refused.map(entry => entry.hash))
      const next = changes.findLast(edit => edit.edition !== undefined)?.edition ?? by
      history.add(block, { by, next, transactions: made.transactions, edits: changes })
      const change = tree.add(block, made.state)
      listeners.tell({ kind: 'imported', block })
      follow(change)
      return block
    },

    finalize: (block = tree.best()) => {
      const { finalized, ...change } = tree.finalize(block)
      if (change.enacted.length > 0) follow(change)
      pool.finalize(finalized)
      history.settle(tree.finalized().header.number)
      for (const entry of finalized) listeners.tell({ kind: 'finalized', block: entry })
    },

    listen: listeners.add,
  }
}
