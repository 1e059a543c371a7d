import { UNIT } from './fixed.ts'
import { type Filled, type LimitedTrade, runLimited } from './limited.ts'
import { type Problem, problemOf } from './solve/problem.ts'
import { GUARD_FACTOR } from './solve/reach.ts'

/** A limit for a minimum, or that none can guard it. */
export type Solution =
  | {
      readonly kind: 'limit'
      /** As the call takes it: 1e9 × a price or ratio. */
      readonly limitRao: bigint
      /** The least that is received under it, not below the minimum. Unit: rao of what is bought. */
      readonly guaranteed: bigint
    }
  | {
      readonly kind: 'inexpressible'
      /** The largest minimum that a limit can guard, or null if none can. Unit: rao of what is bought. */
      readonly nearest: bigint | null
    }

/** Which states a limit is solved for. */
export interface SolveOptions {
  /**
   * From alpha to alpha off weights of one half: how far from its present price each pool can be brought. Range: 100
   * and above; default 100.
   */
  readonly guardFactor?: number
}

/**
 * The loosest limit that guards a minimum. The trade's markets stand as they are at its turn.
 *
 * Hostile trades before it can bring each pool to any other point of its curve (see `Curve`), and nothing else. Of all
 * those states, none in which the chain accepts the limit brings less than the minimum; the present state is accepted
 * and trades in full. Where no limit does both, the minimum is inexpressible. From alpha to alpha off weights of one
 * half, where the chain's limit is no average of the trade, the states are those that `reachOf` names.
 *
 * With `allowPartial` the minimum is a rate, `minimum / amount`, that every part the chain fills brings, to within the
 * rounding of a part: 2 rao of each leg. Proceeds of a part below the minimum stake stay free as TAO.
 *
 * A minimum of 0 counts as 1.
 */
export function solveLimit(
  trade: LimitedTrade,
  minimum: bigint,
  { guardFactor = GUARD_FACTOR }: SolveOptions = {},
): Solution {
  const problem = problemOf(trade, guardFactor)
  if (problem === 'one to one') return oneToOne(trade, minimum)
  if (problem === 'unbounded') return { kind: 'inexpressible', nearest: null }
  const found = attempt(trade, problem, minimum > 0n ? minimum : 1n)
  if (found) return found
  return { kind: 'inexpressible', nearest: nearestTo(trade, problem) }
}

/**
 * The least that a trade brings under a limit of the user's own, in any state that accepts it; what that means with
 * `allowPartial`, see `solveLimit`. Unit: rao of what is bought. Undefined where the present state refuses the limit
 * or, without `allowPartial`, would not trade in full.
 */
export function guaranteedUnder(
  trade: LimitedTrade,
  limitRao: bigint,
  { guardFactor = GUARD_FACTOR }: SolveOptions = {},
): bigint | undefined {
  const present = runLimited(trade, limitRao)
  if (!present || present.filled === 0n) return undefined
  if (!trade.allowPartial && present.filled < trade.amount) return undefined
  const problem = problemOf(trade, guardFactor)
  if (problem === 'one to one') return present.received
  return problem === 'unbounded' ? 0n : leastOf(problem, limitRao, present)
}

/** Whether the present state accepts a limit and trades under it: in full, or with `allowPartial` at all. */
export function letsThrough(trade: LimitedTrade, limitRao: bigint): boolean {
  const { filled = 0n } = runLimited(trade, limitRao) ?? {}
  return trade.allowPartial ? filled > 0n : filled === trade.amount
}

function attempt(trade: LimitedTrade, problem: Problem, minimum: bigint): Solution | undefined {
  const limitRao = problem.loosest(minimum)
  if (limitRao === undefined) return undefined
  const present = inFull(trade, limitRao)
  if (!present || present.received < minimum) return undefined
  const guaranteed = leastOf(problem, limitRao, present)
  return { kind: 'limit', limitRao, guaranteed: guaranteed < minimum ? minimum : guaranteed }
}

function leastOf(problem: Problem, limitRao: bigint, { received }: Filled): bigint {
  const least = problem.least(limitRao)
  return least < Number(received) ? BigInt(Math.floor(least)) : received
}

function inFull(trade: LimitedTrade, limitRao: bigint): Filled | undefined {
  const present = runLimited(trade, limitRao)
  return present?.filled === trade.amount ? present : undefined
}

/** The minimum that the strictest limit accepted now can guard. */
function nearestTo(trade: LimitedTrade, problem: Problem): bigint | null {
  const limitRao = strictestAccepted(trade, problem)
  if (limitRao === undefined) return null
  const least = problem.least(limitRao)
  if (!Number.isFinite(least)) return null
  let minimum = BigInt(Math.floor(least))
  for (let step = 1n; minimum > 0n; minimum -= step, step *= 2n) {
    if (attempt(trade, problem, minimum)) return minimum
  }
  return null
}

/** The estimate is good to the chain's rounding; a few steps around it find the limit. */
function strictestAccepted(trade: LimitedTrade, { strictest, stricter }: Problem): bigint | undefined {
  const estimate = strictest()
  if (estimate === undefined) return undefined
  const step = stricter * (1n + estimate / 10n ** 12n)
  for (let steps = 4n; steps > -60n; steps -= 1n) {
    const limitRao = estimate + steps * step
    if (limitRao > 0n && inFull(trade, limitRao)) return limitRao
  }
  return undefined
}

function oneToOne(trade: LimitedTrade, minimum: bigint): Solution {
  const present = inFull(trade, UNIT)
  if (!present) return { kind: 'inexpressible', nearest: null }
  if (present.received < minimum) return { kind: 'inexpressible', nearest: present.received }
  return { kind: 'limit', limitRao: UNIT, guaranteed: present.received }
}
