import { compare, format, formatNamed, isZero, subtract } from '../balance/index.ts'
import type { Executed } from '../chain/executed.ts'
import type { Place } from '../chain/place.ts'
import type { Receipt } from '../chain/receipt.ts'
import { type ChainError, CliError } from '../errors/cli-error.ts'
import { samePlace } from '../plan/place.ts'
import type { PlannedTrade, TradePlan } from '../plan/plan.ts'
import type { TradeLine } from './report.ts'

/** A trade before it ran. */
export function plannedLine({ calls: _, ...trade }: PlannedTrade): TradeLine {
  return {
    ...trade,
    status: 'planned',
    reason: null,
    actuallySold: null,
    received: null,
    leftFree: null,
    alsoRemoved: [],
    fees: trade.legs.map(leg => leg.fee).filter(fee => !isZero(fee)),
  }
}

/** The trades of a plan as the receipt tells them, each matched with its own events in order. */
export function settledLines({ trades }: Pick<TradePlan, 'trades'>, receipt: Receipt): readonly TradeLine[] {
  if (receipt.error) {
    const reason = nameOf(receipt.error)
    return trades.map(trade => ({ ...plannedLine(trade), status: 'failed', reason }))
  }
  const left = [...receipt.executed]
  const take = (from: Place, to: Place) => {
    const at = left.findIndex(step => samePlace(step.from, from) && samePlace(step.to, to))
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const steps = trades.map(({ from, via, to }) => (via ? [take(from, via), take(via, to)] : [take(from, to)]))
  let item = 0
  return trades.map((trade, n) => {
    const own = steps[n] ?? []
    const failure = receipt.items.slice(item, item + own.length).find(each => each.error)?.error
    item += own.length
    const line = executedLine(trade, own, failure)
    return line.status === 'failed' ? line : { ...line, alsoRemoved: left.filter(forcedFrom(trade)) }
  })
}

/** What the chain removed by itself: the rest of a position, where it is too small for who does not own the hotkey. */
const forcedFrom =
  ({ from }: PlannedTrade) =>
  (step: Executed): boolean =>
    samePlace(step.from, from) && step.to.netuid === null

const nameOf = ({ pallet, name }: ChainError) => `${pallet}.${name}`

/** The error for a success that was none: exit 7. Undefined when all was done. */
export function shortfall(lines: readonly TradeLine[]): CliError | undefined {
  const problems = lines.filter(line => line.status !== 'done').map(line => line.reason ?? line.status)
  return problems.length === 0 ? undefined : new CliError('E_PARTIAL', { problem: problems.join('; ') })
}

/**
 * Why a move in two calls is not done, although all left its origin: of what arrived on the way the limit let a part
 * through only. A new position may read 1 rao less than its event says.
 */
function stuckOnTheWay({ verb, via }: PlannedTrade, first: Executed, last: Executed): string | null {
  if (verb !== 'move' || via === null || first.received === undefined) return null
  if (compare(first.received, last.sold) <= 0) return null
  const rest = subtract(first.received, last.sold)
  if (format(rest) === ONE_RAO) return null
  const where = `on subnet ${via.netuid} with hotkey ${via.hotkey}`
  return `only ${formatNamed(last.sold)} of ${formatNamed(first.received)} went on; ${format(rest)} stayed ${where}`
}

const ONE_RAO = '0.000000001'

function executedLine(
  trade: PlannedTrade,
  steps: readonly (Executed | undefined)[],
  failure: ChainError | undefined,
): TradeLine {
  const done = steps.filter(step => step !== undefined)
  const [first] = done
  const last = done.at(-1)
  if (!first || !last) {
    const reason = failure ? nameOf(failure) : 'the chain reported no such trade'
    return { ...plannedLine(trade), status: 'failed', reason }
  }
  const soldLess = compare(first.sold, trade.sold) < 0
  const isWhole = done.length === steps.length && last.received !== undefined
  const reason = !last.received
    ? `${formatNamed(last.tao)} was not staked again and is free`
    : !isWhole
      ? 'the chain reported only a part of the trade'
      : soldLess
        ? `only ${formatNamed(first.sold)} of ${formatNamed(trade.sold)} was sold`
        : stuckOnTheWay(trade, first, last)
  return {
    ...plannedLine(trade),
    status: reason === null ? 'done' : 'partial',
    reason,
    actuallySold: first.sold,
    received: isWhole ? (last.received ?? null) : null,
    leftFree: last.received ? null : last.tao,
    fees: done.flatMap(step => [step.originFee, step.destinationFee]).filter(fee => !isZero(fee)),
  }
}
