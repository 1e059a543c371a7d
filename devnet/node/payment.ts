import { withLength } from '../../src/scale/bytes.ts'
import type { Extrinsic } from '../extrinsic/extrinsic.ts'
import type { Rules } from '../runtime/types.ts'
import type { DispatchInfo } from '../types.ts'
import type { NodeBlock } from './block.ts'
import type { NodeChain } from './chain-types.ts'

/** Parts of what an extrinsic costs; without `inclusion` nothing but the tip. Unit: rao. */
export interface FeeDetails {
  readonly inclusion: ReturnType<Rules['feeParts']>
  readonly tip: bigint
}

/** Weight and fee without tip of an extrinsic of this encoded length. */
export function feeInfo(
  chain: NodeChain,
  block: NodeBlock,
  extrinsic: Extrinsic,
  length: number,
): DispatchInfo {
  const { rules } = chain.history.editionAfter(block)
  return rules.dispatchInfo(chain.stateOf(block), extrinsic.call, length)
}

/** Parts of the fee of an extrinsic of this encoded length, and its tip. */
export function feeDetails(
  chain: NodeChain,
  block: NodeBlock,
  extrinsic: Extrinsic,
  length: number,
): FeeDetails {
  const { rules } = chain.history.editionAfter(block)
  return { inclusion: rules.feeParts(extrinsic.call, length), tip: extrinsic.tip }
}

/** The extrinsic and length that TransactionPaymentApi methods take. @throws ExtrinsicFormatError */
export function paymentArguments(
  chain: NodeChain,
  block: NodeBlock,
  args: readonly unknown[],
): readonly [Extrinsic, number] {
  const [bytes, length] = args as [Uint8Array, number]
  return [chain.decode(withLength(bytes), block), length]
}
