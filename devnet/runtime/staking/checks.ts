import { min, U64_MAX } from '../../../src/pool/fixed.ts'
import { LARGEST_INPUT } from '../../../src/pool/swap.ts'
import type { StateItem } from '../../state/item.ts'
import type { State } from '../../state/state.ts'
import { networksAdded, subnetMechanism, subtokenEnabled } from '../../state/subnet.ts'
import { delegates, owner } from '../../state/subtensor.ts'
import type { Account } from '../../types.ts'
import { ensure } from '../failure.ts'
import { root } from './market.ts'

/** @throws DispatchFailure SubtensorModule.SubnetNotExists. */
export function ensureSubnet(state: State, netuid: number): void {
  ensure(state.read(networksAdded, netuid), 'SubnetNotExists')
}

/** @throws DispatchFailure SubtensorModule.SubtokenDisabled before trading has started. */
export function ensureStarted(state: State, netuid: number): void {
  ensure(state.read(subtokenEnabled, netuid), 'SubtokenDisabled')
}

/** A hotkey is known once it has an owner. @throws DispatchFailure SubtensorModule.HotKeyAccountNotExists. */
export function ensureHotkey(state: State, hotkey: Account): void {
  ensure(state.has(owner, hotkey), 'HotKeyAccountNotExists')
}

/**
 * Refuses more than 1000 times the reserve an amount is paid into.
 * @throws DispatchFailure SubtensorModule.InsufficientLiquidity.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/add_stake.rs:191, remove_stake.rs:409
 */
export function ensureWithinReserve(
  state: State,
  reserve: StateItem<[netuid: number], bigint>,
  netuid: number,
  amount: bigint,
): void {
  if (netuid === root || state.read(subnetMechanism, netuid) !== 1) return
  const most = min(state.read(reserve, netuid) * LARGEST_INPUT, U64_MAX)
  ensure(amount <= most, 'InsufficientLiquidity')
}

/**
 * Makes a hotkey a delegate if the coldkey does not own it. Storage only, no event.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/helpers.rs:167
 */
export function delegateUnlessOwned(state: State, hotkey: Account, coldkey: Account): void {
  if (state.read(owner, hotkey) === coldkey || state.has(delegates, hotkey)) return
  state.write(delegates, state.read(delegates, hotkey), hotkey)
}
