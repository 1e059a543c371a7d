import { UNIT } from './fixed.ts'
import { type Filled, type LimitedTrade, runLimited } from './limited.ts'
import { type Breach, breachesOf } from './solve/breach.ts'
import { problemOf } from './solve/paths.ts'
import type { Belief, Problem } from './solve/problem.ts'
import { GUARD_FACTOR } from './solve/reach.ts'

export type { Breach } from './solve/breach.ts'
export type { Belief } from './solve/problem.ts'
export { GUARD_FACTOR } from './solve/reach.ts'

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
  /** What is believed of the markets. Default: 'pools', but with `allowPartial` nothing ever is. */
  readonly belief?: Belief
}

/**
 * The loosest limit that guards a minimum. The trade's markets stand as they are at its turn.
 *
 * Hostile trades before it can bring each pool to any other point of its curve (see `Curve`), and nothing else. Of all
 * those states, none in which the chain accepts the limit brings less than the minimum; the present state is accepted
 * and trades in full. Where no limit does both, the minimum is inexpressible. From alpha to alpha off weights of one
 * half, where the chain's limit is no average of the trade, the states are those that `reachOf` names.
 *
 * Where nothing is believed, states are pools of any reserves, and any balance of the account; of what the markets tell
 * only the fee rate counts, or the usual one where that is larger, and from alpha to alpha the weights.
 *
 * With `allowPartial` nothing is believed, and the minimum is a rate, `minimum / amount`, that every part the chain
 * fills brings, to within the rounding of a part: 2 rao of each leg, and what is held back. The present state trades at
 * least a part. Proceeds of a part below the minimum stake stay free as TAO.
 *
 * A minimum of 0 counts as 1.
 */
export function solveLimit(trade: LimitedTrade, minimum: bigint, options: SolveOptions = {}): Solution {
  const { guardFactor = GUARD_FACTOR, belief = 'pools' } = options
  const problem = problemOf(trade, { guardFactor, belief: trade.allowPartial ? 'nothing' : belief })
  if (problem === 'one to one') return oneToOne(trade, minimum)
  if (problem === 'unbounded') return { kind: 'inexpressible', nearest: null }
  const found = attempt(trade, problem, minimum > 0n ? minimum : 1n)
  if (found) return found
  return { kind: 'inexpressible', nearest: nearestTo(trade, problem) }
}

/** Whether the present state accepts a limit and trades under it: in full, or with `allowPartial` at all. */
export function letsThrough(trade: LimitedTrade, limitRao: bigint): boolean {
  const { filled = 0n } = runLimited(trade, limitRao) ?? {}
  return trade.allowPartial ? filled > 0n : filled === trade.amount
}

/**
 * What it costs to leave the states that the limit of a trade was solved for, pool by pool; none where it holds in
 * every state.
 */
export function costOfBreaking(
  trade: LimitedTrade,
  { guardFactor = GUARD_FACTOR }: SolveOptions = {},
): { readonly origin: Breach; readonly destination: Breach } | undefined {
  return breachesOf(trade, guardFactor)
}

function attempt(trade: LimitedTrade, problem: Problem, minimum: bigint): Solution | undefined {
  const limitRao = problem.loosest(minimum)
  if (limitRao === undefined || !letsThrough(trade, limitRao)) return undefined
  if (trade.allowPartial) return { kind: 'limit', limitRao, guaranteed: minimum }
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
