import { min, minus, U64_MAX } from './fixed.ts'
import { add, fromWhole, isZero, multiplyDivide, type SafeFloat, subtract, wholePart } from './safe-float.ts'

/**
 * All stake on one hotkey and subnet. Each coldkey owns a share of it; the stake of a coldkey is
 * total × share / denominator, rounded down.
 */
export interface SharePool {
  /** `TotalHotkeyAlpha`. Unit: alpha rao. */
  readonly total: bigint
  /** `TotalHotkeySharesV2`, the sum of all shares. */
  readonly denominator: SafeFloat
}

/** A pool and the share that was changed in it. Zero values have no row in storage. */
export interface ShareUpdate {
  readonly pool: SharePool
  readonly share: SafeFloat
}

/** Updates are signed 64-bit numbers on the chain. */
const LARGEST_UPDATE = 2n ** 63n - 1n

function checkUpdate(amount: bigint): void {
  if (amount < 0n || amount > LARGEST_UPDATE)
    throw new RangeError(`${amount} is not an amount of 0..2^63-1 rao`)
}

/**
 * The stake a share stands for. Unit: alpha rao. Rounds down.
 * Source: opentensor/subtensor@14bc6f9f primitives/share-pool/src/lib.rs:420
 */
export function stakeOf(pool: SharePool, share: SafeFloat): bigint {
  return wholePart(multiplyDivide(fromWhole(pool.total), share, pool.denominator))
}

function sharesFor(pool: SharePool, amount: bigint): SafeFloat {
  return multiplyDivide(fromWhole(amount), pool.denominator, fromWhole(pool.total))
}

/**
 * Whether a deposit of this amount gets any share at all. The chain refuses one that does not with
 * SubtensorModule.InsufficientLiquidity. Unit: alpha rao.
 * Source: opentensor/subtensor@14bc6f9f primitives/share-pool/src/lib.rs:459
 */
export function isPreciseEnough(pool: SharePool, amount: bigint): boolean {
  checkUpdate(amount)
  return isZero(pool.denominator) || !isZero(sharesFor(pool, amount))
}

/**
 * Adds stake to one share. Unit: alpha rao. The new share reads the amount, or one rao less, above what it read
 * before. The first share of an empty pool is the amount itself.
 * Source: opentensor/subtensor@14bc6f9f primitives/share-pool/src/lib.rs:491
 */
export function deposit(pool: SharePool, share: SafeFloat, amount: bigint): ShareUpdate {
  checkUpdate(amount)
  const total = min(pool.total + amount, U64_MAX)
  if (isZero(pool.denominator)) {
    const first = fromWhole(amount)
    return { pool: { total, denominator: first }, share: first }
  }
  const delta = sharesFor(pool, amount)
  return { pool: { total, denominator: add(pool.denominator, delta) }, share: add(share, delta) }
}

/**
 * Takes stake from one share. Unit: alpha rao. After a full exit the share reads 0 but is rarely zero itself. The last
 * share can read a few rao more than the total, by rounding; taking them leaves a total of 0.
 * The chain silently does nothing when the share reads less than the amount; its calls check before, so must ours.
 * @throws RangeError when the share reads less than the amount.
 * Source: opentensor/subtensor@14bc6f9f primitives/share-pool/src/lib.rs:491, pallets/subtensor/src/staking/stake_utils.rs:618
 */
export function withdraw(pool: SharePool, share: SafeFloat, amount: bigint): ShareUpdate {
  checkUpdate(amount)
  const stake = stakeOf(pool, share)
  if (stake < amount) throw new RangeError(`${amount} rao cannot be withdrawn from a stake of ${stake}`)
  const delta = sharesFor(pool, amount)
  return {
    pool: { total: minus(pool.total, amount), denominator: subtract(pool.denominator, delta) },
    share: subtract(share, delta),
  }
}

/**
 * Gives an amount to all shares in proportion, or with a negative amount takes it: dividends. Unit: alpha rao.
 * Source: opentensor/subtensor@14bc6f9f primitives/share-pool/src/lib.rs:450
 */
export function distribute(pool: SharePool, amount: bigint): SharePool {
  checkUpdate(amount < 0n ? -amount : amount)
  return { ...pool, total: amount < 0n ? minus(pool.total, -amount) : min(pool.total + amount, U64_MAX) }
}
