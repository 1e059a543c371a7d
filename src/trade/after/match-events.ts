import { format, formatNamed, isZero, type SomeBalance } from '../../balance/index.ts'
import type { Receipt } from '../../chain/outcome/receipt.ts'
import type { Executed } from '../../chain/outcome/stake-events.ts'
import type { Place } from '../../chain/place.ts'
import { type ChainError, CliError } from '../../errors/cli-error.ts'
import { excess, isMore } from '../../plan/amounts-of-one-unit.ts'
import { samePlace } from '../../plan/place.ts'
import type { PlannedTrade, PricedPlan } from '../../plan/plan.ts'
import { mayFillPart, missedMinimum } from './missed-minimum.ts'
import type { TradeLine } from './report.ts'

/** A trade before it ran. */
export function plannedLine({ calls, ...trade }: PlannedTrade): TradeLine {
  return {
    ...trade,
    isRate: mayFillPart({ calls }),
    status: 'planned',
    reason: null,
    actuallySold: null,
    received: null,
    leftFree: null,
    leftOnTheWay: trade.rest ?? null,
    leftTooLittle: false,
    remainder: null,
    readable: null,
    alsoRemoved: [],
    fees: trade.legs.map(leg => leg.fee).filter(fee => !isZero(fee)),
  }
}

const failedLine = (trade: PlannedTrade, reason: string): TradeLine => ({
  ...plannedLine(trade),
  status: 'failed',
  reason,
  leftOnTheWay: null,
})

/** The trades of a plan as the receipt tells them, each matched with its own events in order. */
export function matchEvents(
  { trades, alphaFee }: Pick<PricedPlan, 'trades' | 'alphaFee'>,
  receipt: Receipt,
): readonly TradeLine[] {
  if (receipt.error) {
    const reason = nameOf(receipt.error)
    return trades.map(trade => failedLine(trade, reason))
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
    const line = executedLine(trade, own, failure, dearerFee(alphaFee, receipt.alphaFee))
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
export function findShortfall(lines: readonly TradeLine[]): CliError | undefined {
  const problems = lines.filter(line => line.status !== 'done').map(line => line.reason ?? line.status)
  return problems.length === 0 ? undefined : new CliError('E_PARTIAL', { problem: problems.join('; ') })
}

/**
 * What of a trade in two calls arrived on the way and did not go on: a limit let a part through only, or the first call
 * brought more than was quoted. A new position may read 1 rao less than its event says, which is nothing.
 */
function leftOnTheWay({ via }: PlannedTrade, first: Executed, last: Executed): SomeBalance | null {
  if (via === null || first === last || !first.received || !isMore(first.received, last.sold)) return null
  const rest = excess(first.received, last.sold)
  return format(rest) === ONE_RAO ? null : rest
}

const ONE_RAO = '0.000000001'

/** By how much the transaction fee took more of the position than was planned: alpha got cheaper in between. */
function dearerFee(planned: PricedPlan['alphaFee'], paid: Receipt['alphaFee']): SomeBalance | undefined {
  const [before, after]: (SomeBalance | undefined)[] = [planned?.sold, paid?.taken]
  return before && after && isMore(after, before) ? excess(after, before) : undefined
}

/** Whether all of a position went, though less of it than planned: the rest went for the fee. Shares round by 1 rao. */
function isGone({ whole, sold }: PlannedTrade, first: Executed, feeGrew: SomeBalance | undefined): boolean {
  if (!whole || !feeGrew) return false
  const lacking = excess(sold, first.sold)
  if (!isMore(lacking, feeGrew)) return true
  return format(excess(lacking, feeGrew)) === ONE_RAO
}

function executedLine(
  trade: PlannedTrade,
  steps: readonly (Executed | undefined)[],
  failure: ChainError | undefined,
  feeGrew: SomeBalance | undefined,
): TradeLine {
  const done = steps.filter(step => step !== undefined)
  const [first] = done
  const last = done.at(-1)
  if (!first || !last) {
    const reason = failure ? nameOf(failure) : 'the chain reported no such trade'
    return failedLine(trade, reason)
  }
  const isWhole = done.length === steps.length && last.received !== undefined
  const onTheWay = leftOnTheWay(trade, first, last)
  const lack = isZero(last.sold)
    ? 'the limit let nothing through'
    : !last.received
      ? `${formatNamed(last.tao)} was not staked again and is free`
      : !isWhole
        ? 'the chain reported only a part of the trade'
        : isMore(trade.sold, first.sold) && !isGone(trade, first, feeGrew)
          ? `only ${formatNamed(first.sold)} of ${formatNamed(trade.sold)} was sold`
          : trade.verb === 'move' && onTheWay
            ? `only ${formatNamed(last.sold)} of ${formatNamed(trade.sold)} went on`
            : null
  const reason = [lack, missedMinimum(trade, done)].filter(each => each).join('; ') || null
  return {
    ...plannedLine(trade),
    status: reason === null ? 'done' : 'partial',
    reason,
    actuallySold: first.sold,
    received: isWhole ? (last.received ?? null) : null,
    leftFree: last.received || isZero(last.tao) ? null : last.tao,
    leftOnTheWay: onTheWay,
    fees: done.flatMap(step => [step.originFee, step.destinationFee]).filter(fee => !isZero(fee)),
  }
}
