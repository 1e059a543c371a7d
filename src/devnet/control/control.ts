import type { Block } from '../node/block.ts'
import type { Chain, NewBlock } from '../node/chain-types.ts'
import type { Sealing } from '../node/seal.ts'
import { ControlError } from './error.ts'
import type { Faults } from './fault.ts'
import { type StorageControl, storageControl } from './storage.ts'

/** Blocks by hand. */
export interface BlockControl {
  /** Makes blocks, each on the one before; answers the last. `count` is 1 if left out. */
  make(options?: NewBlock & { readonly count?: number }): Block
  /** Finalizes a block with all before it, by default the best block. @throws ControlError if it is on a dead fork */
  finalize(block?: Block): Block
}

/** The chain's clock. Milliseconds since the epoch. */
export interface TimeControl {
  /** The next block takes this time, and the clock goes on from there. @throws ControlError if the best block is later */
  set(milliseconds: number): void
  /** The next block is this much later than it would have been. */
  advance(milliseconds: number): void
}

/**
 * Everything that can be done to a development chain but by a client of a real one: in process through
 * `devnet.control`, over the socket through the methods `dev_*`. Nothing here depends on chance or the wall clock.
 */
export interface Control {
  readonly blocks: BlockControl
  readonly sealing: Omit<Sealing, 'stop'>
  readonly time: TimeControl
  readonly storage: StorageControl
  /** Faults of messages between clients and node. */
  readonly messages: Omit<Faults, 'strike' | 'isEmpty'>
}

/** What is controlled. */
export interface Controlled {
  readonly chain: Chain
  readonly sealing: Sealing
  readonly faults: Faults
}

/** The controls of a chain. */
export function createControl({ chain, sealing, faults }: Controlled): Control {
  const { tree, times } = chain
  return {
    blocks: {
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
    },
    sealing,
    time: {
      set: milliseconds => forward(() => times.set(BigInt(milliseconds), tree.best())),
      advance: milliseconds => forward(() => times.advance(BigInt(milliseconds), tree.best())),
    },
    storage: storageControl(chain),
    messages: faults,
  }
}

function forward(work: () => void): void {
  try {
    work()
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure
    throw new ControlError(failure.message, { cause: failure })
  }
}
