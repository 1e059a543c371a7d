import { accountId, alpha, netuid, tao, u64f64 } from '../../metadata/common.ts'
import { dispatchError } from '../../metadata/dispatch-error.ts'
import { events as events425 } from '../../metadata/subtensor/events.ts'
import { subnetIdentity } from '../../metadata/subtensor/types.ts'
import {
  enumeration,
  type Field,
  type Fields,
  named,
  option,
  type Type,
  type TypeVariant,
  u16,
  u32,
  u64,
  units,
  variant,
} from '../../metadata/type.ts'

type Added = readonly [name: string, fields: Fields]

const consensusMode = enumeration(
  'pallet_subtensor::pallet::ConsensusMode',
  units('Current', 'Previous', 'Auto'),
)
const epochConsensus = enumeration('pallet_subtensor::pallet::EpochConsensus', units('Yuma', 'Null'))

/** Events that came after spec 425, by the event they stand behind. */
const added: Readonly<Record<string, readonly Added[]>> = {
  WeightsSet: [['RootWeightsSet', [u16]]],
  RootClaimed: [
    ['BasketDeposited', { hotkey: accountId, tao, shares: u64 }],
    ['BasketStakedIn', { hotkey: accountId, coldkey: accountId, tao, value: tao, shares: u64 }],
    ['BasketClaimed', { hotkey: accountId, coldkey: accountId, tao }],
    ['BasketHoldingConverted', { hotkey: accountId, netuid, tao }],
  ],
  AddStakeBurn: [['NetworkDissolveCleanupCompleted', { netuid }]],
  PerpetualLockUpdated: [
    [
      'NetworkRegistrationQueued',
      {
        coldkey: accountId,
        hotkey: accountId,
        mechid: u16,
        identity: named('Option<SubnetIdentityOfV3>', option(subnetIdentity)),
        lock_amount: tao,
        median_subnet_alpha_price: u64f64,
        registration_block: u64,
      },
    ],
  ],
  RejectLockedAlphaUpdated: [
    [
      'StakeAndHotkeyTransferred',
      {
        origin_coldkey: accountId,
        destination_coldkey: accountId,
        origin_hotkey: accountId,
        destination_hotkey: accountId,
        origin_netuid: netuid,
        destination_netuid: netuid,
        amount: tao,
      },
    ],
    ['CollateralLocked', { netuid, hotkey: accountId, locked: alpha, total_locked: alpha }],
    ['MinCollateralSet', { netuid, hotkey: accountId, min_locked: alpha }],
    ['LiquidAlphaConsensusModeSet', [netuid, consensusMode]],
    ['BetaBaselineStamped', { hotkey: accountId }],
    ['BasketAlphaWrittenOff', { hotkey: accountId, netuid, alpha }],
    ['SubnetLeaseDividendSkipped', { lease_id: named('LeaseId', u32), contributor: accountId, alpha }],
    ['SharePoolDenominatorReconciled', { hotkey: accountId, netuid }],
    [
      'BasketSwapped',
      {
        hotkey: accountId,
        origin_netuid: netuid,
        destination_netuid: netuid,
        alpha_sold: alpha,
        tao_mid: tao,
        alpha_bought: alpha,
      },
    ],
    ['BasketClaimDustSkipped', { hotkey: accountId, coldkey: accountId, rows: u32, forfeited_tao_est: tao }],
    [
      'NetworkRegistrationCancelled',
      {
        coldkey: accountId,
        hotkey: accountId,
        lock_id: u32,
        error: named('DispatchError', dispatchError),
      },
    ],
    ['EpochConsensusSet', [netuid, epochConsensus]],
    ['NullUidsPruningProgress', { netuid, target: u16, remaining: u16, removed: u16, cleared_commits: u32 }],
  ],
}
const gone = ['RootClaimTypeSet']
/** Events whose share of 65535ths is a PerU16 since. */
const shares =
  /^(DelegateAdded|DefaultTakeSet|(Min|Max)ChildKeyTakeSet|MinChildKeyTakePerSubnetSet|ChildKeyTakeSet|Take(De|In)creased|M(ax|in)DelegateTakeSet)$/

/** Events of SubtensorModule at spec 475. */
export function liveEvents(): Type {
  if (events425.kind !== 'enum') throw new Error('events are an enum')
  const variants = events425.variants
    .filter(({ name }) => !gone.includes(name))
    .flatMap(each => [
      changed(each),
      ...(added[each.name] ?? []).map(([name, fields]) => variant(0, name, fields)),
    ])
  return { ...events425, variants: variants.map((each, index) => ({ ...each, index })) }
}

function changed(event: TypeVariant): TypeVariant {
  if (event.name === 'RootClaimed') return variant(0, event.name, { coldkey: accountId, tao })
  return shares.test(event.name) ? { ...event, fields: event.fields.map(share) } : event
}

const share = (field: Field): Field =>
  field.type.label === 'u16' ? { ...field, type: named('PerU16', field.type) } : field
