import { AccountId } from '@polkadot-api/substrate-bindings'
import { defineItem } from '../../state/item.ts'
import type { State } from '../../state/state.ts'
import type { Account } from '../../types.ts'
import { reducibleBalance, transfer } from '../accounts.ts'
import { ensure } from '../failure.ts'

/** The accounts of all subnets, computed once at genesis because SS58 text is slow to make. No client reads it. */
const accounts = defineItem<[netuid: number], Account | undefined>('(rules)', 'SubnetAccount', undefined)

/**
 * The account that holds the TAO of a subnet: sub-account `netuid` of pallet id `subtensr`.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/subnets/subnet.rs:470, docs/special-account-ids.md
 */
function deriveSubnetAccount(netuid: number): Account {
  const bytes = new Uint8Array(32)
  bytes.set(new TextEncoder().encode('modlsubtensr'))
  new DataView(bytes.buffer).setUint16(12, netuid, true)
  return AccountId(42).dec(bytes)
}

/** Makes a subnet's account known. For genesis. */
export function openSubnetAccount(state: State, netuid: number): Account {
  const who = deriveSubnetAccount(netuid)
  state.write(accounts, who, netuid)
  return who
}

/** The account of a subnet; none where there is no such subnet, though root always has one. */
export function subnetAccount(state: State, netuid: number): Account | undefined {
  return state.read(accounts, netuid) ?? (netuid === 0 ? deriveSubnetAccount(0) : undefined)
}

function accountOf(state: State, netuid: number): Account {
  const who = subnetAccount(state, netuid)
  ensure(who !== undefined, 'SubnetNotExists')
  return who
}

/**
 * Moves TAO between accounts; may end the one it comes from. Unit: rao.
 * @throws SubtensorModule.InsufficientBalance, and what `transfer` throws.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/coinbase/tao.rs:70
 */
export function transferTao(state: State, from: Account, to: Account, amount: bigint): void {
  ensure(amount <= reducibleBalance(state, from, 'expend'), 'InsufficientBalance')
  transfer(state, from, to, amount, 'expend')
}

/** Pays TAO out of a subnet's account. Unit: rao. @throws as `transferTao`. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/coinbase/tao.rs:170 */
export function payFromSubnet(state: State, netuid: number, to: Account, amount: bigint): void {
  transferTao(state, accountOf(state, netuid), to, amount)
}

/**
 * Pays TAO into a subnet's account. The payer lives on: if the amount is all it has, the existential deposit stays.
 * Returns what was really paid. Unit: rao.
 * @throws SubtensorModule.InsufficientBalance when nothing is left to pay.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/coinbase/tao.rs:134
 */
export function payToSubnet(state: State, netuid: number, from: Account, amount: bigint): bigint {
  if (amount === 0n) return 0n
  const to = accountOf(state, netuid)
  const most = reducibleBalance(state, from, 'preserve')
  const paid = amount < most ? amount : most
  ensure(paid > 0n, 'InsufficientBalance')
  transfer(state, from, to, paid, 'preserve')
  return paid
}

/** Whether an account has this much, existential deposit included. Unit: rao. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/coinbase/tao.rs:221 */
export function hasTao(state: State, who: Account, amount: bigint): boolean {
  return amount <= reducibleBalance(state, who, 'expend')
}
