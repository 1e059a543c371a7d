import type { Alpha, Balance, Netuid, SubnetKey, Tao } from '../../balance/index.ts'
import { raoOf } from '../../balance/wire.ts'
import type { Address } from '../address.ts'
import type { Requirement } from '../metadata/requirements.ts'

/** A call by name, its arguments in the form of the metadata codecs. Only here does an amount become a u64. */
export interface Call {
  readonly pallet: string
  readonly name: string
  readonly args: Readonly<Record<string, CallArgument>>
}

/** Null is None. */
export type CallArgument = string | number | bigint | boolean | null | readonly Call[]

/** 2^64-1: to calls that know it, the whole position when they run. */
const EVERYTHING = 2n ** 64n - 1n

/** How much of a position a call is to take; `everything` only of calls that know it (`facts.everything`). */
export type Asked<S extends SubnetKey> = Balance<Alpha<S>> | 'everything'

const askedRao = <S extends SubnetKey>(asked: Asked<S>): bigint =>
  asked === 'everything' ? EVERYTHING : raoOf(asked)

export interface SwapArgs<O extends SubnetKey, D extends SubnetKey> {
  readonly hotkey: Address
  readonly origin: Netuid<O>
  readonly destination: Netuid<D>
  readonly amount: Asked<NoInfer<O>>
}

/** Moves stake of one hotkey between subnets. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/macros/dispatches.rs:1580 */
export function swapStake<O extends SubnetKey, D extends SubnetKey>(args: SwapArgs<O, D>): Call {
  return subtensor('swap_stake', {
    hotkey: args.hotkey,
    origin_netuid: args.origin,
    destination_netuid: args.destination,
    alpha_amount: askedRao(args.amount),
  })
}

export interface MoveArgs<O extends SubnetKey, D extends SubnetKey> {
  readonly originHotkey: Address
  readonly destinationHotkey: Address
  readonly origin: Netuid<O>
  readonly destination: Netuid<D>
  readonly amount: Asked<NoInfer<O>>
}

/** Moves stake between hotkeys, and between subnets if they differ. Source: as above, :1500 */
export function moveStake<O extends SubnetKey, D extends SubnetKey>(args: MoveArgs<O, D>): Call {
  return subtensor('move_stake', {
    origin_hotkey: args.originHotkey,
    destination_hotkey: args.destinationHotkey,
    origin_netuid: args.origin,
    destination_netuid: args.destination,
    alpha_amount: askedRao(args.amount),
  })
}

export interface AddArgs<D extends SubnetKey> {
  readonly hotkey: Address
  readonly destination: Netuid<D>
  readonly amount: Balance<Tao>
}

/** Stakes free TAO. Source: as above, :696 */
export function addStake<D extends SubnetKey>({ hotkey, destination, amount }: AddArgs<D>): Call {
  return subtensor('add_stake', { hotkey, netuid: destination, amount_staked: raoOf(amount) })
}

export interface RemoveArgs<O extends SubnetKey> {
  readonly hotkey: Address
  readonly origin: Netuid<O>
  readonly amount: Balance<Alpha<NoInfer<O>>>
}

/** Sells stake for TAO. Source: as above, :738 */
export function removeStake<O extends SubnetKey>({ hotkey, origin, amount }: RemoveArgs<O>): Call {
  return subtensor('remove_stake', { hotkey, netuid: origin, amount_unstaked: raoOf(amount) })
}

/** Sells all stake there is when it runs, at any price. Source: as above, :1899 */
export function removeAllStake<O extends SubnetKey>({
  hotkey,
  origin,
}: Pick<RemoveArgs<O>, 'hotkey' | 'origin'>): Call {
  return subtensor('remove_stake_full_limit', { hotkey, netuid: origin, limit_price: null })
}

export interface TransferArgs<O extends SubnetKey, D extends SubnetKey> extends SwapArgs<O, D> {
  readonly to: Address
}

/** Gives stake of one hotkey to another coldkey. Source: as above, :1541 */
export function transferStake<O extends SubnetKey, D extends SubnetKey>(args: TransferArgs<O, D>): Call {
  return subtensor('transfer_stake', {
    destination_coldkey: args.to,
    hotkey: args.hotkey,
    origin_netuid: args.origin,
    destination_netuid: args.destination,
    alpha_amount: askedRao(args.amount),
  })
}

/** All calls or none. Source: opentensor/subtensor@14bc6f9f pallets/utility/src/lib.rs:308 */
export function batchAll(calls: readonly Call[]): Call {
  return { pallet: 'Utility', name: 'batch_all', args: { calls } }
}

/** Each call by itself: one that fails keeps none from running. Source: as above, :407 */
export function forceBatch(calls: readonly Call[]): Call {
  return { pallet: 'Utility', name: 'force_batch', args: { calls } }
}

/** What each call needs of the runtime. removeAllStakeLimit needs what removeAllStake does. */
export const callRequirements = {
  swapStake: call('SubtensorModule', 'swap_stake'),
  moveStake: call('SubtensorModule', 'move_stake'),
  addStake: call('SubtensorModule', 'add_stake'),
  removeStake: call('SubtensorModule', 'remove_stake'),
  removeAllStake: call('SubtensorModule', 'remove_stake_full_limit'),
  transferStake: call('SubtensorModule', 'transfer_stake'),
  addStakeLimit: call('SubtensorModule', 'add_stake_limit'),
  removeStakeLimit: call('SubtensorModule', 'remove_stake_limit'),
  swapStakeLimit: call('SubtensorModule', 'swap_stake_limit'),
  moveStakeLimit: call('SubtensorModule', 'move_stake_limit'),
  forceBatch: call('Utility', 'force_batch'),
  batchAll: call('Utility', 'batch_all'),
} as const

function call(pallet: string, name: string): Requirement {
  return { kind: 'call', pallet, name }
}

function subtensor(name: string, args: Call['args']): Call {
  return { pallet: 'SubtensorModule', name, args }
}
