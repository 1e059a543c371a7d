import type { State } from '../state/state.ts'
import { blockAuthor, blockNumber, eventCount, now, parentHash } from '../state/system.ts'
import type { BlockContext } from '../types.ts'

/**
 * Begins a block: no events, its number, parent and time. There is no emission, so nothing else
 * happens here; a pool changes by trades alone.
 * Source: paritytech/polkadot-sdk substrate/frame/system/src/lib.rs initialize.
 */
export function initialize(state: State, block: BlockContext): void {
  state.beginBlock()
  state.write(blockAuthor, block.author)
  state.write(blockNumber, block.number)
  state.write(parentHash, block.parentHash)
  state.write(now, block.timestamp)
}

/** Ends a block. Source: paritytech/polkadot-sdk substrate/frame/system/src/lib.rs finalize. */
export function finalize(state: State): void {
  state.enter({ type: 'Finalization' })
  state.write(eventCount, state.events.length)
}
