import type { Runtime } from '../../src/scale/runtime.ts'
import type { Weight } from '../types.ts'

/** What the runtime says of the weight of blocks and of ordinary extrinsics in them. */
export interface BlockWeights {
  /** What every extrinsic weighs on top. */
  readonly baseExtrinsic: Weight
  /** Most an extrinsic of class Normal may weigh. Picoseconds; undefined if nothing bounds it. */
  readonly largestExtrinsic: bigint | undefined
  /** Most a block may weigh. Picoseconds. */
  readonly largestBlock: bigint
}

interface Stored {
  readonly ref_time: bigint
  readonly proof_size: bigint
}

interface Constant {
  readonly max_block: Stored
  readonly per_class: {
    readonly normal: { readonly base_extrinsic: Stored; readonly max_extrinsic: Stored | undefined }
  }
}

/** The constant System.BlockWeights. @throws Error without it */
export function blockWeightsOf(runtime: Pick<Runtime, 'constant'>): BlockWeights {
  const found = runtime.constant('System', 'BlockWeights') as Constant | undefined
  if (found === undefined) throw new Error('the metadata states no block weights')
  const { base_extrinsic, max_extrinsic } = found.per_class.normal
  return {
    baseExtrinsic: { refTime: base_extrinsic.ref_time, proofSize: base_extrinsic.proof_size },
    largestExtrinsic: max_extrinsic?.ref_time,
    largestBlock: found.max_block.ref_time,
  }
}
