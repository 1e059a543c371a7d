import type { Balance, Tao } from '../../balance/index.ts'
import type { Face, Json, Style } from '../face.ts'
import { facts } from '../table.ts'
import { withUnit } from './amount.ts'
import { coldkeyText, holdings, type StakeList, stakeListJson } from './stake-list.ts'
import { positionsCsv } from './stake-list-csv.ts'

/** Positions of every wallet. */
export interface StakeLists {
  readonly lists: readonly StakeList[]
  readonly block: number
  readonly isDevelopment: boolean
  readonly totals: StakeList['totals'] & { readonly free: Balance<Tao> }
}

export const stakeListAllView: Face<StakeLists> = { schema: 'taoctl/stake.list-all/v1', human, json }

export const stakeListAllCsvView: Face<StakeLists> = {
  ...stakeListAllView,
  human: ({ lists }) => positionsCsv(lists),
}

function human({ lists, block, isDevelopment, totals }: StakeLists, style: Style): string {
  const where = isDevelopment ? `${block} (DEVNET)` : String(block)
  const each = lists.map(
    list => `${facts([['Coldkey', coldkeyText(list)]], style)}\n\n${holdings(list, style)}`,
  )
  const all = facts(
    [
      ['All wallets', String(lists.length)],
      ['Free', withUnit(totals.free)],
      ['Stake at spot', withUnit(totals.spotValue)],
      ['Stake if sold', withUnit(totals.exitValue)],
    ],
    style,
  )
  return [facts([['Block', where]], style), ...each, all].join('\n\n')
}

function json({ lists, totals }: StakeLists): Json {
  return {
    wallets: lists.map((list): Json => ({ wallet: list.walletName, ...Object(stakeListJson(list)) })),
    totals,
  }
}
