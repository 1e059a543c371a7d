import { bytes, h256, multiAddress, multiSignature, runtimeCall, unit } from './common.ts'
import {
  array,
  compact,
  enumeration,
  named,
  option,
  type Parameter,
  struct,
  type Type,
  tuple,
  u8,
  u32,
  u64,
  units,
  variant,
} from './type.ts'

/** A transaction extension: what it writes into the extrinsic and what it adds to the signed payload. */
export interface ExtensionDefinition {
  readonly identifier: string
  readonly type: Type
  readonly additional: Type
}

/** Extrinsic format the chain accepts. */
export const EXTRINSIC_VERSION = 4

export const runtime = struct('node_subtensor_runtime::Runtime', {})

const generic: readonly Parameter[] = [{ name: 'T' }]
const ofRuntime: readonly Parameter[] = [{ name: 'T', type: runtime }]

/** Immortal, or mortal by two bytes of which the first is the variant. */
const era = enumeration(
  'sp_runtime::generic::era::Era',
  Array.from({ length: 256 }, (_, index) =>
    index === 0 ? variant(0, 'Immortal') : variant(index, `Mortal${index}`, [u8]),
  ),
)
const mode = enumeration('frame_metadata_hash_extension::Mode', units('Disabled', 'Enabled'))

const system: readonly ExtensionDefinition[] = [
  empty('CheckNonZeroSender', 'frame_system::extensions::check_non_zero_sender', generic),
  empty('CheckSpecVersion', 'frame_system::extensions::check_spec_version', generic, u32),
  empty('CheckTxVersion', 'frame_system::extensions::check_tx_version', generic, u32),
  empty('CheckGenesis', 'frame_system::extensions::check_genesis', generic, h256),
  {
    identifier: 'CheckMortality',
    type: struct('node_subtensor_runtime::check_mortality::CheckMortality', [era], generic),
    additional: h256,
  },
  {
    identifier: 'CheckNonce',
    type: struct(
      'node_subtensor_runtime::check_nonce::CheckNonce',
      [named('T::Nonce', compact(u32))],
      generic,
    ),
    additional: unit,
  },
  empty('CheckWeight', 'frame_system::extensions::check_weight', generic),
]

/** Tip in rao. Mainnet lists the identifier and type of the stock extension, and its own wrapper only inside `Extension`. */
const charge = struct(
  'pallet_transaction_payment::ChargeTransactionPayment',
  [named('BalanceOf<T>', compact(named('BalanceOf<T>', u64)))],
  generic,
)
const chargeWrapper = struct(
  'node_subtensor_runtime::transaction_payment_wrapper::ChargeTransactionPaymentWrapper',
  { inner: named('ChargeTransactionPayment<T>', charge) },
  generic,
)

const custom: readonly ExtensionDefinition[] = [
  { identifier: 'ChargeTransactionPayment', type: charge, additional: unit },
  empty('SudoTransactionExtension', 'node_subtensor_runtime::sudo_wrapper', ofRuntime),
  empty('CheckShieldedTxValidity', 'pallet_shield::extension', ofRuntime),
  empty('SubtensorTransactionExtension', 'pallet_subtensor::extensions::subtensor', ofRuntime),
  empty('DrandPriority', 'pallet_drand::drand_priority', ofRuntime),
]

const checkMetadataHash: ExtensionDefinition = {
  identifier: 'CheckMetadataHash',
  type: struct('frame_metadata_hash_extension::CheckMetadataHash', { mode }, generic),
  additional: option(array(u8, 32)),
}

/** The transaction extensions in the order their bytes stand. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:1650-1670. */
export const extensions: readonly ExtensionDefinition[] = [...system, ...custom, checkMetadataHash]

/** All extensions as the one nested type the runtime has. */
export const extensionType = tuple(
  tuple(...system.map(entry => entry.type)),
  tuple(chargeWrapper, ...custom.slice(1).map(entry => entry.type)),
  checkMetadataHash.type,
)

const parts: readonly Parameter[] = [
  { name: 'Address', type: multiAddress },
  { name: 'Call', type: runtimeCall },
  { name: 'Signature', type: multiSignature },
]

/** A whole extrinsic; opaque bytes in metadata. */
export const uncheckedExtrinsic = struct(
  'fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic',
  [
    struct(
      'sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic',
      [bytes],
      [...parts, { name: 'Extra', type: extensionType }],
    ),
  ],
  [...parts, { name: 'Extension', type: extensionType }],
)

function empty(
  identifier: string,
  module: string,
  parameters: readonly Parameter[],
  additional: Type = unit,
): ExtensionDefinition {
  return { identifier, type: struct(`${module}::${identifier}`, {}, parameters), additional }
}
