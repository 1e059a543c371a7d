import { accountId, bytes, fixedPoint, netuid, tao } from '../common.ts'
import { blake2, identity, map, type StorageDefinition, twox } from '../pallet.ts'
import { bool, i128, named, struct, tuple, u8, u16, u64, vec } from '../type.ts'

const subnet = identity(netuid)

/** Texts the holder of a coldkey published. */
const chainIdentity = struct('pallet_subtensor::pallet::ChainIdentityV2', {
  name: bytes,
  url: bytes,
  github_repo: bytes,
  image: bytes,
  discord: bytes,
  description: bytes,
  additional: bytes,
})

/**
 * Storage about subnets and who is registered there that clients show and no rule of this chain changes.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:1651-2683.
 */
export const subnetStorage: readonly StorageDefinition[] = [
  map('SubnetEmaTaoFlow', [subnet], tuple(u64, fixedPoint('I64F64', 'FixedI128', i128, 64)), 'optional'),
  map('SubnetworkN', [subnet], u16),
  map('IsNetworkMember', [blake2(accountId), subnet], bool),
  map('MaxAllowedUids', [subnet], u16, 256),
  map('Burn', [subnet], tao, 100_000_000),
  map('Keys', [subnet, identity(u16)], accountId),
  map('IdentitiesV2', [blake2(accountId)], chainIdentity, 'optional'),
  map('MechanismCountCurrent', [twox(netuid)], named('MechId', u8), 1),
  map('MechanismEmissionSplit', [twox(netuid)], vec(u16), 'optional'),
]
