import type { State } from '../state/state.ts'
import { coldkeySwapAnnouncements, coldkeySwapDisputes } from '../state/subtensor.ts'
import type { Account } from '../types.ts'

/**
 * Why a coldkey may not act: it has announced that it will be swapped, or that swap is disputed. The calls exempt
 * on the real chain (those of the swap itself, MevShield.submit_encrypted) do not exist here.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/guards/check_coldkey_swap.rs:33
 */
export function swapGuard(
  state: State,
  coldkey: Account,
): 'ColdkeySwapAnnounced' | 'ColdkeySwapDisputed' | undefined {
  if (!state.has(coldkeySwapAnnouncements, coldkey)) return undefined
  return state.has(coldkeySwapDisputes, coldkey) ? 'ColdkeySwapDisputed' : 'ColdkeySwapAnnounced'
}
