import type { Account } from '../types.ts'
import { defineItem } from './item.ts'

/** A decimal number mantissa × 10^exponent, as the share pools count. */
export interface SafeFloatValue {
  readonly mantissa: bigint
  readonly exponent: bigint
}

const pallet = 'SubtensorModule'
/** The account with 32 zero bytes: what `Owner` reads as for an unknown hotkey. */
export const zeroAccount: Account = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'

/** Items of SubtensorModule. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:1193-2531. */
export const owner = defineItem<[hotkey: Account], Account>(pallet, 'Owner', zeroAccount)
/** Take of a delegate, of 65,535. A hotkey is a delegate if it has an entry. */
export const delegates = defineItem<[hotkey: Account], number>(pallet, 'Delegates', 11_796)
/** Hotkeys a coldkey ever staked to. Only grows. */
export const stakingHotkeys = defineItem<[coldkey: Account], readonly Account[]>(pallet, 'StakingHotkeys', [])
export const ownedHotkeys = defineItem<[coldkey: Account], readonly Account[]>(pallet, 'OwnedHotkeys', [])
export const coldkeySwapAnnouncements = defineItem<
  [coldkey: Account],
  readonly [when: number, newColdkeyHash: string] | undefined
>(pallet, 'ColdkeySwapAnnouncements', undefined)
export const coldkeySwapDisputes = defineItem<[coldkey: Account], number | undefined>(
  pallet,
  'ColdkeySwapDisputes',
  undefined,
)

/** Alpha rao of all coldkeys under a hotkey. */
export const totalHotkeyAlpha = defineItem<[hotkey: Account, netuid: number], bigint>(
  pallet,
  'TotalHotkeyAlpha',
  0n,
)
/** Old form of the denominator: U64F64 bits. Read before the new one, rewritten on first touch. */
export const totalHotkeyShares = defineItem<[hotkey: Account, netuid: number], bigint>(
  pallet,
  'TotalHotkeyShares',
  0n,
)
/** Old form of a share: U64F64 bits. Read before the new one, rewritten on first touch. */
export const alpha = defineItem<[hotkey: Account, coldkey: Account, netuid: number], bigint>(
  pallet,
  'Alpha',
  0n,
)
const zeroFloat: SafeFloatValue = { mantissa: 0n, exponent: 0n }
export const totalHotkeySharesV2 = defineItem<[hotkey: Account, netuid: number], SafeFloatValue>(
  pallet,
  'TotalHotkeySharesV2',
  zeroFloat,
)
export const alphaV2 = defineItem<[hotkey: Account, coldkey: Account, netuid: number], SafeFloatValue>(
  pallet,
  'AlphaV2',
  zeroFloat,
)
/** How often the pool was closed. Source: docs of the item in metadata of spec 461; 425 has none. */
export const alphaSharePoolEpoch = defineItem<[hotkey: Account, netuid: number], bigint>(
  pallet,
  'AlphaSharePoolEpoch',
  0n,
)
/** Epoch of its pool in which a share was last written. */
export const alphaShareEpoch = defineItem<[hotkey: Account, coldkey: Account, netuid: number], bigint>(
  pallet,
  'AlphaShareEpoch',
  0n,
)
/** Block of the last stake change of a pair; read where there is a `rootStakeUnlockInterval`. */
export const lastColdkeyHotkeyStakeBlock = defineItem<
  [coldkey: Account, hotkey: Account],
  bigint | undefined
>(pallet, 'LastColdkeyHotkeyStakeBlock', undefined)
/** Blocks that stake stays on root at the least; 0 is off. Source: docs of the item in metadata of spec 461; 425 has none. */
export const rootStakeUnlockInterval = defineItem<[], bigint>(pallet, 'RootStakeUnlockInterval', 0n)
/** Parts per million of the minimum stake below which a nominator's remainder is forced out; 0 is off. */
export const nominatorMinRequiredStake = defineItem<[], bigint>(pallet, 'NominatorMinRequiredStake', 0n)
/** Unit: rao. */
export const totalStake = defineItem<[], bigint>(pallet, 'TotalStake', 0n)
/** Unit: rao. */
export const subtensorIssuance = defineItem<[], bigint>(pallet, 'TotalIssuance', 0n)
/** UID of a hotkey registered on a subnet. */
export const uids = defineItem<[netuid: number, hotkey: Account], number | undefined>(
  pallet,
  'Uids',
  undefined,
)
