import type { Runtime } from '../../scale/runtime.ts'
import { type BlockWeights, blockWeightsOf } from './block-weights.ts'

/**
 * In what runtimes of this chain differ besides their metadata, as data. Rules read it from the execution they are
 * part of; no rule asks for a version.
 */
export interface Terms {
  /** A move of more than there is moves what there is, or is refused. */
  readonly requests: 'capped' | 'exact'
  /** Whether 2^64-1 as the amount of a move to another hotkey means the whole position. */
  readonly maximumMeansAll: boolean
  /** Least worth of stake that changes hands or hotkey within a subnet, or coldkey across subnets. Unit: rao. */
  readonly minimumTransfer: bigint
  readonly fee: FeeTerms
  /** The curve new pools are made with; `even` has no weights to give. */
  readonly pools: 'balancer' | 'even' | 'ellipse'
}

/** Terms with what the metadata says of weights. */
export interface RuntimeTerms extends Terms {
  readonly weights: BlockWeights
}

/** The terms of a runtime. @throws Error as `blockWeightsOf` */
export function termsUnder(runtime: Pick<Runtime, 'constant'>, terms: Terms = presentTerms): RuntimeTerms {
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
export const presentTerms: Terms = {
  requests: 'capped',
  maximumMeansAll: false,
  minimumTransfer: 2_000_000n,
  fee: { perTime: 500_000n, perByte: 1_000_000_000n, to: 'author' },
  pools: 'balancer',
}
