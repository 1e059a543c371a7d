import { compare, formatNamed, isZero } from '../balance/index.ts'
import type { Place } from '../chain/place.ts'
import type { Executed, Receipt } from '../chain/receipt.ts'
import { CliError } from '../errors/cli-error.ts'
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
    fees: trade.legs.map(leg => leg.fee).filter(fee => !isZero(fee)),
  }
}

/** The trades of a plan as the receipt tells them, each matched with its own events in order. */
export function settledLines({ trades }: Pick<TradePlan, 'trades'>, receipt: Receipt): readonly TradeLine[] {
  if (receipt.error) {
    const reason = `${receipt.error.pallet}.${receipt.error.name}`
    return trades.map(trade => ({ ...plannedLine(trade), status: 'failed', reason }))
  }
  const left = [...receipt.executed]
  return trades.map(trade => {
    const take = (from: Place, to: Place) => {
      const at = left.findIndex(step => samePlace(step.from, from) && samePlace(step.to, to))
      return at < 0 ? undefined : left.splice(at, 1)[0]
    }
    const steps = trade.via
      ? [take(trade.from, trade.via), take(trade.via, trade.to)]
      : [take(trade.from, trade.to)]
    return executedLine(trade, steps)
  })
}

/** The error for a success that was none: exit 7. Undefined when all was done. */
export function shortfall(lines: readonly TradeLine[]): CliError | undefined {
  const problems = lines.filter(line => line.status !== 'done').map(line => line.reason ?? line.status)
  return problems.length === 0 ? undefined : new CliError('E_PARTIAL', { problem: problems.join('; ') })
}

function executedLine(trade: PlannedTrade, steps: readonly (Executed | undefined)[]): TradeLine {
  const done = steps.filter(step => step !== undefined)
  const [first] = done
  const last = done.at(-1)
  if (!first || !last) {
    return { ...plannedLine(trade), status: 'failed', reason: 'the chain reported no such trade' }
  }
  const soldLess = compare(first.sold, trade.sold) < 0
  const isWhole = done.length === steps.length && last.received !== undefined
  const reason = !last.received
    ? `${formatNamed(last.tao)} was not staked again and is free`
    : !isWhole
      ? 'the chain reported only a part of the trade'
      : soldLess
        ? `only ${formatNamed(first.sold)} of ${formatNamed(trade.sold)} was sold`
        : null
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
