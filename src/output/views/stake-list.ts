import { type AnyBalance, type Balance, isZero, type SomeAlpha, type Tao } from '../../balance/index.ts'
import { facts } from '../table.ts'
import { clean } from '../text.ts'
import type { Json, Style, View } from '../view.ts'
import { withUnit } from './amount.ts'
import type { IsLocal } from './chain-name.ts'
import { positionsTable } from './positions-table.ts'

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
  /** What root stake on the same hotkey has earned here, or, on root, about what a claim pays into it; null where the chain cannot tell. */
  readonly claimable: Balance<SomeAlpha> | null
  /** Worth less than the chain moves. */
  readonly dust: boolean
}

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

export const stakeListView: View<StakeList> = { schema: 'taoctl/stake.list/v1', human, json: stakeListJson }

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
function several(amounts: readonly (AnyBalance | null)[]): string | undefined {
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
