import { formatNamed, tao } from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
import type { Runtime } from '../../scale/runtime.ts'
import { isSeenSpec } from './fingerprint.ts'

/** What the metadata of a runtime can tell of its rules. */
export type Tells = Pick<Runtime, 'variant' | 'constant'>

/** A value of a fact, from the first spec it was read at. */
export interface Reading<Value> {
  readonly spec: number
  readonly value: Value
  /** Where it was read. */
  readonly source: string
}

/** A rule of the runtime that no shape of an item shows. */
export interface Fact<Value> {
  /** For people, of a value. */
  says(value: Value): string
  /** In the order of specs. Never empty. */
  readonly readings: readonly [Reading<Value>, ...Reading<Value>[]]
  /** What this very runtime says of itself: where there is one, it decides, and readings say what it was seen to say. */
  probe?(runtime: Tells): Value
}

const fact = <Value>(of: Fact<Value>): Fact<Value> => of

const docs = (runtime: Tells, call: string) => runtime.variant('calls', 'SubtensorModule', call)?.docs ?? ''

/** Calls that move stake and can be asked for the whole position. */
const moves = [
  ...['move_stake', 'move_stake_limit', 'transfer_stake', 'transfer_stake_and_hotkey'],
  ...['swap_stake', 'swap_stake_limit'],
]

/** Rules that shapes do not show, with what was read of them at each spec, and how a runtime is asked where it tells. */
export const facts = {
  /** What happens to a move, swap or transfer of more than there is. `remove_stake` takes what there is everywhere. */
  excess: fact<'capped' | 'refused'>({
    says: value =>
      `A move of more than there is ${value === 'capped' ? 'moves what there is' : 'is refused'}`,
    readings: [
      {
        spec: 424,
        value: 'capped',
        source: 'opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:306',
      },
      {
        spec: 461,
        value: 'refused',
        source:
          'RaoFoundation/subtensor@34829556 pallets/subtensor/src/staking/stake_utils/stake_validation.rs',
      },
    ],
  }),
  /**
   * Calls to which 2^64-1 means the whole position when they run. Docs are no part of what a signature covers: where
   * they are false, the chain refuses the amount.
   */
  everything: fact<readonly string[]>({
    says: calls => `2^64-1 means the whole position to ${calls.join(', ') || 'no call'}`,
    readings: [
      { spec: 424, value: [], source: 'docs of its calls in metadata of spec 424' },
      { spec: 461, value: moves.slice(0, 2), source: 'docs of its calls in metadata of spec 461' },
      { spec: 475, value: moves, source: 'docs of its calls in metadata of spec 475' },
    ],
    probe: runtime =>
      moves.filter(call => /`AlphaBalance::MAX`\s+means\s+the\s+live\b/.test(docs(runtime, call))),
  }),
  /** Least worth of what changes hands within a subnet; null is the least stake. Unit: rao. */
  minimumTransfer: fact<bigint | null>({
    says: value =>
      `The least transfer is ${value === null ? 'the least stake' : formatNamed(balanceFromRao(value, tao))}`,
    readings: [
      {
        spec: 424,
        value: null,
        source: 'opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs',
      },
      {
        spec: 461,
        value: 100_000n,
        source:
          'RaoFoundation/subtensor@34829556 pallets/subtensor/src/staking/stake_utils/stake_validation.rs',
      },
    ],
    probe: runtime => {
      const published = runtime.constant('SubtensorModule', 'InitialMinTransfer')
      return typeof published === 'bigint' ? published : null
    },
  }),
  /** How often the swap fee is paid by a trade through two pools: at the origin, or at the destination from root. */
  swapFee: fact<'once'>({
    says: value => `A trade through two pools pays the swap fee ${value}`,
    readings: [
      {
        spec: 424,
        value: 'once',
        source: 'opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:347',
      },
      {
        spec: 461,
        value: 'once',
        source: 'RaoFoundation/subtensor@b5e821c1 pallets/subtensor/src/staking/move_stake.rs',
      },
    ],
  }),
  /** Who gets the swap fee, and how: of a sale it is sold in the same pool afterwards, without a fee. */
  swapFeeTo: fact<'author'>({
    says: value => `The swap fee goes to the block ${value}`,
    readings: [
      {
        spec: 424,
        value: 'author',
        source: 'opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:771',
      },
      {
        spec: 461,
        value: 'author',
        source: 'RaoFoundation/subtensor@e64fa7eb pallets/subtensor/src/staking/stake_utils/stake_swap.rs',
      },
    ],
  }),
} as const

/** The value of a fact on a runtime: what that says itself, else what was read; a spec never seen takes the newest. */
export function factOf<Value>({ readings, probe }: Fact<Value>, runtime: Tells): Value {
  return probe === undefined ? readingFor(readings, specOf(runtime)).value : probe(runtime)
}

/** What of a fact was read for a spec: the last reading up to it, of one never seen the newest. */
export function readingFor<Value>(readings: Fact<Value>['readings'], spec: number): Reading<Value> {
  const upTo = isSeenSpec(spec) ? readings.filter(reading => reading.spec <= spec) : readings
  return upTo.at(-1) ?? readings[0]
}

/** The number of a runtime, of its own metadata; 0 where that has none. */
export function specOf(runtime: Pick<Runtime, 'constant'>): number {
  const version = runtime.constant('System', 'Version')
  const spec =
    typeof version === 'object' && version !== null && 'spec_version' in version ? version.spec_version : 0
  return typeof spec === 'number' ? spec : 0
}
