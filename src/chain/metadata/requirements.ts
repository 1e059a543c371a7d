import { CliError } from '../../errors/cli-error.ts'
import { type DescribedItem, itemName } from '../../scale/describe.ts'
import type { Runtime } from '../../scale/runtime.ts'
import { compareItem } from './fingerprint.ts'

/** Something of the runtime a command stands on. What it uses of it stands in metadata/surface.ts. */
export interface Requirement {
  readonly kind: DescribedItem['kind']
  readonly pallet: string
  readonly name: string
  /** Whether the command can do without, as it does on runtimes taoctl knows that have none. */
  readonly mayLack?: true
}

const api = (pallet: string, name: string): Requirement => ({ kind: 'api', pallet, name })
const storage = (pallet: string, name: string): Requirement => ({ kind: 'storage', pallet, name })
const constant = (pallet: string, name: string): Requirement => ({ kind: 'constant', pallet, name })
const event = (pallet: string, name: string): Requirement => ({ kind: 'event', pallet, name })
const extrinsic = (name: string): Requirement => ({ kind: 'extrinsic', pallet: 'Extrinsic', name })
const optional = (wanted: Requirement): Requirement => ({ ...wanted, mayLack: true })

/** What reading positions needs. */
export const listRequirements: readonly Requirement[] = [
  storage('System', 'Account'),
  api('StakeInfoRuntimeApi', 'get_stake_info_for_coldkey'),
  api('SubnetInfoRuntimeApi', 'get_all_dynamic_info'),
  api('SwapRuntimeApi', 'current_alpha_price'),
  api('SwapRuntimeApi', 'sim_swap_alpha_for_tao'),
]

/** What looking at subnets needs. */
export const subnetRequirements: readonly Requirement[] = [
  api('SubnetInfoRuntimeApi', 'get_all_dynamic_info'),
  api('SwapRuntimeApi', 'current_alpha_price'),
  storage('SubtensorModule', 'SubnetMechanism'),
  storage('Swap', 'FeeRate'),
]

/** What listing the hotkeys of a subnet needs. */
export const validatorRequirements: readonly Requirement[] = [
  storage('SubtensorModule', 'NetworksAdded'),
  storage('SubtensorModule', 'SubnetworkN'),
  storage('SubtensorModule', 'Keys'),
  storage('SubtensorModule', 'TotalHotkeyAlpha'),
]

/** What that list shows where the runtime has it. */
export const optionalForValidators: readonly Requirement[] = [
  storage('SubtensorModule', 'Delegates'),
  storage('SubtensorModule', 'Owner'),
  storage('SubtensorModule', 'IdentitiesV2'),
]

/** What a quote without an account needs. */
export const quoteRequirements: readonly Requirement[] = [
  api('SubnetInfoRuntimeApi', 'get_all_dynamic_info'),
  api('SwapRuntimeApi', 'current_alpha_price'),
  api('SwapRuntimeApi', 'sim_swap_alpha_for_tao'),
  api('SwapRuntimeApi', 'sim_swap_tao_for_alpha'),
  storage('Swap', 'FeeRate'),
  constant('Balances', 'ExistentialDeposit'),
]

/** What listing shows where the runtime has it. */
export const optionalForList: readonly Requirement[] = [
  api('StakeInfoRuntimeApi', 'get_stake_availability_for_coldkeys'),
]

/** Pools of liquidity between prices, whose rules are not known here: no trade goes through them. */
export const foreignPools: readonly Requirement[] = ['AlphaSqrtPrice', 'CurrentLiquidity'].map(name =>
  optional(storage('Swap', name)),
)

/** Rules of accounts, subnets and shares. What a runtime does not have is not in force there. */
const ruleRequirements: readonly Requirement[] = [
  ...['ColdkeySwapAnnouncements', 'ColdkeySwapDisputes', 'NominatorMinRequiredStake', 'TransferToggle'],
  ...['AccountFlags', 'SubtokenEnabled', 'RootClaimable', 'RootClaimed', 'BasketShares', 'MinerCollateral'],
  ...[
    'TotalHotkeyShares',
    'TotalHotkeySharesV2',
    'Alpha',
    'AlphaV2',
    'AlphaSharePoolEpoch',
    'AlphaShareEpoch',
  ],
].map(name => optional(storage('SubtensorModule', name)))

/** What every trade needs beside its own calls. */
export const tradeRequirements: readonly Requirement[] = [
  ...listRequirements,
  api('SwapRuntimeApi', 'sim_swap_tao_for_alpha'),
  api('StakeInfoRuntimeApi', 'get_stake_info_for_hotkey_coldkey_netuid'),
  optional(api('StakeInfoRuntimeApi', 'get_stake_availability_for_coldkeys')),
  optional(api('BetaBasketRuntimeApi', 'get_root_basket_positions')),
  api('TransactionPaymentApi', 'query_info'),
  storage('Swap', 'FeeRate'),
  optional(storage('Swap', 'SwapBalancer')),
  // A curve that no runtime has which taoctl was checked on: whoever announces it is asked about.
  optional(storage('Swap', 'SwapSuperellipse')),
  ...foreignPools,
  storage('SubtensorModule', 'Owner'),
  ...['SubnetMechanism', 'SubnetAlphaIn', 'SubnetTAO', 'TotalHotkeyAlpha'].map(name =>
    storage('SubtensorModule', name),
  ),
  ...ruleRequirements,
  storage('System', 'Events'),
  constant('Balances', 'ExistentialDeposit'),
  optional(constant('SubtensorModule', 'InitialMinStake')),
  optional(constant('SubtensorModule', 'InitialMinTransfer')),
  constant('Swap', 'MaxFeeRate'),
  event('SubtensorModule', 'StakeAdded'),
  event('SubtensorModule', 'StakeRemoved'),
  event('System', 'ExtrinsicSuccess'),
  event('System', 'ExtrinsicFailed'),
  event('TransactionPayment', 'TransactionFeePaid'),
  optional(event('SubtensorModule', 'TransactionFeePaidWithAlpha')),
  ...['ItemCompleted', 'ItemFailed', 'BatchInterrupted'].map(name => event('Utility', name)),
  optional(event('Proxy', 'ProxyExecuted')),
  ...['address', 'signature', 'extensions'].map(extrinsic),
]

/** What trades on a public network stand on too, where its runtime states it: blocks come there as they did. */
export function publicRequirements(runtime: Runtime): readonly Requirement[] {
  const slot = constant('Aura', 'SlotDuration')
  return compareItem(runtime, slot, true).isThere ? [slot] : []
}

/** The event that closes each kind of trade; without it a receipt cannot tell what moved. */
export const closingEvents = {
  swap: event('SubtensorModule', 'StakeSwapped'),
  move: event('SubtensorModule', 'StakeMoved'),
  transfer: event('SubtensorModule', 'StakeTransferred'),
} as const

/** An item that is not as a command knows it. */
export interface SurfaceDifference {
  readonly item: string
  /** `changed`: in another form than on any runtime taoctl was checked on, or absent where those all have it. */
  readonly what: 'missing' | 'changed'
  /** Whether a trade may go on all the same: what is signed means the same, and what is read is checked elsewhere. */
  readonly mayAccept: boolean
}

/** What of the wanted a runtime lacks or has in another form than taoctl was checked on. */
export function differencesOf(
  runtime: Runtime,
  wanted: readonly Requirement[],
  use: 'trade' | 'read' = 'trade',
): readonly SurfaceDifference[] {
  const found = wanted.flatMap((requirement): readonly SurfaceDifference[] => {
    const { isThere, isKnown } = compareItem(runtime, requirement, use === 'trade')
    const item = itemName(requirement)
    if (!isThere && !requirement.mayLack) return [{ item, what: 'missing', mayAccept: false }]
    return isKnown ? [] : [{ item, what: 'changed', mayAccept: !isFirm(requirement) }]
  })
  return [...new Map(found.map(difference => [difference.item, difference])).values()]
}

/** What changes the meaning of a signature, or how pools trade. */
function isFirm({ kind, pallet, name }: Requirement): boolean {
  const isForeign = foreignPools.some(other => other.pallet === pallet && other.name === name)
  return kind === 'call' || kind === 'extrinsic' || isForeign
}

/** Refuses a runtime that lacks something. @throws E_RUNTIME naming all that is missing */
export function requireAll(runtime: Runtime, specVersion: number, wanted: readonly Requirement[]): void {
  const missing = missingOf(runtime, wanted)
  if (missing.length > 0) throw new CliError('E_RUNTIME', { spec: specVersion, missing })
}

/** The wanted items a runtime lacks, by name: features that degrade. */
export function missingOf(runtime: Runtime, wanted: readonly Requirement[]): readonly string[] {
  return wanted.filter(item => !compareItem(runtime, item, false).isThere).map(itemName)
}

/** Whether a runtime has a call in a form known here. */
export function hasCall(runtime: Runtime, call: Requirement): boolean {
  const { isThere, isKnown } = compareItem(runtime, call, true)
  return isThere && isKnown
}
