import { compactBn } from '@polkadot-api/substrate-bindings'
import { concat } from '../../src/scale/bytes.ts'
import { littleEndian } from './bytes.ts'
import { perDispatchClass, weight } from './common.ts'
import { named, option, struct, u32, u64 } from './type.ts'

const weightsPerClass = struct('frame_system::limits::WeightsPerClass', {
  base_extrinsic: weight,
  max_extrinsic: option(weight),
  max_total: option(weight),
  reserved: option(weight),
})

export const blockWeights = struct('frame_system::limits::BlockWeights', {
  base_block: weight,
  max_block: weight,
  per_class: named('PerDispatchClass<WeightsPerClass>', perDispatchClass(weightsPerClass)),
})

export const blockLength = struct('frame_system::limits::BlockLength', {
  max: named('PerDispatchClass<u32>', perDispatchClass(u32)),
})

export const dbWeight = struct('sp_weights::RuntimeDbWeight', { read: u64, write: u64 })

const U64_MAX = 2n ** 64n - 1n
const baseExtrinsic = weightBytes(108_157_000n, 0n)

/**
 * 4 s of work a block, 75 % of it for normal calls, 25 % reserved for operational ones.
 * Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:244, 256-266.
 */
export const blockWeightsBytes = concat([
  weightBytes(431_614_000n, 0n),
  weightBytes(4_000_000_000_000n, U64_MAX),
  baseExtrinsic,
  some(weightBytes(2_599_891_843_000n, 11_990_383_647_911_208_550n)),
  some(weightBytes(3_000_000_000_000n, 13_835_058_055_282_163_711n)),
  some(weightBytes(0n, 0n)),
  baseExtrinsic,
  some(weightBytes(3_599_891_843_000n, 16_602_069_666_338_596_454n)),
  some(weightBytes(4_000_000_000_000n, U64_MAX)),
  some(weightBytes(1_000_000_000_000n, 4_611_686_018_427_387_904n)),
  baseExtrinsic,
  Uint8Array.of(0, 0, 0),
])

/** 10 MiB a block, 75 % of it for normal calls. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:267-268. */
export const blockLengthBytes = concat(
  [7_864_320n, 10_485_760n, 10_485_760n].map(length => littleEndian(length, 4)),
)

/** Picoseconds of a read and of a write. */
export const dbWeightBytes = concat([25_000_000n, 100_000_000n].map(time => littleEndian(time, 8)))

function weightBytes(refTime: bigint, proofSize: bigint): Uint8Array {
  return concat([compactBn.enc(refTime), compactBn.enc(proofSize)])
}

function some(bytes: Uint8Array): Uint8Array {
  return concat([Uint8Array.of(1), bytes])
}
