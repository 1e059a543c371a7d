import type { State } from '../../state/state.ts'
import {
  networkRegisteredAt,
  networksAdded,
  subnetAlphaIn,
  subnetAlphaOut,
  subnetIdentities,
  subnetMovingPrice,
  subnetOwner,
  subnetOwnerHotkey,
  subnetTao,
  subnetVolume,
  tempo,
  tokenSymbol,
} from '../../state/subnet.ts'
import { blockNumber } from '../../state/system.ts'
import { allNetuids } from '../netuids.ts'
import { subnetAccount } from '../staking/subnet-account.ts'

/** DynamicInfo of the runtime API. There are no epochs and no emission, so steps and emissions are 0. */
function dynamicInfo(state: State, netuid: number): unknown {
  if (!state.read(networksAdded, netuid)) return undefined
  const identity = state.read(subnetIdentities, netuid)
  return {
    netuid,
    owner_hotkey: state.read(subnetOwnerHotkey, netuid),
    owner_coldkey: state.read(subnetOwner, netuid),
    subnet_name: nameOf(identity?.subnet_name),
    token_symbol: [...state.read(tokenSymbol, netuid)],
    tempo: state.read(tempo, netuid),
    last_step: 0n,
    blocks_since_last_step: BigInt(state.read(blockNumber)),
    emission: 0n,
    alpha_in: state.read(subnetAlphaIn, netuid),
    alpha_out: state.read(subnetAlphaOut, netuid),
    tao_in: state.read(subnetTao, netuid),
    alpha_out_emission: 0n,
    alpha_in_emission: 0n,
    tao_in_emission: 0n,
    pending_alpha_emission: 0n,
    pending_root_emission: 0n,
    subnet_volume: state.read(subnetVolume, netuid),
    network_registered_at: state.read(networkRegisteredAt, netuid),
    subnet_identity: identity,
    moving_price: state.read(subnetMovingPrice, netuid),
  }
}

/** The published name. The chain's built-in names for nameless subnets are left out: such a one is `unknown` here. */
function nameOf(published: Uint8Array | undefined): number[] {
  return published === undefined || published.length === 0
    ? [...new TextEncoder().encode('unknown')]
    : [...published]
}

/**
 * SubnetInfoRuntimeApi. The list is dense: it is not indexable by netuid.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/rpc_info/dynamic_info.rs, subnets/subnet.rs:470
 */
export const subnetInfoApi = {
  SubnetInfoRuntimeApi_get_dynamic_info: (state: State, netuid: number) => dynamicInfo(state, netuid),

  SubnetInfoRuntimeApi_get_all_dynamic_info: (state: State) =>
    allNetuids(state).map(netuid => dynamicInfo(state, netuid)),

  SubnetInfoRuntimeApi_get_subnet_account_id: (state: State, netuid: number) => subnetAccount(state, netuid),
}
