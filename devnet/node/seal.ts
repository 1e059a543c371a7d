import type { After } from '../types.ts'
import type { NodeBlock } from './block.ts'
import type { NodeChain } from './chain-types.ts'
import type { Seal, Sealing } from './settings.ts'

/** Delay between a block and its finality, so that a client can act on the block before it hears it is final. */
export const finalityDelay = 100

/** Starts sealing under a policy. Blocks become final by themselves unless sealing is manual. */
export function startSealing(chain: NodeChain, first: Seal, timer: After): Sealing {
  const pending = new Set<() => void>()
  let seal = first
  let working = false
  let finality = true
  let scheduled = false

  const later = (milliseconds: number, action: () => void) => {
    const cancel = timer(milliseconds, () => {
      pending.delete(cancel)
      action()
    })
    pending.add(cancel)
  }

  const finalizeSoon = (block: NodeBlock) =>
    later(finalityDelay, () => {
      // A reorganisation, or finality by hand, may have decided otherwise meanwhile.
      const { number } = block.header
      const isBest = chain.tree.at(number)?.hash === block.hash
      if (finality && isBest && number > chain.tree.finalized().header.number) chain.finalize(block)
    })

  const sealSoon = () => {
    if (scheduled) return
    scheduled = true
    later(0, () => {
      // A block made by hand in between may have taken all there was.
      const block = chain.pool.ready().length > 0 ? chain.newBlock() : undefined
      scheduled = false
      // What found no room goes into the next block. A block that took nothing would be followed by another such.
      if (block !== undefined && block.extrinsics.length > 1 && chain.pool.ready().length > 0) sealSoon()
    })
  }

  const everyBlock = (milliseconds: number) =>
    later(milliseconds, () => {
      chain.newBlock()
      everyBlock(milliseconds)
    })

  const pause = () => {
    working = false
    scheduled = false
    for (const cancel of pending) cancel()
    pending.clear()
  }

  const catchUp = () => {
    const best = chain.tree.best()
    if (finality && best.header.number > chain.tree.finalized().header.number) finalizeSoon(best)
  }

  const resume = () => {
    if (working || seal.kind === 'manual') return
    working = true
    if (seal.kind === 'interval') everyBlock(seal.milliseconds)
    else if (chain.pool.ready().length > 0) sealSoon()
    catchUp()
  }

  const unlisten = chain.listen(event => {
    if (!working) return
    if (event.kind === 'best' && finality) finalizeSoon(event.block)
    if (event.kind === 'ready' && seal.kind === 'instant') sealSoon()
  })
  resume()

  return {
    seal: () => seal,
    set: next => {
      pause()
      seal = next
      resume()
    },
    pause,
    resume,
    finalize: automatic => {
      finality = automatic
      if (working) catchUp()
    },
    stop: () => {
      unlisten()
      pause()
    },
  }
}
