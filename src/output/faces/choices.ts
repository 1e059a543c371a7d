import type { Subnet } from '../../chain/read/subnet.ts'
import type { Style } from '../face.ts'
import { type Column, table } from '../table.ts'
import { clean, isolate } from '../text.ts'
import { brief, cut, shortAddress } from './brief.ts'
import { type IsLocal, subnetName } from './chain-name.ts'
import type { ListedPosition } from './positions-table.ts'

/** Something to choose, under the number that chooses it. */
interface Numbered<T> {
  readonly keys: readonly [string, ...string[]]
  readonly value: T
}

/** A key on this machine, or one of another that is known by its address. */
export interface NamedAddress {
  readonly name: string | null
  readonly address: string
}

const right = (title: string): Column => ({ title, align: 'right' })
const left = (title: string): Column => ({ title })

/** Positions to choose from. */
export function positionChoices(
  choices: readonly Numbered<ListedPosition>[],
  isLocal: IsLocal,
  style: Style,
): string {
  const columns = [
    right('#'),
    right('Net'),
    left(isolate('Name')),
    left('Hotkey'),
    right('Stake'),
    right('If sold'),
  ]
  const rows = choices.map(({ keys: [number], value }) => [
    number,
    String(value.netuid),
    subnetName(value, isLocal, 16),
    value.hotkeyName === null ? shortAddress(value.hotkey) : cut(value.hotkeyName, 16),
    brief(value.stake),
    value.exitValue === null ? style.paint('warn', 'none') : brief(value.exitValue),
  ])
  return table(columns, rows, style)
}

/** Subnets to choose from, by their own numbers. */
export function subnetChoices(choices: readonly Numbered<Subnet>[], isLocal: IsLocal, style: Style): string {
  const rows = choices.map(({ keys: [number], value }) => [number, subnetName(value, isLocal, 40)])
  return table([right('Net'), left(isolate('Name'))], rows, style)
}

/** Wallets or hotkeys to choose from, with whole addresses. */
export function keyChoices(choices: readonly Numbered<NamedAddress>[], style: Style): string {
  const rows = choices.map(({ keys: [number], value }) => [
    number,
    value.name === null ? '' : cut(value.name, 24),
    clean(value.address),
  ])
  return table([right('#'), left('Name'), left('Address')], rows, style)
}
