import type { Reader } from '../reader.ts'

/** A swap as the runtime simulates it, its fee charged. Unit: rao of each side. */
export interface Simulated {
  readonly paidIn: bigint
  readonly fee: bigint
  readonly out: bigint
  /** What the amount sold is worth at the spot price; only of a sale, and not on older runtimes. Unit: rao. Rounds down. */
  readonly worth?: bigint
}

/** SwapRuntimeApi's answer; the amount of the side paid in is net of fee. */
interface SimSwapResult {
  readonly tao_amount: bigint
  readonly alpha_amount: bigint
  readonly tao_fee: bigint
  readonly alpha_fee: bigint
  readonly tao_slippage?: bigint
}

/**
 * A simulated sale of alpha. All zeros where the runtime would refuse it, and where its lowest price lets nothing be sold.
 * Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:2706
 */
export async function simulateSale(reader: Reader, netuid: number, alpha: bigint): Promise<Simulated> {
  const found = await reader.api('SwapRuntimeApi', 'sim_swap_alpha_for_tao', [netuid, alpha])
  const { alpha_amount: paidIn, alpha_fee: fee, tao_amount: out, tao_slippage } = found as SimSwapResult
  return { paidIn, fee, out, ...(tao_slippage !== undefined && { worth: out + tao_slippage }) }
}

/** A simulated purchase of alpha. All zeros where the runtime would refuse it. Source: as above, :2677 */
export async function simulatePurchase(reader: Reader, netuid: number, tao: bigint): Promise<Simulated> {
  const found = await reader.api('SwapRuntimeApi', 'sim_swap_tao_for_alpha', [netuid, tao])
  const { tao_amount: paidIn, tao_fee: fee, alpha_amount: out } = found as SimSwapResult
  return { paidIn, fee, out }
}
