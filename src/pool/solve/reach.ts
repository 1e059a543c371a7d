import type { Pool } from '../types.ts'
import type { Curve } from './curve.ts'
import { reachable, type StateRange } from './leg.ts'

/** How far from its present price others are taken to move a pool, at the least and unless told otherwise. */
export const GUARD_FACTOR = 100

/**
 * Alpha that a subnet is given while a trade waits: at most 2 in each of 100 blocks. Unit: rao.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/coinbase/block_emission.rs:43
 */
const EMITTED_MEANWHILE = 200e9

/** Prices of exactly the factor belong to it, however the chain rounds them. */
const EDGE = 1e-9

/**
 * Where a move takes each of its pools to be movable: to `factor` times its present price and to the same part of it,
 * but not to where it would hold more alpha than there is. Range of `factor`: 100 and above.
 */
export function reachOf(curve: Curve, { alphaIssued }: Pool, factor: number): StateRange {
  const { low, high } = reachable(curve)
  const far = Math.log(factor) + EDGE
  const issued = alphaIssued === undefined ? low : curve.whereAlpha(Number(alphaIssued) + EMITTED_MEANWHILE)
  return { low: Math.max(low, -far, Math.min(0, issued)), high: Math.min(high, far) }
}
