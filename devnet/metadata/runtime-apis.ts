import { accountId as account, alpha, bytes, dispatchClass, h256, netuid, tao, weight } from './common.ts'
import { uncheckedExtrinsic } from './extrinsic.ts'
import { type ApiName, apiNames, apiVersions, runtimeVersionType } from './runtime-version.ts'
import { btreeMap, i96f32, lockState, subnetIdentity } from './subtensor/types.ts'
import {
  bool,
  compact,
  named,
  option,
  struct,
  type Type,
  tuple,
  u8,
  u16,
  u32,
  u64,
  u128,
  vec,
} from './type.ts'
import { transactionSource, transactionValidity } from './validity.ts'

/** A runtime API method: named inputs in order, and the output. */
export interface MethodDefinition {
  readonly inputs: Readonly<Record<string, Type>>
  readonly output: Type
}

/** The methods of a runtime API by name. */
export type Methods = Readonly<Record<string, MethodDefinition>>

/** A runtime API as metadata lists it. */
export interface ApiDefinition {
  readonly name: string
  /** Hex of the blake2-64 of the name. */
  readonly id: string
  readonly version: number
  readonly methods: Methods
}

const accountId = named('AccountId', account)
const balance = named('Balance', u64)
const opaqueMetadata = struct('sp_core::OpaqueMetadata', [bytes])

const dispatchInfo = struct(
  'pallet_transaction_payment::types::RuntimeDispatchInfo',
  { weight, class: dispatchClass, partial_fee: balance },
  [
    { name: 'Balance', type: u64 },
    { name: 'Weight', type: weight },
  ],
)
const inclusionFee = struct(
  'pallet_transaction_payment::types::InclusionFee',
  { base_fee: balance, len_fee: balance, adjusted_weight_fee: balance },
  [{ name: 'Balance', type: u64 }],
)
const feeDetails = struct(
  'pallet_transaction_payment::types::FeeDetails',
  { inclusion_fee: option(inclusionFee), tip: balance },
  [{ name: 'Balance', type: u64 }],
)

const stakeInfo = struct(
  'pallet_subtensor::rpc_info::stake_info::StakeInfo',
  {
    hotkey: accountId,
    coldkey: accountId,
    netuid: compact(netuid),
    stake: compact(alpha),
    locked: compact(u64),
    emission: compact(alpha),
    tao_emission: compact(tao),
    drain: compact(u64),
    is_registered: bool,
  },
  [{ name: 'AccountId', type: account }],
)
const stakeAvailability = struct('pallet_subtensor::rpc_info::stake_info::StakeAvailability', {
  total: compact(alpha),
  locked: compact(alpha),
  available: compact(alpha),
})

const dynamicInfo = struct(
  'pallet_subtensor::rpc_info::dynamic_info::DynamicInfo',
  {
    netuid: compact(netuid),
    owner_hotkey: accountId,
    owner_coldkey: accountId,
    subnet_name: vec(compact(u8)),
    token_symbol: vec(compact(u8)),
    tempo: compact(u16),
    last_step: compact(u64),
    blocks_since_last_step: compact(u64),
    emission: compact(u64),
    alpha_in: compact(alpha),
    alpha_out: compact(alpha),
    tao_in: compact(tao),
    alpha_out_emission: compact(alpha),
    alpha_in_emission: compact(alpha),
    tao_in_emission: compact(tao),
    pending_alpha_emission: compact(alpha),
    pending_root_emission: compact(tao),
    subnet_volume: compact(u128),
    network_registered_at: compact(u64),
    subnet_identity: option(subnetIdentity),
    moving_price: i96f32,
  },
  [{ name: 'AccountId', type: account }],
)

const subnetPrice = struct('pallet_subtensor_swap_runtime_api::SubnetPrice', { netuid, price: u64 })
const simSwapResult = struct('pallet_subtensor_swap_runtime_api::SimSwapResult', {
  tao_amount: tao,
  alpha_amount: alpha,
  tao_fee: tao,
  alpha_fee: alpha,
  tao_slippage: tao,
  alpha_slippage: alpha,
})

const position = option(tuple(account, netuid))

/**
 * The runtime APIs served, each method by name.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/runtime-api/src/lib.rs:26-85, pallets/swap/runtime-api/src/lib.rs:27-34.
 */
const runtimeApis: Readonly<Record<ApiName, Methods>> = {
  Core: {
    version: { inputs: {}, output: runtimeVersionType },
  },
  Metadata: {
    metadata: { inputs: {}, output: opaqueMetadata },
    metadata_at_version: { inputs: { version: u32 }, output: option(opaqueMetadata) },
    metadata_versions: { inputs: {}, output: vec(u32) },
  },
  TaggedTransactionQueue: {
    validate_transaction: {
      inputs: { source: transactionSource, tx: uncheckedExtrinsic, block_hash: h256 },
      output: transactionValidity,
    },
  },
  AccountNonceApi: {
    account_nonce: { inputs: { account }, output: u32 },
  },
  TransactionPaymentApi: {
    query_info: { inputs: { uxt: uncheckedExtrinsic, len: u32 }, output: dispatchInfo },
    query_fee_details: { inputs: { uxt: uncheckedExtrinsic, len: u32 }, output: feeDetails },
    query_weight_to_fee: { inputs: { weight }, output: balance },
    query_length_to_fee: { inputs: { length: u32 }, output: balance },
  },
  SubnetInfoRuntimeApi: {
    get_all_dynamic_info: { inputs: {}, output: vec(option(dynamicInfo)) },
    get_dynamic_info: { inputs: { netuid }, output: option(dynamicInfo) },
    get_subnet_account_id: { inputs: { netuid }, output: option(account) },
  },
  StakeInfoRuntimeApi: {
    get_stake_info_for_coldkey: { inputs: { coldkey_account: account }, output: vec(stakeInfo) },
    get_stake_info_for_coldkeys: {
      inputs: { coldkey_accounts: vec(account) },
      output: vec(tuple(account, vec(stakeInfo))),
    },
    get_stake_info_for_hotkey_coldkey_netuid: {
      inputs: { hotkey_account: account, coldkey_account: account, netuid },
      output: option(stakeInfo),
    },
    get_stake_availability_for_coldkeys: {
      inputs: { coldkey_accounts: vec(account), netuids: option(vec(netuid)) },
      output: btreeMap(account, btreeMap(netuid, stakeAvailability)),
    },
    get_coldkey_lock: { inputs: { coldkey: account, netuid }, output: option(lockState) },
    get_stake_fee: {
      inputs: {
        origin: position,
        origin_coldkey_account: account,
        destination: position,
        destination_coldkey_account: account,
        amount: u64,
      },
      output: u64,
    },
  },
  SwapRuntimeApi: {
    current_alpha_price: { inputs: { netuid }, output: u64 },
    current_alpha_price_all: { inputs: {}, output: vec(subnetPrice) },
    sim_swap_tao_for_alpha: { inputs: { netuid, tao }, output: simSwapResult },
    sim_swap_alpha_for_tao: { inputs: { netuid, alpha }, output: simSwapResult },
  },
}

/** The same in the order metadata lists them. */
export const apis: readonly ApiDefinition[] = apiNames.map(name => ({
  name,
  ...apiVersions[name],
  methods: runtimeApis[name],
}))
