import type { LimitedTrade } from '../limited.ts'
import type { Pool } from '../types.ts'
import { isAveraged } from './across.ts'
import { curveOf } from './curve.ts'

/**
 * What somebody must bring to a pool to move its price beyond the states that a limit was solved for. Unit: rao. Fees
 * are those of going there and back.
 */
export interface Breach {
  /** To raise the price. */
  readonly tao: bigint
  readonly taoFee: bigint
  /** To lower it; absent where there is not so much alpha. */
  readonly alpha?: { readonly amount: bigint; readonly fee: bigint }
}

/** The breach of each pool of a trade; none where its limit holds in every state. */
export function breachesOf(
  trade: LimitedTrade,
  guardFactor: number,
): { readonly origin: Breach; readonly destination: Breach } | undefined {
  if (trade.path !== 'swap') return undefined
  const { origin, destination } = trade
  if (typeof origin === 'string' || typeof destination === 'string') return undefined
  if (isAveraged(trade, origin, destination, guardFactor)) return undefined
  return { origin: breachOf(origin, guardFactor), destination: breachOf(destination, guardFactor) }
}

function breachOf(pool: Pool, guardFactor: number): Breach {
  const curve = curveOf(pool)
  const far = Math.log(guardFactor)
  const [here, above, below] = [curve.at(0), curve.at(far), curve.at(-far)]
  const tao = above.tao - here.tao
  const alpha = below.alpha - here.alpha
  const fees = (amount: number) => rao((2 * amount * pool.feeRate) / 65_535)
  const elsewhere = pool.alphaIssued === undefined ? alpha : Number(pool.alphaIssued - pool.alphaIn)
  return {
    tao: rao(tao),
    taoFee: fees(tao),
    ...(alpha <= elsewhere ? { alpha: { amount: rao(alpha), fee: fees(alpha) } } : {}),
  }
}

const rao = (amount: number) => BigInt(Math.round(amount))
