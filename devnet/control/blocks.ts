import type { Hex } from '../../src/scale/bytes.ts'
import type { NodeBlock } from '../node/block.ts'
import type { NodeChain } from '../node/chain-types.ts'
import type { Verified } from '../types.ts'
import { ControlError } from './error.ts'
import type { BlockControl } from './types.ts'

/** Block control of a chain. */
export function blockControl(chain: NodeChain): BlockControl {
  const { tree, history } = chain

  const waiting = (hash: Hex): Verified => {
    const found = chain.pool.ready().find(entry => entry.hash === hash)
    if (found === undefined) throw new ControlError(`no transaction ${hash} is ready`)
    return found
  }
  /** Blocks of the best chain above one of them. */
  const above = (parent: NodeBlock): readonly NodeBlock[] => {
    const { number } = parent.header
    if (tree.at(number)?.hash !== parent.hash) throw new ControlError('the block is not on the best chain')
    if (number < tree.finalized().header.number) throw new ControlError('what is final is never reverted')
    const blocks: NodeBlock[] = []
    for (let block = tree.at(number + 1); block !== undefined; block = tree.at(block.header.number + 1)) {
      blocks.push(block)
    }
    return blocks
  }
  const parentOfBest = (): NodeBlock => {
    const parent = tree.block(tree.best().header.parentHash)
    if (parent === undefined) throw new ControlError('the best block is the first')
    return parent
  }

  return {
    make: ({ count = 1, ...options } = {}) => {
      let block = chain.newBlock(options)
      for (let made = 1; made < count; made += 1) block = chain.newBlock({ ...options, parent: block })
      return block
    },
    finalize: (block = tree.best()) => {
      const finalized = tree.finalized()
      if (tree.ancestor(block, finalized.header.number)?.hash !== finalized.hash) {
        throw new ControlError('the block does not descend from the finalized block')
      }
      chain.finalize(block)
      return block
    },
    reorg: ({ parent = parentOfBest(), drop = [], include = [] } = {}) => {
      const old = above(parent)
      if (old.length === 0) throw new ControlError('there is no block to replace')
      const contents = [...old.map(history.contentsOf), { transactions: [], edits: [] }]
      const known = contents.flatMap(({ transactions }) => transactions.map(entry => entry.hash))
      const missing = drop.find(hash => !known.includes(hash))
      if (missing !== undefined)
        throw new ControlError(`no block to be replaced has the extrinsic ${missing}`)
      const added = include.map(waiting)
      let top = parent
      return contents.map(({ transactions, edits }, index) => {
        const kept = transactions.filter(entry => !drop.includes(entry.hash))
        top = chain.newBlock({
          parent: top,
          transactions: index === 0 ? [...kept, ...added] : kept,
          edits,
        })
        return top
      })
    },
  }
}
