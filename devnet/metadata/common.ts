import {
  array,
  compact,
  enumeration,
  named,
  outer,
  struct,
  type Type,
  tuple,
  u8,
  u16,
  u32,
  u64,
  u128,
  units,
  variant,
  vec,
} from './type.ts'

/** Types several pallets share. */
export const bytes = vec(u8)
export const unit = tuple()

export const accountId = named('T::AccountId', struct('sp_core::crypto::AccountId32', [array(u8, 32)]))
export const h256 = named('T::Hash', struct('primitive_types::H256', [array(u8, 32)]))
export const h160 = struct('primitive_types::H160', [array(u8, 20)])
export const palletId = struct('frame_support::PalletId', [array(u8, 8)])

/** Amounts and subnets are plain integers in metadata; their Rust names survive as field labels. */
export const netuid = named('NetUid', u16)
export const tao = named('TaoBalance', u64)
export const alpha = named('AlphaBalance', u64)
export const balance = named('T::Balance', u64)
export const blockNumber = named('BlockNumberFor<T>', u32)

export const multiAddress = named(
  'AccountIdLookupOf<T>',
  enumeration(
    'sp_runtime::multiaddress::MultiAddress',
    [
      variant(0, 'Id', [named('AccountId', accountId)]),
      variant(1, 'Index', [named('AccountIndex', compact(unit))]),
      variant(2, 'Raw', [bytes]),
      variant(3, 'Address32', [array(u8, 32)]),
      variant(4, 'Address20', [array(u8, 20)]),
    ],
    [
      { name: 'AccountId', type: accountId },
      { name: 'AccountIndex', type: unit },
    ],
  ),
)

export const multiSignature = enumeration('sp_runtime::MultiSignature', [
  variant(0, 'Ed25519', [named('ed25519::Signature', array(u8, 64))]),
  variant(1, 'Sr25519', [named('sr25519::Signature', array(u8, 64))]),
  variant(2, 'Ecdsa', [named('ecdsa::Signature', array(u8, 65))]),
])

export const weight = struct('sp_weights::weight_v2::Weight', {
  ref_time: named('u64', compact(u64)),
  proof_size: named('u64', compact(u64)),
})

export const dispatchClass = enumeration(
  'frame_support::dispatch::DispatchClass',
  units('Normal', 'Operational', 'Mandatory'),
)

/** Limits or usage for each class of call. */
export function perDispatchClass(of: Type): Type {
  const field = named('T', of)
  return struct(
    'frame_support::dispatch::PerDispatchClass',
    { normal: field, operational: field, mandatory: field },
    [{ name: 'T', type: of }],
  )
}

/** Refers to the enum of all pallets' calls. */
export const runtimeCall = outer('call', 'RuntimeCall')

/** Vec with a bound that metadata does not tell. */
export function boundedVec(of: Type): Type {
  return struct(
    'bounded_collections::bounded_vec::BoundedVec',
    [named('Vec<T>', vec(of))],
    [{ name: 'T', type: of }, { name: 'S' }],
  )
}

/** Fixed-point number of substrate_fixed: an integer of 2^-fraction units. */
export function fixedPoint(label: string, path: string, bits: Type, fraction: number): Type {
  const parameters = [{ name: 'Frac', type: typeNumber(fraction) }]
  return named(label, struct(`substrate_fixed::${path}`, { bits }, parameters))
}

export const u64f64 = fixedPoint('U64F64', 'FixedU128', u128, 64)

/** A number as Rust's typenum writes it on the type level: bits from the most significant one. */
function typeNumber(value: number): Type {
  let type = struct('substrate_typenum::uint::UTerm', {})
  for (const digit of value.toString(2)) {
    const bit = struct(`substrate_typenum::bit::B${digit}`, {})
    type = struct('substrate_typenum::uint::UInt', { msb: named('U', type), lsb: named('B', bit) }, [
      { name: 'U', type },
      { name: 'B', type: bit },
    ])
  }
  return type
}
