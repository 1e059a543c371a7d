import type { Hex } from '../../src/scale/bytes.ts'
import type { Verified } from '../types.ts'
import type { NodeBlock } from './block.ts'
import type { Edition } from './edition.ts'
import type { Edit } from './edits.ts'

/** What a block was made of, as long as a reorganisation may need it. */
export interface Contents {
  readonly transactions: readonly Verified[]
  readonly edits: readonly Edit[]
}

/** What the node remembers of blocks besides their states. */
export interface History {
  /** The edition in the state after a block: it executes the blocks on top of it. */
  editionAfter(block: NodeBlock): Edition
  /** The edition that executed a block. */
  editionOf(block: NodeBlock): Edition
  /** Empty once the block is final. */
  contentsOf(block: NodeBlock): Contents
  add(block: NodeBlock, made: Contents & { readonly by: Edition; readonly next: Edition }): void
  /** Forgets the contents of blocks up to this height. */
  settle(height: number): void
}

const nothing: Contents = { transactions: [], edits: [] }

/** Heights below the best block at which contents are forgotten even if nothing is ever finalized. */
const patience = 4096

/** The history of a chain of which only the genesis block is made. */
export function createHistory(genesis: Edition): History {
  const editions = new WeakMap<NodeBlock, { readonly by: Edition; readonly next: Edition }>()
  const contents = new Map<Hex, Contents & { readonly height: number }>()

  const forget = (height: number) => {
    // In the order they were made, so that what is kept ends the search.
    for (const [hash, entry] of contents) {
      if (entry.height > height) break
      contents.delete(hash)
    }
  }
  return {
    editionAfter: block => editions.get(block)?.next ?? genesis,
    editionOf: block => editions.get(block)?.by ?? genesis,
    contentsOf: block => contents.get(block.hash) ?? nothing,
    add: (block, { by, next, transactions, edits }) => {
      if (by !== genesis || next !== genesis) editions.set(block, { by, next })
      const height = block.header.number
      contents.set(block.hash, { transactions, edits, height })
      forget(height - patience)
    },
    settle: forget,
  }
}
