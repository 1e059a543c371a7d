import type { Account } from '../types.ts'
import { defineItem } from './item.ts'

/** All proxy types in the order of the runtime. Source: opentensor/subtensor@14bc6f9f common/src/lib.rs:149 */
export const proxyTypes = [
  'Any',
  'Owner',
  'NonCritical',
  'NonTransfer',
  'Senate',
  'NonFungible',
  'Triumvirate',
  'Governance',
  'Staking',
  'Registration',
  'Transfer',
  'SmallTransfer',
  'RootWeights',
  'ChildKeys',
  'SudoUncheckedSetCode',
  'SwapHotkey',
  'SubnetLeaseBeneficiary',
  'RootClaim',
] as const

/** What a delegate may do, by its name in the runtime. */
export interface ProxyType {
  readonly type: string
  readonly value: undefined
}

/** Someone who may act for an account. */
export interface ProxyDefinition {
  readonly delegate: Account
  readonly proxy_type: ProxyType
  /** Blocks between announcing a call and making it; 0 for calls without announcement. */
  readonly delay: number
}

/** Items of the Proxy pallet. Source: opentensor/subtensor@14bc6f9f pallets/proxy/src/lib.rs:811, 848. */
export const proxies = defineItem<
  [real: Account],
  readonly [definitions: readonly ProxyDefinition[], deposit: bigint]
>('Proxy', 'Proxies', [[], 0n])
/** The real account pays the fees of this delegate: a row that says nothing, null. */
export const realPaysFee = defineItem<[real: Account, delegate: Account], null | undefined>(
  'Proxy',
  'RealPaysFee',
  undefined,
)
