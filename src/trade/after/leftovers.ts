import {
  alphaOf,
  type Balance,
  compare,
  formatNamed,
  inUnit,
  isZero,
  netuidFrom,
  type SomeAlpha,
  type SomeBalance,
  subtract,
  sum,
  widen,
  withKnownUnit,
  zero,
} from '../../balance/index.ts'
import { blockViews } from '../../chain/at-block.ts'
import type { Receipt } from '../../chain/outcome/receipt.ts'
import type { Place } from '../../chain/place.ts'
import type { StakeReads } from '../../chain/read/stake.ts'
import type { ChainView } from '../../chain/view.ts'
import type { Commands } from '../../errors/next-command.ts'
import { isAboveMinimum } from '../../plan/checks.ts'
import { samePlace } from '../../plan/place.ts'
import type { Desk } from '../desk.ts'
import type { TradeLine } from './report.ts'

/** How long positions are waited for. What is not told by then is left out. */
const PATIENCE_MS = 5_000

/**
 * The lines with what their positions read after the block of the receipt: what is left of one that went as a whole,
 * since it earned in between, and what arrived but does not read. An endpoint that cannot tell takes nothing from a
 * trade that was made.
 */
export async function readLeftovers(
  { chain, halt, commands }: Pick<Desk, 'chain' | 'halt' | 'commands'>,
  { blockNumber, blockHash }: Pick<Receipt, 'blockNumber' | 'blockHash'>,
  lines: readonly TradeLine[],
): Promise<readonly TradeLine[]> {
  if (!lines.some(isDone)) return lines
  const looking = blockViews(chain)({ number: blockNumber, hash: blockHash })
    .then(({ view }) => Promise.all(lines.map(line => readLine({ view, commands }, lines, line))))
    .catch(() => lines)
  return (await halt.within(looking, PATIENCE_MS).catch(() => undefined)) ?? lines
}

async function readLine(
  { view, commands }: { readonly view: ChainView; readonly commands: Commands },
  lines: readonly TradeLine[],
  line: TradeLine,
): Promise<TradeLine> {
  if (!isDone(line)) return line
  const { via, leftOnTheWay, from, to } = line
  const [left, reads] = await Promise.all([line.whole ? stakeAt(view, from) : undefined, stakeAt(view, to)])
  const [leftMoves, restMoves] = await Promise.all([
    left && movesAlone(view, { ...line, amount: left }),
    via && leftOnTheWay ? movesAlone(view, { ...line, from: via, amount: leftOnTheWay }) : true,
  ])
  const command = leftMoves === true ? commands.line(followUp(line)) : null
  return {
    ...line,
    leftTooLittle: !restMoves,
    remainder: left && !isZero(left) ? { stake: left, command } : null,
    readable: reads && isShort(reads, lines, line) ? reads : null,
  }
}

/** Whether what stayed of a trade is worth enough for one of its own; all of a position can always be removed. */
async function movesAlone(
  view: ChainView,
  { verb, from, to, amount }: Pick<TradeLine, 'verb' | 'from' | 'to'> & { readonly amount: SomeBalance },
): Promise<boolean> {
  if (verb === 'remove' || from.netuid === null) return true
  const netuid = netuidFrom(from.netuid, 'position')
  const worth = (await view.quoteWithin(netuid, netuid, inUnit(amount, alphaOf(netuid)))).tao
  if (from.netuid === to.netuid) return compare(worth, view.minimumTransfer()) >= 0
  return isAboveMinimum(worth, view.minimumStake())
}

async function stakeAt(
  view: StakeReads,
  { coldkey, hotkey, netuid }: Place,
): Promise<Balance<SomeAlpha> | undefined> {
  if (hotkey === null) return undefined
  return widen(await view.stake({ coldkey, hotkey, netuid: netuidFrom(netuid, 'position') }))
}

/**
 * Whether a position reads 1 rao less than arrived there, as a new one may: the chain keeps shares, not amounts. A larger
 * difference is another's doing. Source: opentensor/subtensor@14bc6f9f primitives/share-pool/src/lib.rs:491
 */
function isShort(reads: Balance<SomeAlpha>, lines: readonly TradeLine[], { to }: TradeLine): boolean {
  const amounts = lines.flatMap(line => (samePlace(line.to, to) && line.received ? [line.received] : []))
  if (amounts.length === 0) return false
  return withKnownUnit(reads, known => {
    const { unit } = known
    const received = amounts.map(amount => inUnit(amount, unit))
    const arrived = sum(received, zero(unit))
    return compare(arrived, known) > 0 && subtract(arrived, known).toJSON().rao === '1'
  })
}

const isDone = ({ status }: TradeLine) => status === 'done'

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
    if (via && leftOnTheWay) warnOfRemainder(desk, { ...line, from: via }, leftOnTheWay, leftTooLittle)
    if (remainder) warnOfRemainder(desk, line, remainder.stake, remainder.command === null)
  }
}

function warnOfRemainder(
  { output, commands }: Pick<Desk, 'output' | 'commands'>,
  line: Pick<TradeLine, 'verb' | 'from' | 'to'>,
  rest: SomeBalance,
  isTooLittle: boolean,
): void {
  const { netuid, hotkey } = line.from
  const where = `subnet ${netuid} with hotkey ${hotkey}`
  const next = isTooLittle
    ? 'It is too little to move alone, and goes along with the next trade of all there.'
    : commands.tell({ text: 'Move it on with', run: followUp(line) })
  output.warn('W_REMAINDER', `${formatNamed(rest)} stayed on ${where}. ${next}`)
}

type Where = Pick<TradeLine, 'verb' | 'from' | 'to'>

/** The words of the command that moves on what is left of a position. */
const followUp = (line: Where): readonly string[] => ['stake', ...againWords(line), '--all']

/** The words of a command for one position. */
function againWords({ verb, from, to }: Where): readonly string[] {
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
