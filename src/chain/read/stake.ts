import { alphaOf, type Netuid, type SubnetKey, someAlpha } from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
import { min, minus } from '../../pool/fixed.ts'
import type { Address } from '../address.ts'
import type { Availability, Position, Reader, StakeReads } from '../types.ts'

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
