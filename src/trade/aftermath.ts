import {
  type Balance,
  compare,
  isZero,
  netuidFrom,
  type SomeAlpha,
  subtract,
  sum,
  widen,
  zero,
} from '../balance/index.ts'
import { blockViews } from '../chain/at-block.ts'
import type { Receipt } from '../chain/outcome/receipt.ts'
import type { Place } from '../chain/place.ts'
import type { Chain, StakeReads } from '../chain/types.ts'
import type { Commands } from '../errors/next-command.ts'
import type { Halt } from '../host/halt.ts'
import { samePlace } from '../plan/place.ts'
import { followUp } from './follow-up.ts'
import type { TradeLine } from './report.ts'

interface AftermathDeps {
  readonly chain: Chain
  readonly halt: Pick<Halt, 'within'>
  readonly commands: Commands
}

/** How long positions are waited for. What is not told by then is left out. Unit: milliseconds. */
const PATIENCE = 5_000

/**
 * The lines with what their positions read after the block of the receipt: what is left of one that went as a whole,
 * since it earned in between, and what arrived but does not read. An endpoint that cannot tell takes nothing from a
 * trade that was made.
 */
export async function withAftermath(
  { chain, halt, commands }: AftermathDeps,
  { blockNumber, blockHash }: Pick<Receipt, 'blockNumber' | 'blockHash'>,
  lines: readonly TradeLine[],
): Promise<readonly TradeLine[]> {
  if (!lines.some(isDone)) return lines
  const looking = blockViews(chain)({ number: blockNumber, hash: blockHash })
    .then(({ view }) => Promise.all(lines.map(line => lookAt({ view, commands }, lines, line))))
    .catch(() => lines)
  return (await halt.within(looking, PATIENCE).catch(() => undefined)) ?? lines
}

async function lookAt(
  { view, commands }: { readonly view: StakeReads; readonly commands: Commands },
  lines: readonly TradeLine[],
  line: TradeLine,
): Promise<TradeLine> {
  if (!isDone(line)) return line
  const [left, reads] = await Promise.all([
    line.whole ? stakeAt(view, line.from) : undefined,
    stakeAt(view, line.to),
  ])
  return {
    ...line,
    remainder: left && !isZero(left) ? { stake: left, command: commands.line(followUp(line)) } : null,
    readable: reads && isShort(reads, lines, line) ? reads : null,
  }
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
  const [first] = amounts
  if (!first) return false
  const arrived = sum(amounts, zero(first.unit))
  return compare(arrived, reads) > 0 && subtract(arrived, reads).toJSON().rao === '1'
}

const isDone = ({ status }: TradeLine) => status === 'done'
