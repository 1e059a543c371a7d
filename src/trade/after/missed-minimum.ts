import { type AnyBalance, compare, formatNamed, inProportion, percentOf } from '../../balance/index.ts'
import type { Executed } from '../../chain/outcome/stake-events.ts'
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
  const isPart = mayFillPart(trade) && compare(step.sold, trade.sold) < 0
  const least = isPart ? inProportion(trade.minReceived, step.sold, trade.sold, 'down') : trade.minReceived
  const slack = isPart ? ROUNDING_RAO * BigInt(trade.legs.length) : 0n
  if (raoOf(step.received) + slack >= raoOf(least)) return undefined
  const numbers = `${formatNamed(step.received)} was received where at least ${formatNamed(least)} was agreed to`
  const isLess = !isPart && trade.via === null && compare(step.sold, trade.sold) < 0
  return `only ${numbers}: ${isLess ? LESS_SOLD : causeOf(trade, step)}`
}

const LESS_SOLD = 'less was there to sell than was planned; each part of it brought its rate'

/** Whether the chain may do a part of a trade, so that its least is a rate. */
export const mayFillPart = ({ calls }: Pick<PlannedTrade, 'calls'>) =>
  calls.some(({ args }) => args.allow_partial === true)

const raoOf = (amount: AnyBalance) => BigInt(amount.toJSON().rao)

/** A fee rate that was raised shows in the fee that was taken; what else can do it does not show in the events. */
function causeOf({ legs }: PlannedTrade, step: Executed): string {
  for (const { netuid, side, feeRate, ...leg } of legs) {
    const { paid, fee }: Readonly<Record<'paid' | 'fee', AnyBalance>> = leg
    const [taken, of]: readonly [AnyBalance, AnyBalance] =
      side === 'sell' ? [step.originFee, step.sold] : [step.destinationFee, step.tao]
    if (!feeRate || raoOf(paid) === 0n || compare(taken, inProportion(fee, of, paid, 'up')) <= 0) continue
    const rates = `the swap fee took ${percentOf(taken, of)}%, where ${feeRate} of 65535 was planned`
    return `the fee rate of subnet ${netuid} was raised between plan and block (${rates})`
  }
  return 'between plan and block the pool changed in what no limit covers: its weights, what was added to it, or the rules of the chain'
}
