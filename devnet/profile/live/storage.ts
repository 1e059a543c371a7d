import { littleEndian } from '../../metadata/bytes.ts'
import { accountId, alpha, boundedVec, netuid, u64f64 } from '../../metadata/common.ts'
import { blake2, identity, map, type StorageDefinition, value } from '../../metadata/pallet.ts'
import { subtensorPallet } from '../../metadata/subtensor/pallet.ts'
import { i96f32 } from '../../metadata/subtensor/types.ts'
import { i128, named, struct, u16, u64 } from '../../metadata/type.ts'

const hotkey = blake2(accountId)
const coldkey = blake2(accountId)
const subnet = identity(netuid)

const collateral = struct('pallet_subtensor::pallet::MinerCollateralState', {
  locked: alpha,
  drain_ratio: u64f64,
  min_locked: alpha,
  earned: alpha,
})
/** One, in units of 2^-64. */
const one = littleEndian(1n << 64n, 16)

/** Items that came after spec 425. */
const added: readonly StorageDefinition[] = [
  map('AlphaSharePoolEpoch', [hotkey, subnet], u64),
  map('AlphaShareEpoch', [hotkey, coldkey, subnet], u64),
  map('CollateralLockShare', [subnet], u16),
  map('CollateralDrainRatio', [subnet], u64f64, one),
  map('MinerCollateral', [subnet, hotkey, coldkey], collateral, 'optional'),
  map('ColdkeyMinerCollateral', [subnet, coldkey], alpha),
  map('ColdkeyCollateralHotkeys', [subnet, coldkey], boundedVec(accountId)),
  value('RootStakeUnlockInterval', u64),
  map('SubnetFastMovingPrice', [subnet], u64f64, 'optional'),
  map('BasketShares', [hotkey], u64),
  map('BasketRate', [hotkey], i96f32),
  map('BasketClaimed', [hotkey, coldkey], i128),
  map('PendingBasketDeposits', [hotkey, subnet], alpha),
  value('BasketClaimRowDustCapTao', u64, 1_000_000_000),
  value('BasketClaimRowDustBps', u16, 10),
  value('BasketClaimSliceDustTao', u64, 100_000),
  value('BasketClaimForfeitCapTao', u64, 10_000_000),
]
/** Items that are gone since, those of shares in binary fractions at spec 473. */
const gone = ['Alpha', 'TotalHotkeyShares', 'RootClaimType']

/** Storage of SubtensorModule at spec 475, as far as rules and clients read it. */
export function liveStorage(): readonly StorageDefinition[] {
  const known = (subtensorPallet.storage ?? []).filter(({ name }) => !gone.includes(name))
  return [...known.map(changed), ...added]
}

/** Shares of 65535ths are PerU16 since. */
const changed = (item: StorageDefinition): StorageDefinition =>
  item.name === 'Delegates' ? { ...item, value: named('PerU16', item.value) } : item
