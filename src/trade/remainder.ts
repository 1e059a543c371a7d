import { type AnyBalance, formatNamed } from '../balance/index.ts'
import type { Output } from '../output/output.ts'
import { followUp } from './follow-up.ts'
import type { TradeLine } from './report.ts'

/**
 * Names what stayed where it was or on its way, with the command that moves it on: what accrued between the quote and
 * the trade of all there was, and what the first of two calls brought beyond its quote.
 */
export function warnOfRemainders(output: Pick<Output, 'warn'>, trades: readonly TradeLine[]): void {
  for (const line of trades) {
    const { via, leftOnTheWay, remainder } = line
    if (via && leftOnTheWay) warn(output, { ...line, from: via }, leftOnTheWay)
    if (remainder) warn(output, line, remainder.stake)
  }
}

function warn(
  output: Pick<Output, 'warn'>,
  line: Pick<TradeLine, 'verb' | 'from' | 'to'>,
  rest: AnyBalance,
): void {
  const { netuid, hotkey } = line.from
  const where = `subnet ${netuid} with hotkey ${hotkey}`
  output.warn('W_REMAINDER', `${formatNamed(rest)} stayed on ${where}. Move it on with: ${followUp(line)}`)
}
