import type { Block } from './block.ts'
import type { Chain } from './chain.ts'

/** When blocks are made. */
export type Seal =
  /** As soon as a transaction is ready. */
  | { readonly kind: 'instant' }
  /** One block every so many milliseconds, empty or not. */
  | { readonly kind: 'interval'; readonly milliseconds: number }
  /** Only by hand; nothing is finalized by itself either. */
  | { readonly kind: 'manual' }

/** Runs an action later. The result cancels it. */
export type Timer = (milliseconds: number, action: () => void) => () => void

/** Delay between a block and its finality, so that a client can act on the block before it hears it is final. */
export const finalityDelay = 100

/** Makes and finalizes the blocks of a chain under a policy until stopped. */
export function startSealing(chain: Chain, seal: Seal, timer: Timer): () => void {
  const pending = new Set<() => void>()
  const later = (milliseconds: number, action: () => void) => {
    const cancel = timer(milliseconds, () => {
      pending.delete(cancel)
      action()
    })
    pending.add(cancel)
  }

  const finalizeSoon = (block: Block) =>
    later(finalityDelay, () => {
      // A reorganisation, or finality by hand, may have decided otherwise meanwhile.
      const { number } = block.header
      if (chain.tree.at(number)?.hash === block.hash && number > chain.tree.finalized().header.number) {
        chain.finalize(block)
      }
    })

  let scheduled = false
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

  if (seal.kind === 'manual') return () => {}
  const stop = chain.listen(event => {
    if (event.kind === 'best') finalizeSoon(event.block)
    if (event.kind === 'ready' && seal.kind === 'instant') sealSoon()
  })
  if (seal.kind === 'interval') everyBlock(seal.milliseconds)
  return () => {
    stop()
    for (const cancel of pending) cancel()
    pending.clear()
  }
}
