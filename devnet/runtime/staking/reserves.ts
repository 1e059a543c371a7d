import { minus } from '../../../src/pool/fixed.ts'
import { buy, type PoolSwapOptions, sell } from '../../../src/pool/swap.ts'
import type { KeyPart, StateItem } from '../../state/item.ts'
import type { State } from '../../state/state.ts'
import { subnetAlphaIn, subnetAlphaOut, subnetTao, subnetVolume } from '../../state/subnet.ts'
import { totalStake } from '../../state/subtensor.ts'
import { marketOf, type SwapOutcome, trade } from './market.ts'

/** Adds to a counter, or takes from it but never below zero. */
function adjust<K extends readonly KeyPart[]>(
  state: State,
  item: StateItem<K, bigint>,
  change: bigint,
  ...key: K
): void {
  if (change === 0n) return
  const before = state.read(item, ...key)
  state.write(item, change < 0n ? minus(before, -change) : before + change, ...key)
}

/**
 * Sells alpha to a subnet and keeps its books. Accounts and shares are the caller's.
 * @throws DispatchFailure with the Swap errors of `sell`.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:689
 */
export function swapAlphaForTao(
  state: State,
  netuid: number,
  alpha: bigint,
  options: PoolSwapOptions,
): SwapOutcome {
  const market = marketOf(state, netuid)
  const sale: SwapOutcome =
    typeof market === 'string'
      ? { paidIn: alpha, fee: 0n, out: alpha }
      : trade(() => sell(market, alpha, options))
  adjust(state, subnetAlphaIn, sale.paidIn, netuid)
  adjust(state, subnetAlphaOut, -sale.paidIn, netuid)
  adjust(state, subnetTao, -sale.out, netuid)
  adjust(state, totalStake, -sale.out)
  adjust(state, subnetVolume, sale.out, netuid)
  return sale
}

/**
 * Buys alpha from a subnet and keeps its books. Stake and volume count the TAO before the fee.
 * @throws DispatchFailure with the Swap errors of `buy`.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:638
 */
export function swapTaoForAlpha(
  state: State,
  netuid: number,
  tao: bigint,
  options: PoolSwapOptions,
): SwapOutcome {
  const market = marketOf(state, netuid)
  const purchase: SwapOutcome =
    typeof market === 'string' ? { paidIn: tao, fee: 0n, out: tao } : trade(() => buy(market, tao, options))
  adjust(state, subnetAlphaIn, -purchase.out, netuid)
  adjust(state, subnetAlphaOut, purchase.out, netuid)
  adjust(state, subnetTao, purchase.paidIn, netuid)
  adjust(state, totalStake, tao)
  adjust(state, subnetVolume, tao, netuid)
  return purchase
}
