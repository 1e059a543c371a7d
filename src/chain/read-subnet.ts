import type { Reader, Subnet, SubnetReads } from './types.ts'

/** opentensor/subtensor@14bc6f9f pallets/subtensor/src/rpc_info/dynamic_info.rs:11-33 */
interface DynamicInfo {
  readonly netuid: number
  readonly subnet_name: readonly number[]
  readonly token_symbol: readonly number[]
}

export function subnetReads(reader: Reader): SubnetReads {
  return {
    async subnets() {
      const infos = await reader.api('SubnetInfoRuntimeApi', 'get_all_dynamic_info', [])
      return (infos as (DynamicInfo | undefined)[]).flatMap(info => (info ? [toSubnet(info)] : []))
    },
    async started(netuid) {
      if (!reader.runtime.storage('SubtensorModule', 'SubtokenEnabled')) return undefined
      return (await reader.storage('SubtensorModule', 'SubtokenEnabled', [netuid])) as boolean
    },
  }
}

function toSubnet(info: DynamicInfo): Subnet {
  return { netuid: info.netuid, name: textOf(info.subnet_name), symbol: textOf(info.token_symbol) }
}

// A vector of compact u8, not of plain bytes; anyone can put anything into it.
const textOf = (bytes: readonly number[]) => new TextDecoder().decode(Uint8Array.from(bytes))
