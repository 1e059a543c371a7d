import type { Runtime } from '../../src/scale/runtime.ts'
import type { Rules } from '../runtime/types.ts'
import type { State } from '../state/state.ts'
import type { SignedCall } from '../types.ts'

/** What a block has left for ordinary extrinsics. */
export interface BlockBudget {
  /** Encoded bytes. */
  readonly length: number
  /** Picoseconds. */
  readonly refTime: bigint
}

interface BlockWeights {
  readonly per_class: {
    readonly normal: {
      readonly base_extrinsic: { readonly ref_time: bigint }
      readonly max_total: { readonly ref_time: bigint } | undefined
    }
  }
}

/** Room of an empty block, and what an extrinsic takes of it. */
export interface BlockLimits {
  readonly empty: BlockBudget
  /** Room left after an extrinsic; undefined if it does not fit. */
  take(room: BlockBudget, signed: SignedCall, state: State): BlockBudget | undefined
}

/**
 * The limits of class Normal in the constants System.BlockLength and System.BlockWeights. An extrinsic counts with the
 * weight it announces; a real block takes back what it did not use. @throws Error without these constants
 * Source: paritytech/polkadot-sdk substrate/frame/system/src/extensions/check_weight.rs.
 */
export function blockLimits(runtime: Runtime, rules: Rules): BlockLimits {
  const length = runtime.constant('System', 'BlockLength') as { readonly normal: number } | undefined
  const normal = (runtime.constant('System', 'BlockWeights') as BlockWeights | undefined)?.per_class.normal
  if (length === undefined || normal === undefined) throw new Error('the metadata states no block limits')
  const base = normal.base_extrinsic.ref_time
  return {
    empty: { length: length.normal, refTime: normal.max_total?.ref_time ?? 2n ** 64n - 1n },
    take: (room, signed, state) => {
      const { weight } = rules.dispatchInfo(state, signed.call, signed.length)
      const left = { length: room.length - signed.length, refTime: room.refTime - base - weight.refTime }
      return left.length < 0 || left.refTime < 0n ? undefined : left
    },
  }
}
