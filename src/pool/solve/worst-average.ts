import { WEIGHT_SUM } from '../price.ts'
import type { Pool } from '../types.ts'
import { LARGEST_INPUT } from './leg.ts'
import { largest } from './search.ts'

/** Parts of a reserve that are paid in, over which the worst is looked for. Natural logarithms. */
const PAID_IN = { low: Math.log(1e-9), high: Math.log(LARGEST_INPUT), points: 64, width: 1e-6 }
/** For what lies between the places that were looked at. */
const BETWEEN = 1e-5

/**
 * What a move of alpha to alpha brings at the least, as a part of the average that the chain works out for it as if all
 * weights were one half, or of the ratio of prices where that is lower: over all reserves. 1 at weights of one half;
 * undefined where the curve has no weight.
 */
export function worstAverage(origin: Pool, destination: Pool): number | undefined {
  if (origin.ellipse || destination.ellipse) return undefined
  if ([origin, destination].every(pool => pool.quoteWeight * 2n === WEIGHT_SUM)) return 1
  const selling = 1 / ratioOf(origin)
  const buying = ratioOf(destination)
  // With the amount as part of the origin's alpha, and the TAO in between as part of the destination's.
  const shareAt = (alpha: number, tao: number) => {
    const sold = -Math.expm1(-selling * Math.log1p(alpha))
    const bought = -Math.expm1(-buying * Math.log1p(tao))
    const taos = tao / sold
    const average = (alpha * taos) / (1 + alpha * (1 + taos))
    return bought / Math.min(average, selling * buying * alpha * taos)
  }
  const worstAt = (alpha: number) => -largest(log => -shareAt(alpha, Math.exp(log)), PAID_IN)
  return Math.min(1, -largest(log => -worstAt(Math.exp(log)), PAID_IN) * (1 - BETWEEN))
}

/** The weight of a pool's TAO over that of its alpha. */
const ratioOf = ({ quoteWeight }: Pool) => Number(quoteWeight) / Number(WEIGHT_SUM - quoteWeight)
