import type { NodeBlock } from './block.ts'

/** Block time of the chain's own clock, in milliseconds. Source: opentensor/subtensor@14bc6f9f common/src/lib.rs:358. */
const blockTime = 12_000n

/** The time of blocks. All in milliseconds since the epoch. */
export interface BlockTimes {
  /** Time of the next block on top of this one: always later than its parent. */
  after(parent: NodeBlock): bigint
  /** The next block takes this time, and the clock goes on from there. @throws RangeError if the best block is later */
  set(time: bigint, best: NodeBlock): void
  /** The next block is this much later than it would have been, and all that follow. */
  advance(milliseconds: bigint, best: NodeBlock): void
  /** Tells that a block was made. */
  made(): void
}

/** Times by a clock, or without one 12 seconds after the parent. A block is at least 1 ms after its parent. */
export function blockTimes(clock: (() => number) | undefined): BlockTimes {
  let offset = 0n
  let next: bigint | undefined

  const wanted = (parent: NodeBlock): bigint => {
    if (clock === undefined) return next ?? parent.timestamp + blockTime
    return BigInt(Math.floor(clock())) + offset
  }
  const after = (parent: NodeBlock): bigint => {
    const time = wanted(parent)
    return time > parent.timestamp ? time : parent.timestamp + 1n
  }
  const set = (time: bigint, best: NodeBlock) => {
    if (time <= best.timestamp) throw new RangeError('time does not run backwards: the best block is later')
    if (clock === undefined) next = time
    else offset += time - wanted(best)
  }

  return {
    after,
    set,
    advance: (milliseconds, best) => set(after(best) + milliseconds, best),
    made: () => {
      next = undefined
    },
  }
}
