import type { SubnetDetail } from '../../chain/read/subnet.ts'
import { csv, csvText } from '../csv.ts'
import type { Face } from '../face.ts'
import { clean } from '../text.ts'
import { type Subnets, subnetListView, subnetPriceView } from './subnets.ts'

/** The names of columns and what stands in them. */
type Columns = Readonly<Record<string, (subnet: SubnetDetail) => string>>

const LIST: Columns = {
  netuid: ({ netuid }) => String(netuid),
  name: ({ name }) => csvText(clean(name)),
  symbol: ({ symbol }) => csvText(clean(symbol)),
  price: ({ price }) => price,
  moving_price: ({ movingPrice }) => movingPrice,
  tao_in: ({ taoIn }) => taoIn.toJSON().decimal,
  alpha_in: ({ alphaIn }) => alphaIn.toJSON().decimal,
  alpha_out: ({ alphaOut }) => alphaOut.toJSON().decimal,
  volume_rao: ({ volumeRao }) => volumeRao,
  has_pool: ({ hasPool }) => String(hasPool),
  fee_rate: ({ feeRate }) => String(feeRate),
  tao_weight: ({ taoWeight }) => taoWeight ?? '',
  tempo: ({ tempo }) => String(tempo),
  started: ({ started }) => (started === null ? '' : String(started)),
  owner: ({ owner }) => owner,
  owner_hotkey: ({ ownerHotkey }) => ownerHotkey,
}

const { netuid, name, symbol, price, moving_price } = LIST
const PRICES = { netuid, name, symbol, price, moving_price } as Columns

export const subnetListCsvView: Face<Subnets> = { ...subnetListView, human: report => text(LIST, report) }
export const subnetPriceCsvView: Face<Subnets> = { ...subnetPriceView, human: report => text(PRICES, report) }

const text = (columns: Columns, { subnets }: Subnets) =>
  csv(
    Object.keys(columns),
    subnets.map(subnet => Object.values(columns).map(cell => cell(subnet))),
  )
