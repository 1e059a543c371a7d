import { alphaOf, type Netuid, type SubnetKey, someAlpha } from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
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

const AVAILABILITY = 'get_stake_availability_for_coldkeys'

export function stakeReads(reader: Reader): StakeReads {
  return {
    async positions(coldkey) {
      const infos = await reader.api('StakeInfoRuntimeApi', 'get_stake_info_for_coldkey', [coldkey])
      return (infos as StakeInfo[]).map(toPosition)
    },
    async stake<S extends SubnetKey>({
      coldkey,
      hotkey,
      netuid,
    }: {
      readonly coldkey: Address
      readonly hotkey: Address
      readonly netuid: Netuid<S>
    }) {
      const info = await reader.api('StakeInfoRuntimeApi', 'get_stake_info_for_hotkey_coldkey_netuid', [
        hotkey,
        coldkey,
        netuid,
      ])
      return balanceFromRao((info as StakeInfo | undefined)?.stake ?? 0n, alphaOf(netuid))
    },
    async availability(coldkey) {
      if (!reader.runtime.api('StakeInfoRuntimeApi', AVAILABILITY)) return new Map()
      const found = await reader.api('StakeInfoRuntimeApi', AVAILABILITY, [[coldkey], undefined])
      const rows = (found as [Address, [number, StakeAvailability][]][]).flatMap(([, byNetuid]) => byNetuid)
      return new Map(rows.map(([netuid, row]) => [netuid, toAvailability(netuid, row)]))
    },
  }
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
