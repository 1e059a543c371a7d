import type { Account } from '../types.ts'
import { defineItem } from './item.ts'

/** Stake a coldkey has bound on a subnet, as of a block. */
export interface LockState {
  /** Unit: alpha rao. */
  readonly locked_mass: bigint
  /** What the lock has matured to, as U64F64 bits. */
  readonly conviction: bigint
  /** Number of the block both were last brought up to. */
  readonly last_update: bigint
}

const pallet = 'SubtensorModule'

/** Items of locks. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:1198, 1534-1628. */
export const lock = defineItem<[coldkey: Account, netuid: number, hotkey: Account], LockState | undefined>(
  pallet,
  'Lock',
  undefined,
)
/** Who locks stake to a hotkey: a row that says nothing, null, since undefined means no row. */
export const lockingColdkeys = defineItem<
  [netuid: number, hotkey: Account, coldkey: Account],
  null | undefined
>(pallet, 'LockingColdkeys', undefined)
/** All perpetual locks to a hotkey that does not own the subnet. */
export const hotkeyLock = defineItem<[netuid: number, hotkey: Account], LockState | undefined>(
  pallet,
  'HotkeyLock',
  undefined,
)
/** All decaying locks to a hotkey that does not own the subnet. */
export const decayingHotkeyLock = defineItem<[netuid: number, hotkey: Account], LockState | undefined>(
  pallet,
  'DecayingHotkeyLock',
  undefined,
)
/** All perpetual locks to the hotkey that owns the subnet. */
export const ownerLock = defineItem<[netuid: number], LockState | undefined>(pallet, 'OwnerLock', undefined)
/** All decaying locks to the hotkey that owns the subnet. */
export const decayingOwnerLock = defineItem<[netuid: number], LockState | undefined>(
  pallet,
  'DecayingOwnerLock',
  undefined,
)
/** False where the locks of a coldkey on a subnet are perpetual; otherwise they decay. */
export const decayingLock = defineItem<[coldkey: Account, netuid: number], boolean | undefined>(
  pallet,
  'DecayingLock',
  undefined,
)
/** Blocks in which conviction falls to 1/e. */
export const maturityRate = defineItem<[], bigint>(pallet, 'MaturityRate', 934_866n)
/** Blocks in which a decaying lock falls to 1/e. */
export const unlockRate = defineItem<[], bigint>(pallet, 'UnlockRate', 934_866n)
/** Bit 0: the coldkey accepts locked alpha. */
export const accountFlags = defineItem<[coldkey: Account], bigint>(pallet, 'AccountFlags', 0n)
