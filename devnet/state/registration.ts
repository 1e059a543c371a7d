import type { Account } from '../types.ts'
import { defineItem } from './item.ts'
import { zeroAccount } from './subtensor.ts'

const pallet = 'SubtensorModule'

/**
 * Hotkey of each UID; `uids` is the other way round.
 * Source, also of what follows: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:1870-2288.
 */
export const keys = defineItem<[netuid: number, uid: number], Account>(pallet, 'Keys', zeroAccount)
export const isNetworkMember = defineItem<[hotkey: Account, netuid: number], boolean>(
  pallet,
  'IsNetworkMember',
  false,
)
/** How many UIDs a subnet has given out, and how many it may. */
export const subnetworkN = defineItem<[netuid: number], number>(pallet, 'SubnetworkN', 0)
export const maxAllowedUids = defineItem<[netuid: number], number>(pallet, 'MaxAllowedUids', 256)
/** Cost of a registration. Unit: rao. */
export const burn = defineItem<[netuid: number], bigint>(pallet, 'Burn', 100_000_000n)

/** What the holder of a coldkey published. All fields are UTF-8 bytes. */
export interface ChainIdentity {
  readonly name: Uint8Array
  readonly url: Uint8Array
  readonly github_repo: Uint8Array
  readonly image: Uint8Array
  readonly discord: Uint8Array
  readonly description: Uint8Array
  readonly additional: Uint8Array
}

/** Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:245, 2411. */
export const identities = defineItem<[coldkey: Account], ChainIdentity | undefined>(
  pallet,
  'IdentitiesV2',
  undefined,
)
