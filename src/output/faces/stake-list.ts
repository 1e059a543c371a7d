import { type Balance, isZero, type SomeAlpha, type SomeBalance, type Tao } from '../../balance/index.ts'
import type { Face, Json, Style } from '../face.ts'
import { facts } from '../table.ts'
import { clean } from '../text.ts'
import { withUnit } from './amount.ts'
import type { IsLocal } from './chain-name.ts'
import { type ListedPosition, positionsTable } from './positions-table.ts'

export interface StakeList {
  readonly coldkey: string
  readonly walletName: string | null
  readonly isDevelopment: boolean
  readonly block: number
  readonly free: Balance<Tao>
  /** Whether a name is one of this machine's: then a subnet's is told to be the chain's. */
  readonly isLocal: IsLocal
  readonly positions: readonly ListedPosition[]
  /** Everything root stake has earned and not claimed, also where nothing is staked; null where the chain cannot tell. */
  readonly claims:
    | readonly { readonly hotkey: string; readonly netuid: number; readonly claimable: Balance<SomeAlpha> }[]
    | null
  readonly totals: { readonly spotValue: Balance<Tao>; readonly exitValue: Balance<Tao> }
}

export const stakeListView: Face<StakeList> = { schema: 'taoctl/stake.list/v1', human, json: stakeListJson }

function human(list: StakeList, style: Style): string {
  const where = list.isDevelopment ? `${list.block} (DEVNET)` : String(list.block)
  return `${facts(
    [
      ['Coldkey', coldkeyText(list)],
      ['Block', where],
    ],
    style,
  )}\n\n${holdings(list, style)}`
}

/** The whole address, with the wallet's name where known. */
export function coldkeyText({ coldkey, walletName }: StakeList): string {
  return walletName === null ? coldkey : `${coldkey} (${clean(walletName)})`
}

/** Positions of one coldkey and what they come to. */
export function holdings(list: StakeList, style: Style): string {
  const locked = new Map(list.positions.map(({ netuid, locked }) => [netuid, locked]))
  const total = facts(
    [
      ['Free', withUnit(list.free)],
      ['Stake at spot', withUnit(list.totals.spotValue)],
      ['Stake if sold', withUnit(list.totals.exitValue)],
      ['Locked', several([...locked.values()])],
      ['Claimable', several((list.claims ?? []).map(({ claimable }) => claimable))],
    ],
    style,
  )
  if (list.positions.length === 0) return `No stake.\n\n${total}`
  return `${positionsTable(list.positions, list.isLocal, style)}\n\n${total}`
}

/** Amounts above 0, one after the other; undefined where there is none. */
function several(amounts: readonly (SomeBalance | null)[]): string | undefined {
  const shown = amounts.flatMap(amount => (amount === null || isZero(amount) ? [] : [withUnit(amount)]))
  return shown.length === 0 ? undefined : shown.join(', ')
}

/** The positions of one coldkey for scripts. */
export function stakeListJson(list: StakeList): Json {
  return {
    coldkey: list.coldkey,
    free: list.free,
    positions: list.positions.map((position): Json => ({ ...position })),
    claims: list.claims?.map((claim): Json => ({ ...claim })) ?? null,
    totals: list.totals,
  }
}
