import type { Runtime } from '../scale/runtime.ts'

type Calls = Pick<Runtime, 'variant'>

/** 2^64-1: to calls that know it, the whole position when they run. */
export const EVERYTHING = 2n ** 64n - 1n

const docsOf = (runtime: Calls, call: string) => runtime.variant('calls', 'SubtensorModule', call)?.docs

/**
 * Whether moves, swaps and transfers of more than there is are refused; older runtimes move what there is. What came
 * between specs 425 and 448 is not known, and no chain runs it.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:306 (moves what there is),
 * RaoFoundation/subtensor@b5e821c1 the same file (refuses); it came with `move_stake_limit`.
 */
export function refusesExcess(runtime: Calls): boolean {
  return docsOf(runtime, 'move_stake_limit') !== undefined
}

/**
 * Whether `EVERYTHING` means the whole position to a call, as its docs say: at spec 461 to `move_stake` and
 * `move_stake_limit`, at 475 to all that move stake. Docs are no part of what a signature covers: where they are false,
 * the chain refuses the amount.
 */
export function takesEverything(runtime: Calls, call: string): boolean {
  return /`AlphaBalance::MAX`\s+means\s+the\s+live\b/.test(docsOf(runtime, call) ?? '')
}
