import type { LimitedTrade } from '../limited.ts'
import { MIN_STAKE } from '../transition.ts'
import type { Pool } from '../types.ts'
import { averageOf, isAverage } from './average.ts'
import { acceptedUpTo, dangerousUpTo, leastUnder, type Move } from './between.ts'
import { curveOf } from './curve.ts'
import { keptOf, netOf, roundUp, SCALE } from './fine.ts'
import { dangerousPartUpTo, leastPartUnder } from './part.ts'
import type { Problem } from './problem.ts'
import { reachOf } from './reach.ts'

/**
 * The problem of alpha to alpha. The chain holds the limit against an average that is true at weights of one half, in
 * every state; elsewhere states are searched, as far as others can be taken to bring the pools (`guardFactor`).
 */
export function across(trade: LimitedTrade, origin: Pool, destination: Pool, guardFactor: number): Problem {
  const { amount, heldBack = 0n, allowPartial = false } = trade
  const [from, to] = [curveOf(origin), curveOf(destination)]
  const move: Move = {
    origin: from,
    destination: to,
    amount: Number(amount),
    net: netOf(amount, origin),
    heldBack: Number(heldBack),
    reach: {
      origin: reachOf(from, origin, guardFactor),
      destination: reachOf(to, destination, guardFactor),
    },
    refusedUpTo: allowPartial ? 0 : Number(MIN_STAKE),
  }
  const { dangerous, least } = isAverage(origin, destination, move)
    ? averageOf(move, allowPartial ? keptOf(origin) : undefined)
    : searched(move, allowPartial)
  return {
    stricter: 1n,
    loosest: minimum => roundUp(Math.max(dangerous(Number(minimum)), lowest(move))),
    least: limitRao => least(Number(limitRao) / SCALE),
    strictest: () => BigInt(Math.floor(acceptedUpTo(move, 0, 0) * SCALE)),
  }
}

function searched(move: Move, allowPartial: boolean) {
  const dangerousOf = allowPartial ? dangerousPartUpTo : dangerousUpTo
  const leastOf = allowPartial ? leastPartUnder : leastUnder
  return {
    dangerous: (minimum: number) => dangerousOf(move, minimum),
    least: (limit: number) => leastOf(move, limit),
  }
}

/**
 * A very low limit means nothing at all to the chain: its quotient does not fit 2^64. Sixteen times what just fits
 * now, if the present state accepts that, leaves room for states of more alpha.
 */
function lowest(move: Move): number {
  const [from, to] = [move.origin.at(0), move.destination.at(0)]
  const fits = ((to.alpha * from.tao) / (from.tao + to.tao)) * 2 ** -64
  return Math.min(16 * fits, Math.sqrt(fits * Math.max(fits, acceptedUpTo(move, 0, 0))))
}
