import type { Reader } from '../reader.ts'
import { decodeAnswer } from '../rpc/answer.ts'

/** What an extrinsic takes of a block, or a block has for one. */
export interface Load {
  /** Encoded bytes. */
  readonly length: number
  /** Picoseconds. */
  readonly refTime: bigint
  /** Bytes of proof. */
  readonly proofSize: bigint
}

export interface RoomReads {
  /** What a block has for one ordinary extrinsic; undefined where the runtime does not say. */
  blockRoom(): Load | undefined
}

interface Weight {
  readonly ref_time: bigint
  readonly proof_size: bigint
}

interface BlockWeights {
  readonly per_class: {
    readonly normal: {
      readonly base_extrinsic: Weight
      readonly max_extrinsic: Weight | undefined
      readonly max_total: Weight | undefined
    }
  }
}

const U64_MAX = 2n ** 64n - 1n

/**
 * What a block has for one extrinsic of class Normal: the constants System.BlockWeights and System.BlockLength.
 * Source: paritytech/polkadot-sdk substrate/frame/system/src/extensions/check_weight.rs.
 */
export function roomReads(reader: Reader): RoomReads {
  const constant = (name: string) =>
    decodeAnswer(`constant System.${name}`, () => reader.runtime.constant('System', name))
  return {
    blockRoom() {
      const length = constant('BlockLength') as { readonly normal: number } | undefined
      const normal = (constant('BlockWeights') as BlockWeights | undefined)?.per_class.normal
      if (length === undefined || normal === undefined) return undefined
      const { base_extrinsic: base, max_extrinsic: own, max_total: total } = normal
      const least = (part: keyof Weight) => {
        const whole = total && total[part] - base[part]
        return [own?.[part], whole].reduce<bigint>((a, b) => (b !== undefined && b < a ? b : a), U64_MAX)
      }
      const room: Load = {
        length: length.normal,
        refTime: least('ref_time'),
        proofSize: least('proof_size'),
      }
      return room
    },
  }
}
