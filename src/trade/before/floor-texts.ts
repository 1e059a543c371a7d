import { formatNamed } from '../../balance/index.ts'
import type { FloorCost } from '../../chain/quote/limit.ts'
import type { PlannedTrade } from '../../plan/plan.ts'

type Floored = Pick<PlannedTrade, 'minReceived' | 'limitPrice'> & Pick<PlannedTrade, 'floorCosts'>

/** What each floor of a plan stands on, in words: what others would have to do to break it. */
export function floorTexts(trades: readonly Floored[]): readonly string[] {
  return trades.flatMap(({ minReceived, limitPrice, floorCosts = [] }) => {
    if (!minReceived || limitPrice === null) return []
    const floor = `At least ${formatNamed(minReceived)}`
    const [first] = floorCosts
    if (!first) return [`${floor}, whatever others do to the pools`]
    const costs = floorCosts.map(costText).join('; ')
    return [`${floor}, unless somebody moves the price of a pool by a factor of ${first.factor}: ${costs}`]
  })
}

function costText({ netuid, tao, taoFee, alpha }: FloorCost): string {
  const up = `up on subnet ${netuid} with ${formatNamed(tao)} (swap fees there and back ${formatNamed(taoFee)})`
  if (!alpha) return `${up}; there is not enough alpha to move it down`
  return `${up}, down with ${formatNamed(alpha.amount)} (${formatNamed(alpha.fee)})`
}
