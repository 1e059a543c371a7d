import { min } from '../../src/pool/fixed.ts'
import type { Weight } from '../types.ts'

export const noWeight: Weight = { refTime: 0n, proofSize: 0n }

/**
 * A benchmarked weight: own time in thousands of picoseconds, estimated proof in bytes, database reads and writes at
 * 25 and 100 million picoseconds. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:322 (RocksDbWeight).
 */
export function benchmarked(thousands: number, proof: number, reads: number, writes: number): Weight {
  const refTime = BigInt(thousands) * 1_000n + BigInt(reads) * 25_000_000n + BigInt(writes) * 100_000_000n
  return { refTime, proofSize: BigInt(proof) }
}

/** Sum of weights. */
export function addWeights(...weights: readonly Weight[]): Weight {
  return weights.reduce(
    (sum, weight) => ({
      refTime: sum.refTime + weight.refTime,
      proofSize: sum.proofSize + weight.proofSize,
    }),
    noWeight,
  )
}

/** The smaller of each measure. */
export function leastWeight(left: Weight, right: Weight): Weight {
  return { refTime: min(left.refTime, right.refTime), proofSize: min(left.proofSize, right.proofSize) }
}

/**
 * What the guards of every dispatched call weigh: the one of coldkey swaps. The others weigh nothing for the calls this
 * chain has. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/guards/check_coldkey_swap.rs:75,
 * pallets/subtensor/src/weights.rs:2496.
 */
export const guards: Weight = benchmarked(17_583, 4_198, 2, 0)

/**
 * What the transaction extensions weigh, for calls no guard applies to but the coldkey-swap one. In order:
 * CheckNonZeroSender, CheckSpecVersion, CheckTxVersion, CheckGenesis, CheckMortality (CheckNonce 0), CheckWeight,
 * ChargeTransactionPayment and its 3 reads, (Sudo 0), CheckShieldedTxValidity, SubtensorTransactionExtension.
 * Source: paritytech/polkadot-sdk@10b0ef0e substrate/frame/system/src/extensions/weights.rs,
 * @0332dd04 substrate/frame/transaction-payment/src/weights.rs; opentensor/subtensor@14bc6f9f
 * runtime/src/transaction_payment_wrapper.rs:202, pallets/shield/src/extension.rs:45, pallets/subtensor/src/weights.rs:2496.
 */
export const extensions: Weight = addWeights(
  benchmarked(527, 0, 0, 0),
  benchmarked(461, 0, 0, 0),
  benchmarked(439, 0, 0, 0),
  benchmarked(4_160, 0, 1, 0),
  benchmarked(6_523, 3_509, 1, 0),
  benchmarked(4_747, 1_489, 1, 1),
  benchmarked(51_786, 3_593, 7, 1),
  benchmarked(1_000, 0, 1, 0),
  guards,
)

/** Timestamp.set. Source: paritytech/polkadot-sdk@062d1f33 substrate/frame/timestamp/src/weights.rs. */
export const timestampSet: Weight = benchmarked(8_684, 1_493, 2, 1)
