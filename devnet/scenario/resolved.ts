import type { Account } from '../types.ts'
import type { ResolvedSubnet } from './subnet.ts'

/** A key by name: `wallet`, or `wallet/hotkey`. */
export type KeyName = string

/** A scenario whose numbers are integers and whose names are known to exist. Addresses are still to be derived. */
export interface ResolvedScenario {
  /** Milliseconds since the epoch. */
  readonly timestamp: bigint
  readonly wallets: readonly { readonly key: KeyName; readonly free: bigint }[]
  readonly identities: readonly { readonly coldkey: KeyName; readonly name: string }[]
  readonly coldkeySwaps: readonly { readonly coldkey: KeyName; readonly isDisputed: boolean }[]
  readonly accounts: readonly { readonly address: Account; readonly free: bigint }[]
  readonly hotkeys: readonly {
    readonly key: KeyName
    readonly owner: KeyName
    readonly netuids: readonly number[]
  }[]
  readonly subnets: readonly ResolvedSubnet[]
  readonly positions: readonly {
    readonly coldkey: KeyName
    readonly hotkey: KeyName
    readonly netuid: number
    readonly alpha: bigint
  }[]
}
