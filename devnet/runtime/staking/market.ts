import { feeOn } from '../../../src/pool/fee.ts'
import { type Fixed, ONE } from '../../../src/pool/fixed.ts'
import { spotPrice } from '../../../src/pool/price.ts'
import { buy, sell } from '../../../src/pool/swap.ts'
import { type Market, type Pool, PoolError } from '../../../src/pool/types.ts'
import type { State } from '../../state/state.ts'
import {
  feeRate,
  networksAdded,
  subnetAlphaIn,
  subnetMechanism,
  subnetTao,
  swapBalancer,
  swapSuperellipse,
} from '../../state/subnet.ts'
import { moduleFailure } from '../failure.ts'

/** Netuid of the root subnet. */
export const root = 0

/** A swap as the chain reports it. Unit: rao of each side. */
export interface SwapOutcome {
  /** Net of fee. */
  readonly paidIn: bigint
  readonly fee: bigint
  readonly out: bigint
}

/** The pool of a subnet, or how it trades 1:1. */
export function marketOf(state: State, netuid: number): Market {
  if (state.read(subnetMechanism, netuid) !== 1) return netuid === root ? 'root' : 'stable'
  return {
    alphaIn: state.read(subnetAlphaIn, netuid),
    tao: state.read(subnetTao, netuid),
    quoteWeight: state.read(swapBalancer, netuid),
    feeRate: state.read(feeRate, netuid),
    ...ellipseAt(state, netuid),
  }
}

/** The ellipse of a pool, where it has one. */
function ellipseAt(state: State, netuid: number): Pick<Pool, 'ellipse'> {
  const stored = state.read(swapSuperellipse, netuid)
  if (stored === undefined) return {}
  const { alpha_scale, tao_scale, center_alpha, center_tao } = stored
  return {
    ellipse: {
      alphaScale: alpha_scale,
      taoScale: tao_scale,
      centerAlpha: center_alpha,
      centerTao: center_tao,
    },
  }
}

/** Runs pool arithmetic, its refusals turned into the chain's errors. @throws DispatchFailure */
export function trade<T>(arithmetic: () => T): T {
  try {
    return arithmetic()
  } catch (refusal) {
    if (!(refusal instanceof PoolError)) throw refusal
    throw moduleFailure(refusal.pallet, refusal.fault)
  }
}

function isPool(market: Market): market is Pool {
  return typeof market !== 'string'
}

/** Spot price, TAO per alpha. 1 on root and stable subnets. Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/impls.rs:21 */
export function currentPrice(state: State, netuid: number): Fixed {
  const market = marketOf(state, netuid)
  return isPool(market) ? spotPrice(market) : ONE
}

/** Fee on an amount. 0 on root and stable subnets. Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/impls.rs:254 */
export function feeAmount(state: State, netuid: number, amount: bigint): bigint {
  const market = marketOf(state, netuid)
  return isPool(market) ? feeOn(amount, market.feeRate) : 0n
}

/** A 1:1 exchange; nothing at all where there is no such subnet. */
function even(state: State, netuid: number, amount: bigint): SwapOutcome {
  const actual = state.read(networksAdded, netuid) ? amount : 0n
  return { paidIn: actual, fee: 0n, out: actual }
}

/**
 * A sale of alpha, with fee and the chain's own price bound, that changes nothing.
 * Returns what the chain refuses it with if it would. Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/impls.rs:365
 */
export function simulateSale(state: State, netuid: number, alpha: bigint): SwapOutcome | PoolError {
  return simulate(() => {
    const market = marketOf(state, netuid)
    return isPool(market) ? sell(market, alpha) : even(state, netuid, alpha)
  })
}

/** A purchase of alpha, otherwise as `simulateSale`. */
export function simulatePurchase(state: State, netuid: number, tao: bigint): SwapOutcome | PoolError {
  return simulate(() => {
    const market = marketOf(state, netuid)
    return isPool(market) ? buy(market, tao) : even(state, netuid, tao)
  })
}

function simulate(arithmetic: () => SwapOutcome): SwapOutcome | PoolError {
  try {
    return arithmetic()
  } catch (refusal) {
    if (refusal instanceof PoolError) return refusal
    throw refusal
  }
}
