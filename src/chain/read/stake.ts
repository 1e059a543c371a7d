import {
  type Alpha,
  alphaOf,
  type Balance,
  type Netuid,
  type SomeAlpha,
  type SubnetKey,
  someAlpha,
} from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
import { min, minus } from '../../pool/fixed.ts'
import type { Address } from '../address.ts'
import type { Reader } from '../reader.ts'

/** Stake of a coldkey on a hotkey of a subnet the compiler does not know. */
export interface Position {
  readonly coldkey: Address
  readonly hotkey: Address
  readonly netuid: number
  readonly stake: Balance<SomeAlpha>
  readonly registered: boolean
}

/** What of a coldkey's stake on a subnet may leave it, over all hotkeys. */
export interface Availability {
  readonly available: Balance<SomeAlpha>
  readonly locked: Balance<SomeAlpha>
}

export interface StakeReads {
  /** By netuid; empty where the runtime cannot tell. */
  availability(coldkey: Address): Promise<ReadonlyMap<number, Availability>>
  positions(coldkey: Address): Promise<readonly Position[]>
  /** Stake of one position; zero where there is none. */
  stake<S extends SubnetKey>(of: {
    readonly coldkey: Address
    readonly hotkey: Address
    readonly netuid: Netuid<S>
  }): Promise<Balance<Alpha<S>>>
  /** What of one position is neither locked nor a miner's collateral. */
  unbound<S extends SubnetKey>(of: {
    readonly coldkey: Address
    readonly hotkey: Address
    readonly netuid: Netuid<S>
  }): Promise<Balance<Alpha<S>>>
}

/** opentensor/subtensor@14bc6f9f pallets/subtensor/src/rpc_info/stake_info.rs:13-23 */
interface StakeInfo {
  readonly hotkey: Address
  readonly coldkey: Address
  readonly netuid: number
  readonly stake: bigint
  readonly is_registered: boolean
}

/** opentensor/subtensor@14bc6f9f pallets/subtensor/src/rpc_info/stake_info.rs */
interface StakeAvailability {
  readonly locked: bigint
  readonly available: bigint
}

const API = 'StakeInfoRuntimeApi'
const AVAILABILITY = 'get_stake_availability_for_coldkeys'

export function stakeReads(reader: Reader): StakeReads {
  const { runtime } = reader
  const stakeOf = async ({ coldkey, hotkey, netuid }: Where): Promise<bigint> => {
    const asked = [hotkey, coldkey, netuid]
    const info = await reader.api(API, 'get_stake_info_for_hotkey_coldkey_netuid', asked)
    return (info as StakeInfo | undefined)?.stake ?? 0n
  }
  const availabilities = async (coldkey: Address): Promise<readonly [number, StakeAvailability][]> => {
    if (!runtime.api(API, AVAILABILITY)) return []
    const found = await reader.api(API, AVAILABILITY, [[coldkey], undefined])
    return (found as [Address, [number, StakeAvailability][]][]).flatMap(([, byNetuid]) => byNetuid)
  }
  const collateralOf = async ({ coldkey, hotkey, netuid }: Where): Promise<bigint> => {
    if (!runtime.storage('SubtensorModule', 'MinerCollateral')) return 0n
    const key = [netuid, hotkey, coldkey]
    const held = await reader.storage('SubtensorModule', 'MinerCollateral', key)
    return (held as { readonly locked: bigint } | undefined)?.locked ?? 0n
  }
  return {
    async positions(coldkey) {
      const infos = await reader.api(API, 'get_stake_info_for_coldkey', [coldkey])
      return (infos as StakeInfo[]).map(toPosition)
    },
    async stake<S extends SubnetKey>(of: Where & { readonly netuid: Netuid<S> }) {
      return balanceFromRao(await stakeOf(of), alphaOf(of.netuid))
    },
    async availability(coldkey) {
      const rows = await availabilities(coldkey)
      return new Map(rows.map(([netuid, row]) => [netuid, toAvailability(netuid, row)]))
    },
    // Source: RaoFoundation/subtensor pallets/subtensor/src/staking/lock/lock_availability.rs@34829556 (all hotkeys),
    // docs of MinerCollateral in metadata of spec 461 (each hotkey's own)
    async unbound<S extends SubnetKey>(of: Where & { readonly netuid: Netuid<S> }) {
      const [stake, collateral, rows] = await Promise.all([
        stakeOf(of),
        collateralOf(of),
        availabilities(of.coldkey),
      ])
      const available = rows.find(([netuid]) => netuid === +of.netuid)?.[1].available ?? stake
      return balanceFromRao(min(minus(stake, collateral), available), alphaOf(of.netuid))
    },
  }
}

interface Where {
  readonly coldkey: Address
  readonly hotkey: Address
  readonly netuid: number
}

function toAvailability(netuid: number, { available, locked }: StakeAvailability): Availability {
  return {
    available: balanceFromRao(available, someAlpha(netuid)),
    locked: balanceFromRao(locked, someAlpha(netuid)),
  }
}

function toPosition(info: StakeInfo): Position {
  return {
    coldkey: info.coldkey,
    hotkey: info.hotkey,
    netuid: info.netuid,
    stake: balanceFromRao(info.stake, someAlpha(info.netuid)),
    registered: info.is_registered,
  }
}
