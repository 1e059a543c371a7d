import type { Hex } from '../../src/scale/bytes.ts'
import type { State } from '../state/state.ts'
import type { NodeBlock } from './block.ts'

/** How many blocks back states are kept. */
export const stateHistory = 4096

/** What adding or finalizing a block did to the best chain. */
export interface BestChange {
  /** Blocks that left the best chain, newest first. */
  readonly retracted: readonly NodeBlock[]
  /** Blocks that joined it, oldest first. */
  readonly enacted: readonly NodeBlock[]
}

/** The blocks of a chain with their forks, the best and the finalized head. Cost per block does not grow. */
export interface Tree {
  readonly genesis: NodeBlock
  best(): NodeBlock
  finalized(): NodeBlock
  block(hash: Hex): NodeBlock | undefined
  /** State after a block, to be forked before any change; undefined once it is pruned. */
  state(block: NodeBlock): State | undefined
  /** Block of the best chain at a height. */
  at(number: number): NodeBlock | undefined
  /** Ancestor of a block (or itself) at a height. */
  ancestor(block: NodeBlock, number: number): NodeBlock | undefined
  /** Adds a block; it becomes best if it is higher than the best and above the finalized block. */
  add(block: NodeBlock, state: State): BestChange
  /** Finalizes a block and its ancestors; the best chain moves if it did not hold it. @throws if it is on a dead fork. */
  finalize(block: NodeBlock): BestChange & { readonly finalized: readonly NodeBlock[] }
}

const unchanged: BestChange = { retracted: [], enacted: [] }

/** A tree that holds a genesis block, which is best and finalized. */
export function createTree(genesis: NodeBlock, state: State): Tree {
  const blocks = new Map<Hex, NodeBlock>([[genesis.hash, genesis]])
  const states = new Map<Hex, State>([[genesis.hash, state]])
  const byHeight = new Map<number, Hex[]>([[0, [genesis.hash]]])
  // The best chain by height.
  const canonical: NodeBlock[] = [genesis]
  let finalized = genesis

  const best = () => canonical[canonical.length - 1] ?? genesis
  const isCanonical = (block: NodeBlock) => canonical[block.header.number]?.hash === block.hash

  const ancestor = (block: NodeBlock, number: number): NodeBlock | undefined => {
    let current: NodeBlock | undefined = block
    while (current !== undefined && current.header.number > number && !isCanonical(current)) {
      current = blocks.get(current.header.parentHash)
    }
    if (current === undefined || current.header.number < number) return undefined
    return current.header.number === number ? current : canonical[number]
  }

  const setBest = (block: NodeBlock): BestChange => {
    const enacted: NodeBlock[] = []
    let fork: NodeBlock | undefined = block
    while (fork !== undefined && !isCanonical(fork)) {
      enacted.unshift(fork)
      fork = blocks.get(fork.header.parentHash)
    }
    const keep = (fork?.header.number ?? 0) + 1
    const retracted = canonical.splice(keep).reverse()
    canonical.push(...enacted)
    return { retracted, enacted }
  }

  const prune = (height: number) => {
    for (const hash of byHeight.get(height) ?? []) states.delete(hash)
  }

  return {
    genesis,
    best,
    finalized: () => finalized,
    block: hash => blocks.get(hash),
    state: block => states.get(block.hash),
    at: number => canonical[number],
    ancestor,

    add(block, after) {
      if (blocks.has(block.hash)) return unchanged
      const { number, parentHash } = block.header
      if (blocks.get(parentHash)?.header.number !== number - 1)
        throw new Error('a block needs its parent first')
      blocks.set(block.hash, block)
      states.set(block.hash, after)
      byHeight.set(number, [...(byHeight.get(number) ?? []), block.hash])
      const onFinalized = ancestor(block, finalized.header.number)?.hash === finalized.hash
      if (number <= best().header.number || !onFinalized) return unchanged
      if (number > stateHistory) prune(number - stateHistory)
      return setBest(block)
    },

    finalize(block) {
      if (ancestor(block, finalized.header.number)?.hash !== finalized.hash) {
        throw new Error(`block ${block.hash} does not descend from the finalized block`)
      }
      const change = isCanonical(block) ? unchanged : setBest(block)
      const newly = canonical.slice(finalized.header.number + 1, block.header.number + 1)
      for (const entry of newly) {
        // Forks beside a finalized block are dead; nobody builds on them.
        const height = byHeight.get(entry.header.number) ?? []
        for (const hash of height) if (hash !== entry.hash) states.delete(hash)
      }
      if (newly.length > 0) finalized = block
      return { ...change, finalized: newly }
    },
  }
}
