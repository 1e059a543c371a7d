import { formatNamed, inUnit, percentOf, type SomeBalance, withKnownUnit } from '../../balance/index.ts'
import type { Executed } from '../../chain/outcome/stake-events.ts'
import { isMore, shareOf } from '../../plan/amounts-of-one-unit.ts'
import type { PlannedTrade } from '../../plan/plan.ts'

/** What the chain may round away of a part it filled. Unit: rao, for each leg. */
const ROUNDING_RAO = 2n

/**
 * That less arrived than was agreed to, with both numbers and the likely cause; undefined where it did not, or any price
 * was taken. Only the step that passes a pool counts.
 */
export function missedMinimum(trade: PlannedTrade, steps: readonly Executed[]): string | undefined {
  const step = steps.find(({ from, to }) => from.netuid !== to.netuid)
  if (!trade.minReceived || !step?.received) return undefined
  const isPart = mayFillPart(trade) && isMore(trade.sold, step.sold)
  const least = isPart ? shareOf(trade.minReceived, step.sold, trade.sold, 'down') : trade.minReceived
  const slack = isPart ? ROUNDING_RAO * BigInt(trade.legs.length) : 0n
  if (raoOf(step.received) + slack >= raoOf(least)) return undefined
  const numbers = `${formatNamed(step.received)} was received where at least ${formatNamed(least)} was agreed to`
  const isLess = !isPart && trade.via === null && isMore(trade.sold, step.sold)
  return `only ${numbers}: ${isLess ? LESS_SOLD : causeOf(trade, step)}`
}

const LESS_SOLD = 'less was there to sell than was planned; each part of it brought its rate'

/** Whether the chain may do a part of a trade, so that its least is a rate. */
export const mayFillPart = ({ calls }: Pick<PlannedTrade, 'calls'>) =>
  calls.some(({ args }) => args.allow_partial === true)

const raoOf = (amount: SomeBalance) => BigInt(amount.toJSON().rao)

/** A fee rate that was raised shows in the fee that was taken; what else can do it does not show in the events. */
function causeOf({ legs }: PlannedTrade, step: Executed): string {
  for (const { netuid, side, feeRate, ...leg } of legs) {
    const { paid, fee }: Readonly<Record<'paid' | 'fee', SomeBalance>> = leg
    const [taken, of]: readonly [SomeBalance, SomeBalance] =
      side === 'sell' ? [step.originFee, step.sold] : [step.destinationFee, step.tao]
    if (!feeRate || raoOf(paid) === 0n || !isMore(taken, shareOf(fee, of, paid, 'up'))) continue
    const rates = `the swap fee took ${withKnownUnit(of, whole => percentOf(inUnit(taken, whole.unit), whole))}%, where ${feeRate} of 65535 was planned`
    return `the fee rate of subnet ${netuid} was raised between plan and block (${rates})`
  }
  return 'between plan and block the pool changed in what no limit covers: its weights, what was added to it, or the rules of the chain'
}
