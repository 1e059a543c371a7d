import { min } from '../../src/pool/fixed.ts'
import type { DispatchCall, DispatchInfo, Weight } from '../types.ts'
import { paysFee, weightOf } from './dispatch.ts'
import type { RuntimeTerms } from './terms.ts'
import { addWeights, extensions } from './weight.ts'

/** Parts of a transaction fee. Unit: rao. */
export interface InclusionFee {
  readonly base: bigint
  readonly length: bigint
  readonly weight: bigint
}

/** A part in 1e9 of a number. Rounds to nearest, a half down. */
function billionths(value: bigint, parts: bigint): bigint {
  return (value * parts + 499_999_999n) / 1_000_000_000n
}

/**
 * Fee for computing time, at most for a whole block. Rounds to nearest, a half down.
 * Source: opentensor/subtensor@14bc6f9f pallets/transaction-fee/src/lib.rs:49; paritytech/polkadot-sdk
 * substrate/primitives/arithmetic/src/per_things.rs (Perbill times a number).
 */
export function weightToFee({ refTime }: Weight, { fee, weights }: RuntimeTerms): bigint {
  return billionths(min(refTime, weights.largestBlock), fee.perTime)
}

/** Fee for bytes. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:539 */
export function lengthToFee(bytes: number, { fee }: Pick<RuntimeTerms, 'fee'>): bigint {
  return billionths(BigInt(bytes), fee.perByte)
}

/** What of an extrinsic its fee depends on. */
export interface Included {
  readonly call: DispatchCall
  /** In bytes. */
  readonly length: number
}

/**
 * Fee of an extrinsic without tip; none for a call that pays none. Of its whole weight, or of what it really used,
 * extensions included. The multiplier is 1.
 * @throws DispatchFailure for an unknown call. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:527-542
 */
export function inclusionFee(
  { call, length }: Included,
  terms: RuntimeTerms,
  weight = extrinsicWeight(call),
): InclusionFee | undefined {
  if (!paysFee(call)) return undefined
  return {
    base: weightToFee(terms.weights.baseExtrinsic, terms),
    length: lengthToFee(length, terms),
    weight: weightToFee(weight, terms),
  }
}

/** Sum of the parts, 0 without. Unit: rao. */
export function totalFee(fee: InclusionFee | undefined): bigint {
  return fee === undefined ? 0n : fee.base + fee.length + fee.weight
}

/** Weight of a whole extrinsic: call and extensions, without the base. @throws DispatchFailure for an unknown call. */
export function extrinsicWeight(call: DispatchCall): Weight {
  return addWeights(weightOf(call), extensions)
}

/** What `payment_queryInfo` says of a call in an extrinsic of this length in bytes. */
export function dispatchInfo(included: Included, terms: RuntimeTerms): DispatchInfo {
  const partialFee = totalFee(inclusionFee(included, terms))
  return { weight: extrinsicWeight(included.call), class: 'Normal', partialFee }
}
