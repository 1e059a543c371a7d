import type { Runtime } from '../../scale/runtime.ts'

/** Room in one block for ordinary extrinsics. */
export interface BlockLimits {
  /** Encoded bytes. */
  readonly length: number
  /** Picoseconds. */
  readonly refTime: bigint
  /** Picoseconds every extrinsic costs before its call. */
  readonly baseRefTime: bigint
}

interface Weights {
  readonly per_class: {
    readonly normal: {
      readonly base_extrinsic: { readonly ref_time: bigint }
      readonly max_total: { readonly ref_time: bigint } | undefined
    }
  }
}

/** Limits of the class Normal, from the runtime's constants System.BlockLength and System.BlockWeights. */
export function blockLimits(runtime: Runtime): BlockLimits {
  const length = runtime.constant('System', 'BlockLength') as { readonly normal: number } | undefined
  const normal = (runtime.constant('System', 'BlockWeights') as Weights | undefined)?.per_class.normal
  if (length === undefined || normal === undefined) throw new Error('the metadata states no block limits')
  return {
    length: length.normal,
    refTime: normal.max_total?.ref_time ?? 2n ** 64n - 1n,
    baseRefTime: normal.base_extrinsic.ref_time,
  }
}
