import type { Leg } from '../../chain/types.ts'
import type { Json } from '../view.ts'

/** The legs of a trade as JSON has them. */
export function legsJson(legs: readonly Leg[]): Json {
  return legs.map(({ paid, received, ...leg }) => ({ ...leg, in: paid, out: received }))
}
