import { type AnyBalance, formatNamed } from '../../balance/index.ts'
import type { Desk } from '../desk.ts'
import { followUp } from './follow-up.ts'
import type { TradeLine } from './report.ts'

/**
 * Names what stayed where it was or on its way, with the command that moves it on, if the chain would: what accrued between the quote and
 * the trade of all there was, and what the first of two calls brought beyond its quote.
 */
export function warnOfRemainders(
  desk: Pick<Desk, 'output' | 'commands'>,
  trades: readonly TradeLine[],
): void {
  for (const line of trades) {
    const { via, leftOnTheWay, leftTooLittle, remainder } = line
    if (via && leftOnTheWay) warn(desk, { ...line, from: via }, leftOnTheWay, leftTooLittle)
    if (remainder) warn(desk, line, remainder.stake, remainder.command === null)
  }
}

function warn(
  { output, commands }: Pick<Desk, 'output' | 'commands'>,
  line: Pick<TradeLine, 'verb' | 'from' | 'to'>,
  rest: AnyBalance,
  isTooLittle: boolean,
): void {
  const { netuid, hotkey } = line.from
  const where = `subnet ${netuid} with hotkey ${hotkey}`
  const next = isTooLittle
    ? 'It is too little to move alone, and goes along with the next trade of all there.'
    : commands.tell({ text: 'Move it on with', run: followUp(line) })
  output.warn('W_REMAINDER', `${formatNamed(rest)} stayed on ${where}. ${next}`)
}
