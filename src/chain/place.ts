import type { Address } from './address.ts'

/** Where value is: stake on a hotkey of a subnet, or free TAO (no hotkey, no subnet). */
export type Place =
  | { readonly coldkey: Address; readonly hotkey: Address; readonly netuid: number }
  | { readonly coldkey: Address; readonly hotkey: null; readonly netuid: null }

/** Stake of an owner on a hotkey of a subnet. */
export function staked(coldkey: Address, hotkey: Address, netuid: number): Place {
  return { coldkey, hotkey, netuid }
}

/** Free TAO of an account. */
export function freeTao(coldkey: Address): Place {
  return { coldkey, hotkey: null, netuid: null }
}
