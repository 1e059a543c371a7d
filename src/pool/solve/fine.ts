import { feeOn } from '../fee.ts'
import type { Pool } from '../types.ts'

/** Limits as the calls take them are this × a price or ratio. */
export const SCALE = 1e9

/** What of an amount is traded: all but the pool's fee. Unit: rao. */
export const netOf = (amount: bigint, pool: Pool) => Number(amount - feeOn(amount, pool.feeRate))

/** The next limit that is stricter, where higher ones are. Limits end at 2^64-1. */
export function roundUp(price: number): bigint | undefined {
  const scaled = Math.ceil(price * SCALE * (1 + 1e-12) + 1e-9)
  return scaled < 2 ** 64 ? BigInt(scaled) : undefined
}
