import { dangerousUpTo, leastUnder, type Move } from './between.ts'
import { largest } from './search.ts'

/**
 * Where the chain may fill a part of a move, each part is a move of its own, and the minimum is a rate: what the
 * whole brings at the least over the whole. Parts are searched over six orders of magnitude; between them the worst
 * rate changes little, for which one part in a million is added.
 */
const PARTS = { low: Math.log(1e-6), high: 0, points: 8, width: 0.05 }
const BETWEEN_PARTS = 1e-6

/** A part of a move. What is lost by rounding, and what is held back, is no part of a rate. */
function partOf(move: Move, share: number): Move {
  return { ...move, amount: move.amount * share, net: move.net * share, heldBack: 0, loss: 0 }
}

/** As `dangerousUpTo`, for every part of the move. */
export function dangerousPartUpTo(move: Move, minimum: number): number {
  const ofPart = (log: number) => dangerousUpTo(partOf(move, Math.exp(log)), minimum * Math.exp(log))
  return Math.max(dangerousUpTo(move, minimum), largest(ofPart, PARTS) * (1 + BETWEEN_PARTS))
}

/** As `leastUnder`: the least that any part brings, times the whole over the part. */
export function leastPartUnder(move: Move, limit: number): number {
  const ofPart = (log: number) => -leastUnder(partOf(move, Math.exp(log)), limit) / Math.exp(log)
  return Math.min(leastUnder(move, limit), -largest(ofPart, PARTS) * (1 - BETWEEN_PARTS))
}
