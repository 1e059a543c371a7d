import {
  add,
  compare,
  formatNamed,
  inUnit,
  Percent,
  type SomeBalance,
  subtract,
  withKnownUnit,
} from '../balance/index.ts'
import type { Call } from '../chain/extrinsic/calls.ts'
import type { Place } from '../chain/place.ts'
import { isMore } from './amounts-of-one-unit.ts'
import { samePlace } from './place.ts'
import type { PlannedTrade, PricedPlan } from './plan.ts'

/** How a fresh plan differs from the one shown. */
export interface Worsening {
  readonly shown: string
  readonly now: string
}

/** What of a difference matters, beside what is always a difference. */
export interface Comparison {
  /** Whether the amount follows the position, as --all, --keep and NN% do. */
  readonly followsPosition: boolean
  /** Price impacts in percent above which somebody wants to be asked; a leg that crosses one is a difference. */
  readonly impacts: readonly bigint[]
}

/** How much a position may have grown by what it earns between two blocks. */
const ACCRUAL = Percent.parse('1%')

/**
 * Compares the plan that was agreed to with the one that would be signed now, which keeps what the first promised.
 * Undefined when it has the same effect: who agreed to the one agreed to the other. Less that is quoted is no
 * difference, as the least and the limit stay.
 */
export function worsening(shown: PricedPlan, fresh: PricedPlan, given: Comparison): Worsening | undefined {
  if (shown.trades.length !== fresh.trades.length) {
    return { shown: `${shown.trades.length} trades`, now: `${fresh.trades.length} trades` }
  }
  for (const [i, before] of shown.trades.entries()) {
    const after = fresh.trades[i]
    if (!after) return { shown: describe(before), now: 'nothing' }
    const isOther = !samePlaces(before, after) || promisesLess(before, after)
    if (isOther || (isMore(after.sold, before.sold) && !isAccrual(shown, fresh, before, given))) {
      return { shown: describe(before), now: describe(after) }
    }
    const impact = crossedImpact(before, after, given)
    if (impact) return impact
  }
  return otherCall(shown.call, fresh.call) ?? otherPayer(shown, fresh)
}

const samePlaces = (a: PlannedTrade, b: PlannedTrade) => samePlace(a.from, b.from) && samePlace(a.to, b.to)

/** A plan that keeps what was agreed to promises no less; one that does not is another. */
function promisesLess(before: PlannedTrade, after: PlannedTrade): boolean {
  if (before.minReceived === null) return false
  return after.minReceived === null || isMore(before.minReceived, after.minReceived)
}

/** Whether more is sold only because the position grew by what positions earn. */
function isAccrual(
  shown: PricedPlan,
  fresh: PricedPlan,
  { from }: PlannedTrade,
  { followsPosition }: Comparison,
): boolean {
  const [before, after] = [positionAt(shown, from), positionAt(fresh, from)]
  if (!followsPosition || !before || !after) return false
  return withKnownUnit(before, known => {
    const most = add(known, ACCRUAL.of(known, 'down'))
    return compare(inUnit(after, known.unit), most) <= 0
  })
}

/** What lies in a place before the trades of a plan run; undefined where the plan does not say. */
function positionAt({ after, trades, transactionFee }: PricedPlan, place: Place): SomeBalance | undefined {
  const left = after.find(holding => samePlace(holding.place, place))?.amount
  if (!left) return undefined
  const arrived = trades.filter(({ to }) => samePlace(to, place))
  const gone = trades.filter(({ from }) => samePlace(from, place))
  return withKnownUnit<SomeBalance>(left, known => {
    const { unit } = known
    const taken = gone.reduce((sum, { sold }) => add(sum, inUnit(sold, unit)), known)
    const before = arrived.reduce((sum, { quoted }) => subtract(sum, inUnit(quoted, unit)), taken)
    return place.hotkey === null ? add(before, inUnit(transactionFee, unit)) : before
  })
}

function crossedImpact(
  { legs }: PlannedTrade,
  after: PlannedTrade,
  { impacts }: Comparison,
): Worsening | undefined {
  for (const [n, { netuid, impactPercent }] of after.legs.entries()) {
    const shown = legs[n]?.impactPercent ?? '0'
    const crossed = impacts.some(limit => isAbove(impactPercent, limit) && !isAbove(shown, limit))
    if (!crossed) continue
    const impact = (percent: string) => `a price impact of ${percent}% on subnet ${netuid}`
    return { shown: impact(shown), now: impact(impactPercent) }
  }
  return undefined
}

/** Whether a percentage in decimal text is more than a whole number of percent. */
export function isAbove(decimal: string, percent: bigint): boolean {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole) > percent || (BigInt(whole) === percent && /[1-9]/.test(fraction))
}

/** Calls are the same but for amounts and limits, which are integers and held against each other apart. */
function otherCall(shown: Call, fresh: Call): Worsening | undefined {
  if (shapeOf(shown) === shapeOf(fresh)) return undefined
  const [before, now] = [namesOf(shown), namesOf(fresh)]
  return before === now ? { shown: before, now: `${now} with other arguments` } : { shown: before, now }
}

const shapeOf = (call: Call) =>
  JSON.stringify(call, (_, value) => (typeof value === 'bigint' ? 'integer' : value))

function namesOf({ name, args }: Call): string {
  const { calls } = args as { readonly calls?: readonly Call[] }
  return calls ? `${name} of ${[...new Set(calls.map(namesOf))].join(', ')}` : name
}

function otherPayer(shown: PricedPlan, fresh: PricedPlan): Worsening | undefined {
  if (!fresh.alphaFee || shown.alphaFee) return undefined
  const now = `${formatNamed(fresh.alphaFee.sold)} of the position`
  return { shown: `a transaction fee of ${formatNamed(shown.transactionFee)}`, now }
}

function describe({ sold, minReceived, quoted }: PlannedTrade): string {
  return `${formatNamed(sold)} for ${minReceived ? `at least ${formatNamed(minReceived)}` : formatNamed(quoted)}`
}
