import { compare, format, isZero, narrow, netuidFrom } from '../balance/index.ts'
import type { Executed, Receipt } from '../chain/receipt.ts'
import { CliError } from '../errors/cli-error.ts'
import type { PlannedTrade, TradePlan } from '../plan/plan.ts'
import type { TradeLine } from './report.ts'

/** A trade before it ran. */
export function plannedLine({ call: _, ...trade }: PlannedTrade): TradeLine {
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
export function settledLines({ coldkey, trades }: TradePlan, receipt: Receipt): readonly TradeLine[] {
  if (receipt.error) {
    const reason = `${receipt.error.pallet}.${receipt.error.name}`
    return trades.map(trade => ({ ...plannedLine(trade), status: 'failed', reason }))
  }
  const left = receipt.executed.filter(executed => executed.coldkey === coldkey)
  return trades.map(trade => {
    const at = left.findIndex(executed => isOf(trade, executed))
    const [executed] = at < 0 ? [] : left.splice(at, 1)
    if (!executed) {
      return { ...plannedLine(trade), status: 'failed', reason: 'the chain reported no such trade' }
    }
    return executedLine(trade, executed)
  })
}

/** The error for a success that was none: exit 7. Undefined when all was done. */
export function shortfall(lines: readonly TradeLine[]): CliError | undefined {
  const problems = lines.filter(line => line.status !== 'done').map(line => line.reason ?? line.status)
  return problems.length === 0 ? undefined : new CliError('E_PARTIAL', { problem: problems.join('; ') })
}

function executedLine(trade: PlannedTrade, executed: Executed): TradeLine {
  const origin = netuidFrom(trade.origin, 'origin')
  const soldLess = compare(narrow(executed.sold, origin), narrow(trade.sold, origin)) < 0
  const reason = !executed.received
    ? `${format(executed.tao)} TAO was not staked again and is free`
    : soldLess
      ? `only ${format(executed.sold)} of ${format(trade.sold)} was sold on subnet ${trade.origin}`
      : null
  return {
    ...plannedLine(trade),
    status: reason === null ? 'done' : 'partial',
    reason,
    actuallySold: executed.sold,
    received: executed.received ?? null,
    leftFree: executed.received ? null : executed.tao,
    fees: [executed.originFee, executed.destinationFee].filter(fee => !isZero(fee)),
  }
}

const isOf = (trade: PlannedTrade, executed: Executed) =>
  executed.originHotkey === trade.originHotkey &&
  executed.destinationHotkey === trade.destinationHotkey &&
  executed.origin === trade.origin &&
  executed.destination === trade.destination
