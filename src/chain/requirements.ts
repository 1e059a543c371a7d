import { CliError } from '../errors/cli-error.ts'
import type { Runtime } from '../scale/runtime.ts'

/** Something of the runtime a command stands on. Calls are checked with their argument names. */
export type Requirement =
  | {
      readonly kind: 'call'
      readonly pallet: string
      readonly name: string
      readonly fields: readonly string[]
    }
  | { readonly kind: 'event'; readonly pallet: string; readonly name: string }
  | { readonly kind: 'storage'; readonly pallet: string; readonly name: string }
  | { readonly kind: 'api'; readonly pallet: string; readonly name: string }
  | { readonly kind: 'constant'; readonly pallet: string; readonly name: string }

const api = (pallet: string, name: string): Requirement => ({ kind: 'api', pallet, name })
const storage = (pallet: string, name: string): Requirement => ({ kind: 'storage', pallet, name })
const constant = (pallet: string, name: string): Requirement => ({ kind: 'constant', pallet, name })
const event = (pallet: string, name: string): Requirement => ({ kind: 'event', pallet, name })

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

/** What every trade needs beside its own calls. */
export const tradeRequirements: readonly Requirement[] = [
  ...listRequirements,
  api('SwapRuntimeApi', 'sim_swap_tao_for_alpha'),
  api('StakeInfoRuntimeApi', 'get_stake_info_for_hotkey_coldkey_netuid'),
  api('TransactionPaymentApi', 'query_info'),
  storage('Swap', 'FeeRate'),
  storage('SubtensorModule', 'Owner'),
  storage('System', 'Events'),
  constant('Balances', 'ExistentialDeposit'),
  event('SubtensorModule', 'StakeAdded'),
  event('SubtensorModule', 'StakeRemoved'),
  event('System', 'ExtrinsicSuccess'),
  event('System', 'ExtrinsicFailed'),
]

/** The event that closes each kind of trade; without it a receipt cannot tell what moved. */
export const closingEvents = {
  swap: event('SubtensorModule', 'StakeSwapped'),
  move: event('SubtensorModule', 'StakeMoved'),
  transfer: event('SubtensorModule', 'StakeTransferred'),
} as const

/** Refuses a runtime that lacks something. @throws E_RUNTIME naming all that is missing */
export function requireAll(runtime: Runtime, specVersion: number, wanted: readonly Requirement[]): void {
  const missing = wanted.filter(requirement => !isMet(runtime, requirement)).map(nameOf)
  if (missing.length > 0) throw new CliError('E_RUNTIME', { spec: specVersion, missing })
}

/** The wanted items a runtime lacks, by name: features that degrade. */
export function missingOf(runtime: Runtime, wanted: readonly Requirement[]): readonly string[] {
  return wanted.filter(requirement => !isMet(runtime, requirement)).map(nameOf)
}

/** Whether a runtime has a call with these arguments. */
export function hasCall(runtime: Runtime, call: Requirement): boolean {
  return isMet(runtime, call)
}

function isMet(runtime: Runtime, wanted: Requirement): boolean {
  switch (wanted.kind) {
    case 'call': {
      const fields = runtime.variant('calls', wanted.pallet, wanted.name)?.fields
      return fields !== undefined && fields.join() === wanted.fields.join()
    }
    case 'event':
      return runtime.variant('events', wanted.pallet, wanted.name) !== undefined
    case 'storage':
      return runtime.storage(wanted.pallet, wanted.name) !== undefined
    case 'api':
      return runtime.api(wanted.pallet, wanted.name) !== undefined
    case 'constant':
      return runtime.constant(wanted.pallet, wanted.name) !== undefined
  }
}

const nameOf = (wanted: Requirement) => `${wanted.kind} ${wanted.pallet}.${wanted.name}`
