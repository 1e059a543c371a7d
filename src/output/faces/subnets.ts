import type { SubnetDetail } from '../../chain/read/subnet.ts'
import type { Face, Json, Style } from '../face.ts'
import { facts, table } from '../table.ts'
import { isolate } from '../text.ts'
import { withUnit } from './amount.ts'
import { type IsLocal, subnetName } from './chain-name.ts'

/** Subnets at one block. */
export interface Subnets {
  readonly subnets: readonly SubnetDetail[]
  readonly isDevelopment: boolean
  readonly block: number
  /** Whether a name is one of this machine's: then a subnet's is told to be the chain's. */
  readonly isLocal: IsLocal
}

export const subnetListView: Face<Subnets> = {
  schema: 'taoctl/subnet.list/v1',
  human: (report, style) => `${headOf(report, style)}\n\n${listText(report, style)}`,
  json: ({ subnets }) => ({ subnets: subnets.map(subnetJson) }),
}

export const subnetShowView: Face<Subnets> = {
  schema: 'taoctl/subnet.show/v1',
  human: (report, style) =>
    [headOf(report, style), ...report.subnets.map(subnet => subnetText(subnet, report.isLocal, style))].join(
      '\n\n',
    ),
  json: ({ subnets: [subnet] }) => (subnet ? subnetJson(subnet) : null),
}

export const subnetPriceView: Face<Subnets> = {
  schema: 'taoctl/subnet.price/v1',
  human: (report, style) => `${headOf(report, style)}\n\n${priceText(report, style)}`,
  json: ({ subnets }) => ({
    prices: subnets.map(({ netuid, price, movingPrice }) => ({ netuid, price, movingPrice })),
  }),
}

function headOf({ block, isDevelopment }: Subnets, style: Style): string {
  return facts([['Block', isDevelopment ? `${block} (DEVNET)` : String(block)]], style)
}

function listText({ subnets, isLocal }: Subnets, style: Style): string {
  const rows = subnets.map(subnet => [
    String(subnet.netuid),
    subnetName(subnet, isLocal, 16),
    subnet.price,
    withUnit(subnet.taoIn, { decimals: 4 }),
    withUnit(subnet.alphaIn, { decimals: 4 }),
    subnet.started === false ? style.paint('warn', 'no') : '',
  ])
  return table(
    [
      { title: 'Net', align: 'right' },
      { title: isolate('Name') },
      { title: 'Price', align: 'right' },
      { title: 'TAO in', align: 'right' },
      { title: 'Alpha in', align: 'right' },
      { title: 'Trades' },
    ],
    rows,
    style,
  )
}

function priceText({ subnets, isLocal }: Subnets, style: Style): string {
  const rows = subnets.map(subnet => [
    String(subnet.netuid),
    subnetName(subnet, isLocal, 16),
    subnet.price,
    subnet.movingPrice,
  ])
  return table(
    [
      { title: 'Net', align: 'right' },
      { title: isolate('Name') },
      { title: 'TAO per alpha', align: 'right' },
      { title: 'Moving', align: 'right' },
    ],
    rows,
    style,
  )
}

function subnetText(subnet: SubnetDetail, isLocal: IsLocal, style: Style): string {
  return facts(
    [
      ['Subnet', `${subnet.netuid} ${subnetName(subnet, isLocal, 16)}`],
      ['Price', `${subnet.price} TAO`],
      ['Moving', `${subnet.movingPrice} TAO`],
      ['TAO in', withUnit(subnet.taoIn)],
      ['Alpha in', withUnit(subnet.alphaIn)],
      ['Alpha out', withUnit(subnet.alphaOut)],
      ['Volume', `${subnet.volumeRao} rao`],
      ['Pool', subnet.hasPool ? undefined : 'none: one to one'],
      ['Fee rate', subnet.hasPool ? `${subnet.feeRate} of 65535` : undefined],
      ['TAO weight', subnet.taoWeight ?? undefined],
      ['Tempo', `${subnet.tempo} blocks`],
      ['Trades', subnet.started === null ? undefined : subnet.started ? 'yes' : style.paint('warn', 'no')],
      ['Owner', subnet.owner],
      ['Hotkey', subnet.ownerHotkey],
    ],
    style,
  )
}

const subnetJson = (subnet: SubnetDetail): Json => ({ ...subnet })
