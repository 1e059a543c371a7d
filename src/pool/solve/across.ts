import type { LimitedTrade } from '../limited.ts'
import { MIN_STAKE } from '../transition.ts'
import type { Pool } from '../types.ts'
import { averageOf, isAverage } from './average.ts'
import { acceptedUpTo, dangerousUpTo, leastUnder, type Move } from './between.ts'
import { curveOf } from './curve.ts'
import { netOf, roundUp, SCALE } from './fine.ts'
import type { Problem } from './problem.ts'
import { reachOf } from './reach.ts'
import type { Untold } from './untold.ts'

/**
 * The problem of alpha to alpha. The chain holds the limit against an average that is true at weights of one half, in
 * every state; elsewhere states are searched, as far as others can be taken to bring the pools (`guardFactor`). With
 * `untold` no reserve counts but for what the present state accepts.
 */
export function across(
  trade: LimitedTrade,
  origin: Pool,
  destination: Pool,
  { guardFactor, untold }: { readonly guardFactor: number; readonly untold?: Untold | undefined },
): Problem {
  const move = moveOf(trade, origin, destination, guardFactor)
  const { loosest, least } = untold ?? boundOf(move, isAverage(origin, destination, move))
  return {
    stricter: 1n,
    loosest: minimum => roundUp(Math.max(loosest(Number(minimum)), lowest(move))),
    least: limitRao => least(Number(limitRao) / SCALE),
    strictest: () => BigInt(Math.floor(acceptedUpTo(move, 0, 0) * SCALE)),
  }
}

/** Whether the limit of a trade is its average, which holds in every state. */
export function isAveraged(
  trade: LimitedTrade,
  origin: Pool,
  destination: Pool,
  guardFactor: number,
): boolean {
  return isAverage(origin, destination, moveOf(trade, origin, destination, guardFactor))
}

function moveOf(
  { amount, heldBack = 0n }: LimitedTrade,
  origin: Pool,
  destination: Pool,
  guardFactor: number,
): Move {
  const [from, to] = [curveOf(origin), curveOf(destination)]
  return {
    origin: from,
    destination: to,
    amount: Number(amount),
    net: netOf(amount, origin),
    heldBack: Number(heldBack),
    reach: {
      origin: reachOf(from, origin, guardFactor),
      destination: reachOf(to, destination, guardFactor),
    },
    refusedUpTo: Number(MIN_STAKE),
  }
}

function boundOf(move: Move, isAverage: boolean): Untold {
  if (!isAverage) {
    return {
      loosest: minimum => dangerousUpTo(move, minimum),
      least: limit => leastUnder(move, limit),
    }
  }
  return averageOf(move)
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
