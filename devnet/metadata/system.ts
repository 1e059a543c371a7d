import { concat } from '../../src/scale/bytes.ts'
import {
  blockLength,
  blockLengthBytes,
  blockWeights,
  blockWeightsBytes,
  dbWeight,
  dbWeightBytes,
} from './block-limits.ts'
import { littleEndian } from './bytes.ts'
import { accountId, blockNumber, bytes, dispatchClass, h256, weight } from './common.ts'
import { dispatchError } from './dispatch-error.ts'
import { blake2, constant, events, map, type Pallet, twox, value } from './pallet.ts'
import { cowText, type DeclaredVersion, encodeVersion, runtimeVersionType } from './runtime-version.ts'
import {
  array,
  bool,
  compact,
  enumeration,
  named,
  outer,
  struct,
  u8,
  u16,
  u32,
  u64,
  u128,
  units,
  variant,
  vec,
} from './type.ts'

/** Bit 127 of the flags says that the account follows the present rules of reserves and locks. */
const extraFlags = struct('pallet_balances::types::ExtraFlags', [u128])
const accountFlagsDefault = 1n << 127n

const accountData = struct(
  'pallet_balances::types::AccountData',
  {
    free: named('Balance', u64),
    reserved: named('Balance', u64),
    frozen: named('Balance', u64),
    flags: extraFlags,
  },
  [{ name: 'Balance', type: u64 }],
)

/** An account without balance: zeros and the flag. */
const emptyAccountData = concat([new Uint8Array(24), littleEndian(accountFlagsDefault, 16)])

const refCount = named('RefCount', u32)
const accountInfo = struct(
  'frame_system::AccountInfo',
  {
    nonce: named('Nonce', u32),
    consumers: refCount,
    providers: refCount,
    sufficients: refCount,
    data: named('AccountData', accountData),
  },
  [
    { name: 'Nonce', type: u32 },
    { name: 'AccountData', type: accountData },
  ],
)

const phase = enumeration('frame_system::Phase', [
  variant(0, 'ApplyExtrinsic', [u32]),
  variant(1, 'Finalization'),
  variant(2, 'Initialization'),
])

const runtimeEvent = outer('event', 'RuntimeEvent')
const eventRecord = struct(
  'frame_system::EventRecord',
  { phase, event: named('E', runtimeEvent), topics: named('Vec<T>', vec(h256)) },
  [
    { name: 'E', type: runtimeEvent },
    { name: 'T', type: h256 },
  ],
)

const engineId = named('ConsensusEngineId', array(u8, 4))
const digestItem = enumeration('sp_runtime::generic::digest::DigestItem', [
  variant(6, 'PreRuntime', [engineId, bytes]),
  variant(4, 'Consensus', [engineId, bytes]),
  variant(5, 'Seal', [engineId, bytes]),
  variant(0, 'Other', [bytes]),
  variant(8, 'RuntimeEnvironmentUpdated'),
])
const digest = struct('sp_runtime::generic::digest::Digest', { logs: vec(digestItem) })

const lastRuntimeUpgrade = struct('frame_system::LastRuntimeUpgradeInfo', {
  spec_version: named('codec::Compact<u32>', compact(u32)),
  spec_name: cowText,
})

const dispatchEventInfo = struct('frame_system::DispatchEventInfo', {
  weight,
  class: dispatchClass,
  pays_fee: enumeration('frame_support::dispatch::Pays', units('Yes', 'No')),
})

/** System, pallet 0. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:244-330. */
export function systemPallet(version: DeclaredVersion): Pallet {
  return {
    name: 'System',
    index: 0,
    storage: [
      map('Account', [blake2(accountId)], accountInfo, concat([new Uint8Array(16), emptyAccountData])),
      value('ExtrinsicCount', u32, 'optional'),
      map('BlockHash', [twox(blockNumber)], h256),
      value('Number', blockNumber),
      value('ParentHash', h256),
      value('Digest', digest),
      value('Events', vec(eventRecord)),
      value('EventCount', u32),
      value('LastRuntimeUpgrade', lastRuntimeUpgrade, 'optional'),
    ],
    constants: [
      constant('BlockWeights', blockWeights, blockWeightsBytes),
      constant('BlockLength', blockLength, blockLengthBytes),
      constant('BlockHashCount', blockNumber, 2400),
      constant('DbWeight', dbWeight, dbWeightBytes),
      constant('Version', runtimeVersionType, encodeVersion(version)),
      constant('SS58Prefix', u16, 42),
    ],
    calls: enumeration(
      'frame_system::pallet::Call',
      [variant(0, 'remark', { remark: bytes }), variant(7, 'remark_with_event', { remark: bytes })],
      [{ name: 'T' }],
    ),
    events: enumeration(
      'frame_system::pallet::Event',
      events(
        ['ExtrinsicSuccess', { dispatch_info: dispatchEventInfo }],
        ['ExtrinsicFailed', { dispatch_error: dispatchError, dispatch_info: dispatchEventInfo }],
        ['CodeUpdated'],
        ['NewAccount', { account: accountId }],
        ['KilledAccount', { account: accountId }],
        ['Remarked', { sender: accountId, hash: h256 }],
        ['UpgradeAuthorized', { code_hash: h256, check_version: bool }],
        ['RejectedInvalidAuthorizedUpgrade', { code_hash: h256, error: dispatchError }],
      ),
      [{ name: 'T' }],
    ),
    errors: enumeration(
      'frame_system::pallet::Error',
      units(
        'InvalidSpecName',
        'SpecVersionNeedsToIncrease',
        'FailedToExtractRuntimeVersion',
        'NonDefaultComposite',
        'NonZeroRefCount',
        'CallFiltered',
        'MultiBlockMigrationsOngoing',
        'NothingAuthorized',
        'Unauthorized',
      ),
      [{ name: 'T' }],
    ),
  }
}
