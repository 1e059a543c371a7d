import { divide, minus, multiply, toFixed, toWhole, UNIT } from '../../../src/pool/fixed.ts'
import { PoolError } from '../../../src/pool/types.ts'
import type { State } from '../../state/state.ts'
import { allNetuids } from '../netuids.ts'
import { currentPrice, simulatePurchase, simulateSale } from '../staking/market.ts'

/** SimSwapResult of the runtime API. The input's amount is net of fee; slippage compares with spot, fee included. */
interface SimSwapResult {
  readonly tao_amount: bigint
  readonly alpha_amount: bigint
  readonly tao_fee: bigint
  readonly alpha_fee: bigint
  readonly tao_slippage: bigint
  readonly alpha_slippage: bigint
}

/** What the chain answers for every swap it would refuse. */
const refused: SimSwapResult = {
  tao_amount: 0n,
  alpha_amount: 0n,
  tao_fee: 0n,
  alpha_fee: 0n,
  tao_slippage: 0n,
  alpha_slippage: 0n,
}

function priceRao(state: State, netuid: number): bigint {
  return toWhole(multiply(currentPrice(state, netuid), toFixed(UNIT)))
}

/**
 * SwapRuntimeApi. Prices in rao per alpha, rounded down. Both simulations charge the fee.
 * Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:2651-2729
 */
export const swapApi = {
  SwapRuntimeApi_current_alpha_price: (state: State, netuid: number) => priceRao(state, netuid),

  SwapRuntimeApi_current_alpha_price_all: (state: State) =>
    allNetuids(state).map(netuid => ({ netuid, price: priceRao(state, netuid) })),

  SwapRuntimeApi_sim_swap_tao_for_alpha: (state: State, netuid: number, tao: bigint): SimSwapResult => {
    const purchase = simulatePurchase(state, netuid, tao)
    if (purchase instanceof PoolError) return refused
    const atSpot = toWhole(divide(toFixed(tao), currentPrice(state, netuid)))
    return {
      ...refused,
      tao_amount: purchase.paidIn,
      alpha_amount: purchase.out,
      tao_fee: purchase.fee,
      alpha_slippage: minus(atSpot, purchase.out),
    }
  },

  SwapRuntimeApi_sim_swap_alpha_for_tao: (state: State, netuid: number, alpha: bigint): SimSwapResult => {
    const sale = simulateSale(state, netuid, alpha)
    if (sale instanceof PoolError) return refused
    const atSpot = toWhole(multiply(toFixed(alpha), currentPrice(state, netuid)))
    return {
      ...refused,
      tao_amount: sale.out,
      alpha_amount: sale.paidIn,
      alpha_fee: sale.fee,
      tao_slippage: minus(atSpot, sale.out),
    }
  },
}
