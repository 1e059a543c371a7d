import type { Leg } from '../../chain/quote/types.ts'
import type { Json } from '../face.ts'

/** The legs of a trade as JSON has them. */
export function legsJson(legs: readonly Leg[]): Json {
  // Plans recorded by older versions do not say the rate.
  return legs.map(({ paid, received, feeRate = null, ...leg }) => ({
    ...leg,
    in: paid,
    out: received,
    feeRate,
  }))
}
