import type { Block } from '../node/block.ts'
import type { Tree } from '../node/tree.ts'
import { blockOf, type RpcContext } from './context.ts'
import { invalidParams } from './error.ts'
import type { Namespace } from './method.ts'
import { optionalHexAt } from './params.ts'

/** dev_*: making blocks and finality by hand. Real nodes have none of these. */
export function devMethods({ chain }: RpcContext): Namespace {
  return {
    methods: {
      /** Makes a block on the best block, or on the block `[parent]`; answers its hash. */
      dev_newBlock: params => {
        const parent = optionalHexAt(params, 0)
        return chain.newBlock(parent === undefined ? {} : { parent: blockOf(chain, parent) }).hash
      },
      /** Finalizes the best block, or the block `[hash]`, with all before it; answers its hash. */
      dev_finalizeBlock: params => {
        const hash = optionalHexAt(params, 0)
        const block = hash === undefined ? chain.tree.best() : blockOf(chain, hash)
        if (!canFinalize(chain.tree, block))
          throw invalidParams('the block does not descend from the finalized block')
        chain.finalize(block)
        return block.hash
      },
    },
  }
}

function canFinalize(tree: Tree, block: Block): boolean {
  const finalized = tree.finalized()
  return tree.ancestor(block, finalized.header.number)?.hash === finalized.hash
}
