import type { Runtime } from '../../src/scale/runtime.ts'
import { type BlockWeights, blockWeightsOf } from './block-weights.ts'

/**
 * In what runtimes of this chain differ besides their metadata, as data. Rules read it from the execution they are
 * part of; no rule asks for a version.
 */
export interface BaseTerms {
  /** A move of more than there is moves what there is, or is refused. */
  readonly requests: 'capped' | 'exact'
  /** Calls of SubtensorModule to which 2^64-1 as the amount means the whole position. */
  readonly maximumMeansAll: readonly string[]
  /** Least worth of stake that changes hands or hotkey within a subnet, or coldkey across subnets. Unit: rao. */
  readonly minimumTransfer: bigint
  /** Hotkeys that a coldkey may have stake on, by its own calls and by those of others; left out, any number. */
  readonly stakingHotkeys?: { readonly owner: number; readonly other: number }
  /** Positions that a call which sells all stake on a hotkey sells at the most; left out, all. */
  readonly unstakeAllPositions?: number
  /** What of a position may pay a fee: all of it, or what is neither locked nor collateral. */
  readonly feeStake: 'all' | 'free'
  readonly fee: FeeTerms
  /** The curve new pools are made with; `even` has no weights to give. */
  readonly pools: 'balancer' | 'even' | 'ellipse'
}

/** Calls that take an amount of stake from a position to another. */
const MOVES = [
  ...['move_stake', 'move_stake_limit', 'transfer_stake', 'transfer_stake_and_hotkey'],
  ...['swap_stake', 'swap_stake_limit'],
] as const

/**
 * BaseTerms as far as metadata tells them: the curve of its pools, its least transfer, and of a runtime that has
 * `move_stake_limit` that a move of more than there is is refused, and which calls take 2^64-1 for all, by their docs.
 * Source: RaoFoundation/subtensor@b5e821c1 pallets/subtensor/src/staking/move_stake.rs; docs of the calls in metadata of
 * spec 461 (move_stake and its limited form alone) and 475 (all of them).
 */
export function termsOf(
  runtime: Pick<Runtime, 'storage' | 'variant' | 'constant'>,
  wanted: BaseTerms = presentTerms,
): BaseTerms {
  const hasWeights = runtime.storage('Swap', 'SwapBalancer') !== undefined
  const pools = wanted.pools === 'balancer' && !hasWeights ? 'even' : wanted.pools
  const published = runtime.constant('SubtensorModule', 'InitialMinTransfer') as bigint | undefined
  const terms: BaseTerms = { ...wanted, pools, minimumTransfer: published ?? wanted.minimumTransfer }
  const docsOf = (call: string) => runtime.variant('calls', 'SubtensorModule', call)?.docs
  if (docsOf('move_stake_limit') === undefined) return terms
  const documented = MOVES.filter(call => saysMaximumIsAll(docsOf(call) ?? ''))
  const maximumMeansAll = [...new Set([...wanted.maximumMeansAll, ...documented])]
  return { ...terms, requests: 'exact', maximumMeansAll }
}

const saysMaximumIsAll = (docs: string) => /`AlphaBalance::MAX`\s+means\s+the\s+live\b/.test(docs)

/** BaseTerms with what the metadata says of weights. */
export interface RuntimeTerms extends BaseTerms {
  readonly weights: BlockWeights
}

/** The terms of a runtime. @throws Error as `blockWeightsOf` */
export function termsUnder(
  runtime: Pick<Runtime, 'constant'>,
  terms: BaseTerms = presentTerms,
): RuntimeTerms {
  return { ...terms, weights: blockWeightsOf(runtime) }
}

/** Rates of the transaction fee. */
export interface FeeTerms {
  /** Unit: 1e-9 rao per picosecond. */
  readonly perTime: bigint
  /** Unit: 1e-9 rao per byte. */
  readonly perByte: bigint
  /** Who gets it. */
  readonly to: 'author' | 'nobody'
}

/**
 * Spec 425. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:306 (requests),
 * runtime/src/lib.rs:1002 (minimum), 539 and pallets/transaction-fee/src/lib.rs:49, 106 (fees).
 */
export const presentTerms: BaseTerms = {
  requests: 'capped',
  maximumMeansAll: [],
  minimumTransfer: 2_000_000n,
  feeStake: 'all',
  fee: { perTime: 500_000n, perByte: 1_000_000_000n, to: 'author' },
  pools: 'balancer',
}
