import type { AnyBalance, Balance, SomeAlpha, Tao } from '../../balance/index.ts'
import { facts, table } from '../table.ts'
import { clean, isolate } from '../text.ts'
import type { Json, Style, View } from '../view.ts'
import { withUnit } from './amount.ts'

export interface ListedPosition {
  readonly netuid: number
  readonly name: string
  readonly symbol: string
  readonly hotkey: string
  readonly hotkeyName: string | null
  readonly stake: Balance<SomeAlpha>
  /** TAO per alpha. */
  readonly price: string
  readonly spotValue: Balance<Tao>
  /** What selling all of it would bring now; null where the pool cannot take it. */
  readonly exitValue: Balance<Tao> | null
  /** Percent of the total spot value. */
  readonly share: string
  readonly available: AnyBalance | null
  readonly locked: AnyBalance | null
  readonly registered: boolean
  /** Worth less than the chain moves. */
  readonly dust: boolean
}

export interface StakeList {
  readonly coldkey: string
  readonly walletName: string | null
  readonly isDevelopment: boolean
  readonly block: number
  readonly free: Balance<Tao>
  readonly positions: readonly ListedPosition[]
  readonly totals: { readonly spotValue: Balance<Tao>; readonly exitValue: Balance<Tao> }
}

export const stakeListView: View<StakeList> = { schema: 'taoctl/stake.list/v1', human, json }

function human(list: StakeList, style: Style): string {
  const name = list.walletName === null ? '' : ` (${clean(list.walletName)})`
  const where = list.isDevelopment ? `${list.block} (DEVNET)` : String(list.block)
  const head = facts(
    [
      ['Coldkey', `${list.coldkey}${name}`],
      ['Block', where],
    ],
    style,
  )
  const total = facts(
    [
      ['Free', withUnit(list.free)],
      ['Stake at spot', withUnit(list.totals.spotValue)],
      ['Stake if sold', withUnit(list.totals.exitValue)],
    ],
    style,
  )
  if (list.positions.length === 0) return `${head}\n\nNo stake.\n\n${total}`
  return `${head}\n\n${positionsTable(list.positions, style)}\n\n${total}`
}

function positionsTable(positions: readonly ListedPosition[], style: Style): string {
  const rows = positions.map(position => [
    String(position.netuid),
    // Isolated in every row, so that the column has one width whatever the script.
    isolate(cut(`${position.symbol} ${position.name}`, 18)),
    position.hotkeyName === null ? short(position.hotkey) : clean(cut(position.hotkeyName, 13)),
    withUnit(position.stake, { decimals: 4 }) + (position.dust ? style.paint('warn', ' dust') : ''),
    position.exitValue === null ? style.paint('warn', 'none') : withUnit(position.exitValue, { decimals: 4 }),
    `${position.share}%`,
  ])
  return table(
    [
      { title: 'Net', align: 'right' },
      { title: isolate('Name') },
      { title: 'Hotkey' },
      { title: 'Stake', align: 'right' },
      { title: 'If sold', align: 'right' },
      { title: 'Share', align: 'right' },
    ],
    rows,
    style,
  )
}

const short = (address: string) => `${address.slice(0, 6)}…${address.slice(-6)}`
const cut = (text: string, length: number) => {
  const letters = [...clean(text)]
  return letters.length > length ? `${letters.slice(0, length - 1).join('')}…` : letters.join('')
}

function json(list: StakeList): Json {
  return {
    coldkey: list.coldkey,
    free: list.free,
    positions: list.positions.map(positionJson),
    totals: list.totals,
  }
}

const positionJson = (position: ListedPosition): Json => ({ ...position })
