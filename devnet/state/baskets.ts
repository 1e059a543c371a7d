import type { Account } from '../types.ts'
import { defineItem } from './item.ts'

const pallet = 'SubtensorModule'

/** Items of root dividends since spec 441. Source: docs of these items in metadata of spec 461. */
export const basketShares = defineItem<[hotkey: Account], bigint>(pallet, 'BasketShares', 0n)
/** Shares per rao of root stake, as I96F32 bits. */
export const basketRate = defineItem<[hotkey: Account], bigint>(pallet, 'BasketRate', 0n)
/** Shares already claimed; below zero where stake has left that was owed for. */
export const basketClaimed = defineItem<[hotkey: Account, coldkey: Account], bigint>(
  pallet,
  'BasketClaimed',
  0n,
)
