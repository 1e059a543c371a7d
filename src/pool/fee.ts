import { divide, minus, multiply, toFixed, toWhole } from './fixed.ts'

const WHOLE_RATE = 65_535n

/**
 * Fee contained in a gross amount. Unit: that of the amount. Rounds down twice: first the rate to 2^-64, then the
 * product. At the common rate of 33 that is one less than a plain division for amounts that are multiples of 21,845.
 * Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/impls.rs:254
 */
export function feeOn(gross: bigint, feeRate: number): bigint {
  return toWhole(multiply(toFixed(gross), divide(toFixed(BigInt(feeRate)), toFixed(WHOLE_RATE))))
}

/**
 * Fee added to a net amount: what a trade pays that was cut by its price limit. Unit: that of the amount. Rounds down.
 * Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/swap_step.rs:99
 */
export function feeOnTop(net: bigint, feeRate: number): bigint {
  const rate = BigInt(feeRate)
  return toWhole(multiply(toFixed(net), divide(toFixed(rate), toFixed(minus(WHOLE_RATE, rate)))))
}

/**
 * The smallest gross amount whose net is the one given: what to ask a fee-charging quote for, to learn what a
 * fee-free trade of `net` brings. Every net has one, because one more rao gross adds at most one rao of fee.
 */
export function grossFor(net: bigint, feeRate: number): bigint {
  const netOf = (gross: bigint) => gross - feeOn(gross, feeRate)
  let gross = net + feeOnTop(net, feeRate)
  while (netOf(gross) < net) gross += 1n
  while (gross > 0n && netOf(gross - 1n) >= net) gross -= 1n
  return gross
}
