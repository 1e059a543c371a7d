import { alpha, bytes, fixedPoint, netuid, u64f64 } from '../common.ts'
import { enumeration, i64, i128, named, struct, type Type, tuple, u64, u128, variant, vec } from '../type.ts'

/** Signed fixed-point number of 2^-32 units. */
export const i96f32 = fixedPoint('I96F32', 'FixedI128', i128, 32)

/** Decimal float of the share pools: mantissa * 10^exponent. Source: opentensor/subtensor@14bc6f9f primitives/share-pool/src/lib.rs:25. */
export const safeFloat = struct('share_pool::SafeFloat', { mantissa: u128, exponent: i64 })

/** A lock on stake. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:17. */
export const lockState = struct('pallet_subtensor::staking::lock::LockState', {
  locked_mass: alpha,
  conviction: u64f64,
  last_update: u64,
})

/** What becomes of root dividends. */
export const rootClaimType = enumeration('pallet_subtensor::pallet::RootClaimTypeEnum', [
  variant(0, 'Swap'),
  variant(1, 'Keep'),
  variant(2, 'KeepSubnets', { subnets: btreeSet(netuid) }),
])

/** Texts a subnet's owner published. */
export const subnetIdentity = struct('pallet_subtensor::pallet::SubnetIdentityV3', {
  subnet_name: bytes,
  github_repo: bytes,
  subnet_contact: bytes,
  subnet_url: bytes,
  discord: bytes,
  description: bytes,
  logo_url: bytes,
  additional: bytes,
})

/** Ordered map; encoded as a list of pairs with ascending keys. */
export function btreeMap(key: Type, value: Type): Type {
  const parameters = [
    { name: 'K', type: key },
    { name: 'V', type: value },
  ]
  return named(
    `BTreeMap<${key.label}, ${value.label}>`,
    struct('BTreeMap', [vec(tuple(key, value))], parameters),
  )
}

/** Ordered set; encoded as a list with ascending values. */
export function btreeSet(of: Type): Type {
  return named(`BTreeSet<${of.label}>`, struct('BTreeSet', [vec(of)], [{ name: 'T', type: of }]))
}
