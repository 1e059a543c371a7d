import { multiply, toFixed, toWhole } from '../../pool/fixed.ts'
import { spotPrice } from '../../pool/price.ts'
import type { Reader } from '../reader.ts'
import { readPools, reproduces } from './probe.ts'
import { ROOT } from './raw-trade.ts'
import { paidFrom, startBooks } from './series.ts'
import { simulateSale } from './simulate.ts'
import type { AlphaFeeQuote } from './types.ts'

const UNIT = 1_000_000_000n

/**
 * What alpha is worth at the spot price, as the chain computes it for a move within a subnet: with the whole price, of
 * which `current_alpha_price` is cut off at 1e-9. Unit: rao. Rounds down.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:1000-1012
 */
export async function worthOf(
  reader: Reader,
  netuid: number,
  alpha: bigint,
  alphaFee?: AlphaFeeQuote,
): Promise<bigint> {
  if (netuid === ROOT) return alpha
  const [pools, sale] = await Promise.all([readPools(reader, [netuid]), simulateSale(reader, netuid, alpha)])
  const pool = pools.get(netuid)
  if (pool?.market === 'stable') return alpha
  if (reproduces(pools, [])) {
    const { markets } = paidFrom(reader, startBooks(pools, undefined), alphaFee)
    const market = markets.get(netuid)
    if (market && typeof market !== 'string') return toWhole(multiply(spotPrice(market), toFixed(alpha)))
  }
  // A simulated sale tells what the amount is worth at spot, unless the pool refuses to buy it.
  const atPrice = (alpha * (pool?.price ?? 0n)) / UNIT
  return sale.paidIn > 0n ? (sale.worth ?? atPrice) : atPrice
}
