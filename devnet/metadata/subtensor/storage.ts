import { textBytes } from '../../../src/scale/bytes.ts'
import { littleEndian } from '../bytes.ts'
import { accountId, alpha, blockNumber, bytes, h256, netuid, tao, u64f64 } from '../common.ts'
import { blake2, identity, map, type StorageDefinition, twox, value } from '../pallet.ts'
import { bool, tuple, u16, u64, u128, vec } from '../type.ts'
import { btreeMap, i96f32, lockState, rootClaimType, safeFloat, subnetIdentity } from './types.ts'

const hotkey = blake2(accountId)
const coldkey = blake2(accountId)
const subnet = identity(netuid)

/** Storage of SubtensorModule. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:1190-2570. */
export const storage: readonly StorageDefinition[] = [
  map('Owner', [hotkey], accountId),
  map('AccountFlags', [coldkey], u128),
  map('Delegates', [hotkey], u16, 11_796),
  value('TotalIssuance', tao),
  value('TotalStake', tao),
  map('SubnetMovingPrice', [subnet], i96f32),
  map('SubnetVolume', [subnet], u128),
  map('SubnetTAO', [subnet], tao),
  map('SubnetAlphaInEmission', [subnet], alpha),
  map('SubnetAlphaOutEmission', [subnet], alpha),
  map('SubnetTaoInEmission', [subnet], tao),
  map('SubnetAlphaIn', [subnet], alpha),
  map('SubnetAlphaOut', [subnet], alpha),
  map('SubnetProtocolAlpha', [subnet], alpha),
  map('StakingHotkeys', [coldkey], vec(accountId)),
  map('OwnedHotkeys', [coldkey], vec(accountId)),
  map('AutoStakeDestination', [coldkey, subnet], accountId, 'optional'),
  map('ColdkeySwapAnnouncements', [twox(accountId)], tuple(blockNumber, h256), 'optional'),
  map('ColdkeySwapDisputes', [twox(accountId)], blockNumber, 'optional'),
  map('TotalHotkeyAlpha', [hotkey, subnet], alpha),
  map('TotalHotkeyShares', [hotkey, subnet], u64f64),
  map('Alpha', [hotkey, coldkey, subnet], u64f64),
  map('TotalHotkeySharesV2', [hotkey, subnet], safeFloat),
  map('AlphaV2', [hotkey, coldkey, subnet], safeFloat),
  map('Lock', [coldkey, subnet, hotkey], lockState, 'optional'),
  map('LockingColdkeys', [subnet, hotkey, coldkey], tuple(), 'optional'),
  map('HotkeyLock', [subnet, hotkey], lockState, 'optional'),
  map('DecayingHotkeyLock', [subnet, hotkey], lockState, 'optional'),
  map('OwnerLock', [subnet], lockState, 'optional'),
  map('DecayingOwnerLock', [subnet], lockState, 'optional'),
  map('DecayingLock', [coldkey, subnet], bool, 'optional'),
  value('MaturityRate', u64, 934_866),
  value('UnlockRate', u64, 934_866),
  map('TokenSymbol', [subnet], bytes, textBytes('\u{1D70F}')),
  value('TotalNetworks', u16),
  value('NominatorMinRequiredStake', u64),
  map('TransferToggle', [subnet], bool, true),
  map('Tempo', [subnet], u16, 360),
  map('FirstEmissionBlockNumber', [subnet], u64, 'optional'),
  map('SubnetMechanism', [subnet], u16),
  map('NetworksAdded', [subnet], bool),
  map('NetworkRegisteredAt', [subnet], u64),
  map('SubnetOwner', [subnet], accountId),
  map('SubnetOwnerHotkey', [subnet], accountId),
  map('SubtokenEnabled', [subnet], bool),
  map('Uids', [subnet, hotkey], u16, 'optional'),
  map('SubnetIdentitiesV3', [blake2(netuid)], subnetIdentity, 'optional'),
  map('LastColdkeyHotkeyStakeBlock', [twox(accountId), twox(accountId)], u64, 'optional'),
  map('RootClaimableThreshold', [blake2(netuid)], i96f32, littleEndian(500_000n << 32n, 16)),
  map('RootClaimable', [hotkey], btreeMap(netuid, i96f32)),
  map('RootClaimed', [subnet, hotkey, coldkey], u128),
  map('RootClaimType', [coldkey], rootClaimType),
]
