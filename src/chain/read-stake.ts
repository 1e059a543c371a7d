import { alphaOf, type Netuid, type SomeAlpha, type SubnetKey } from '../balance/index.ts'
import { balanceFromRao } from '../balance/wire.ts'
import type { Address } from './address.ts'
import type { Position, Reader, StakeReads } from './types.ts'

/** opentensor/subtensor@14bc6f9f pallets/subtensor/src/rpc_info/stake_info.rs:13-23 */
interface StakeInfo {
  readonly hotkey: Address
  readonly coldkey: Address
  readonly netuid: number
  readonly stake: bigint
  readonly is_registered: boolean
}

/** Owner of a hotkey the chain does not know: the account of 32 zero bytes. */
const NOBODY = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'

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
    async hotkeyExists(hotkey) {
      return (await reader.storage('SubtensorModule', 'Owner', [hotkey])) !== NOBODY
    },
  }
}

function toPosition(info: StakeInfo): Position {
  const unit: SomeAlpha = Object.freeze({ kind: 'alpha of some subnet', netuid: info.netuid })
  return {
    coldkey: info.coldkey,
    hotkey: info.hotkey,
    netuid: info.netuid,
    stake: balanceFromRao(info.stake, unit),
    registered: info.is_registered,
  }
}
