import {
  alphaOf,
  type Balance,
  netuidFrom,
  type SomeAlpha,
  someAlpha,
  type Tao,
  tao,
} from '../../balance/index.ts'
import { balanceFromRao, priceFromWire } from '../../balance/wire.ts'
import type { Address } from '../address.ts'
import type { Reader } from '../reader.ts'

/** What a subnet's chain storage says of it. Prices are decimal text, TAO per alpha. */
export interface SubnetDetail extends Subnet {
  readonly price: string
  /** The price smoothed over time. */
  readonly movingPrice: string
  /** Reserves of the pool. */
  readonly taoIn: Balance<Tao>
  readonly alphaIn: Balance<SomeAlpha>
  /** Alpha that stakers hold. */
  readonly alphaOut: Balance<SomeAlpha>
  /** All TAO ever traded, in rao: more than an amount can hold. */
  readonly volumeRao: string
  /** False where it trades one to one. */
  readonly hasPool: boolean
  /** Swap fee, of 65,535. */
  readonly feeRate: number
  /** Weight of the TAO side as decimal text; null where there is none, or it cannot be read. */
  readonly taoWeight: string | null
  /** Blocks between two epochs. */
  readonly tempo: number
  /** Null where the runtime has no such switch. */
  readonly started: boolean | null
  readonly owner: Address
  readonly ownerHotkey: Address
}

export interface Subnet {
  readonly netuid: number
  readonly name: string
  readonly symbol: string
}

export interface SubnetReads {
  /** Every subnet with what there is to know of it, in the chain's order. */
  subnetDetails(): Promise<readonly SubnetDetail[]>
  subnets(): Promise<readonly Subnet[]>
  /** Whether trading has started (SubtokenEnabled); undefined where the runtime has no such switch. */
  started(netuid: number): Promise<boolean | undefined>
}

/** opentensor/subtensor@14bc6f9f pallets/subtensor/src/rpc_info/dynamic_info.rs:11-33 */
interface DynamicInfo {
  readonly netuid: number
  readonly owner_hotkey: Address
  readonly owner_coldkey: Address
  readonly subnet_name: readonly number[]
  readonly token_symbol: readonly number[]
  readonly tempo: number
  readonly alpha_in: bigint
  readonly alpha_out: bigint
  readonly tao_in: bigint
  readonly subnet_volume: bigint
  /** I96F32 bits. */
  readonly moving_price: bigint
}

const UNIT = 1_000_000_000n
/** 1e18: weights are parts of it. */
const WEIGHT_DIGITS = 18

export function subnetReads(reader: Reader): SubnetReads {
  const infos = async () => {
    const found = await reader.api('SubnetInfoRuntimeApi', 'get_all_dynamic_info', [])
    return (found as (DynamicInfo | undefined)[]).filter(info => info !== undefined)
  }
  const started = async (netuid: number) => {
    if (!reader.runtime.storage('SubtensorModule', 'SubtokenEnabled')) return undefined
    return (await reader.storage('SubtensorModule', 'SubtokenEnabled', [netuid])) as boolean
  }
  const detail = async (info: DynamicInfo): Promise<SubnetDetail> => {
    const { netuid } = info
    const hasWeights = reader.runtime.storage('Swap', 'SwapBalancer') !== undefined
    const [price, mechanism, feeRate, weight, isStarted] = await Promise.all([
      reader.api('SwapRuntimeApi', 'current_alpha_price', [netuid]),
      reader.storage('SubtensorModule', 'SubnetMechanism', [netuid]),
      reader.storage('Swap', 'FeeRate', [netuid]),
      hasWeights ? reader.storage('Swap', 'SwapBalancer', [netuid]) : undefined,
      started(netuid),
    ])
    const hasPool = mechanism === 1
    return {
      ...toSubnet(info),
      price: priceText(price as bigint, netuid),
      movingPrice: priceText((info.moving_price * UNIT) >> 32n, netuid),
      taoIn: balanceFromRao(info.tao_in, tao),
      alphaIn: balanceFromRao(info.alpha_in, someAlpha(netuid)),
      alphaOut: balanceFromRao(info.alpha_out, someAlpha(netuid)),
      volumeRao: String(info.subnet_volume),
      hasPool,
      feeRate: hasPool ? (feeRate as number) : 0,
      taoWeight: hasPool && weight !== undefined ? weightText(weight as bigint) : null,
      tempo: info.tempo,
      started: isStarted ?? null,
      owner: info.owner_coldkey,
      ownerHotkey: info.owner_hotkey,
    }
  }
  return {
    async subnets() {
      return (await infos()).map(toSubnet)
    },
    async subnetDetails() {
      return Promise.all((await infos()).map(detail))
    },
    started,
  }
}

function toSubnet(info: DynamicInfo): Subnet {
  return { netuid: info.netuid, name: textOf(info.subnet_name), symbol: textOf(info.token_symbol) }
}

const priceText = (scaled: bigint, netuid: number) =>
  priceFromWire(scaled, alphaOf(netuidFrom(netuid, 'pool')), tao).toText()

const weightText = (weight: bigint) =>
  `0.${String(weight).padStart(WEIGHT_DIGITS, '0').replace(/0+$/, '') || '0'}`

// A vector of compact u8, not of plain bytes; anyone can put anything into it.
const textOf = (bytes: readonly number[]) => new TextDecoder().decode(Uint8Array.from(bytes))
