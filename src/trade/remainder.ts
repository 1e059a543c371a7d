import { type AnyBalance, formatNamed, isZero, netuidFrom } from '../balance/index.ts'
import { blockViews } from '../chain/at-block.ts'
import type { BlockId, Chain } from '../chain/types.ts'
import type { Halt } from '../host/halt.ts'
import type { Output } from '../output/output.ts'
import type { TradeLine } from './report.ts'

/**
 * Names what stayed where it was or on its way, with the command that moves it on: what accrued between the quote and
 * the trade of all there was, and what the first of two calls brought beyond its quote. Never fails: the trade is made,
 * and what cannot be read is not told.
 */
export async function warnOfRemainders(
  { output, halt }: { readonly output: Pick<Output, 'warn'>; readonly halt: Pick<Halt, 'race'> },
  chain: Chain,
  block: BlockId,
  trades: readonly TradeLine[],
): Promise<void> {
  const viewAt = blockViews(chain)
  const remainders = trades.map(async (line): Promise<void> => {
    if (line.via && line.leftOnTheWay) warn(output, { ...line, from: line.via }, line.leftOnTheWay)
    const { from } = line
    if (line.status !== 'done' || !line.whole || from.hotkey === null) return
    const { view } = await viewAt(block)
    const stake = await view.stake({ ...from, netuid: netuidFrom(from.netuid, 'position') })
    if (!isZero(stake)) warn(output, line, stake)
  })
  await halt.race(Promise.allSettled(remainders)).catch(() => undefined)
}

function warn(
  output: Pick<Output, 'warn'>,
  line: Pick<TradeLine, 'verb' | 'from' | 'to'>,
  rest: AnyBalance,
): void {
  const { from } = line
  output.warn(
    'W_REMAINDER',
    `${formatNamed(rest)} stayed on subnet ${from.netuid} with hotkey ${from.hotkey}. ` +
      `Move it on with: taoctl stake ${againWords(line).join(' ')} --all`,
  )
}

/** The words of a command for one position. */
function againWords({ verb, from, to }: Pick<TradeLine, 'verb' | 'from' | 'to'>): readonly string[] {
  const hotkey = ['--hotkey', `${from.hotkey}`]
  const across = ['--origin', `${from.netuid}`, '--destination', `${to.netuid}`]
  switch (verb) {
    case 'move':
      return from.hotkey === to.hotkey
        ? ['swap', ...hotkey, ...across]
        : ['move', '--origin-hotkey', `${from.hotkey}`, '--destination-hotkey', `${to.hotkey}`, ...across]
    case 'transfer':
      return ['transfer', '--to', to.coldkey, ...hotkey, ...across]
    case 'remove':
      return ['remove', ...hotkey, '--netuid', `${from.netuid}`]
    default:
      return [verb, ...hotkey, ...across]
  }
}
