import { divide, min, toFixed, toWhole } from '../../src/pool/fixed.ts'
import type { State } from '../state/state.ts'
import { subtokenEnabled } from '../state/subnet.ts'
import type { Account, DispatchCall } from '../types.ts'
import type { Execution } from './execution.ts'
import { nowOf } from './locks/change.ts'
import { allNetuids } from './netuids.ts'
import { freeOfCollateral } from './staking/collateral.ts'
import { unstakeFromSubnet } from './staking/legs.ts'
import { availability } from './staking/locks.ts'
import { currentPrice } from './staking/market.ts'
import { type StakePosition, stakeAt } from './staking/shares.ts'

/** A fee taken from stake. */
export interface AlphaFeeSale {
  readonly netuid: number
  /** Alpha rao sold. */
  readonly alpha: bigint
  /** Rao the author got. */
  readonly tao: bigint
}

/** The argument that names the subnet a call takes stake from, and the one that names the hotkey. */
const origins: Readonly<Record<string, readonly [hotkey: string, netuid: string]>> = {
  remove_stake: ['hotkey', 'netuid'],
  remove_stake_limit: ['hotkey', 'netuid'],
  remove_stake_full_limit: ['hotkey', 'netuid'],
  move_stake: ['origin_hotkey', 'origin_netuid'],
  move_stake_limit: ['origin_hotkey', 'origin_netuid'],
  transfer_stake_and_hotkey: ['origin_hotkey', 'origin_netuid'],
  transfer_stake: ['hotkey', 'origin_netuid'],
  swap_stake: ['hotkey', 'origin_netuid'],
  swap_stake_limit: ['hotkey', 'origin_netuid'],
}

/**
 * The stake a call may pay its fee from when there is no TAO: that which it takes anyway; of calls that take all stake
 * on a hotkey only if it lies on one started subnet. None for batches and for calls that take no stake.
 * Source: opentensor/subtensor@14bc6f9f pallets/transaction-fee/src/lib.rs:215, 253
 */
function feePosition(
  state: State,
  coldkey: Account,
  { type, value: call }: DispatchCall,
): StakePosition | undefined {
  if (type !== 'SubtensorModule') return undefined
  const args = call.value as Readonly<Record<string, unknown>>
  if (call.type === 'unstake_all' || call.type === 'unstake_all_alpha') {
    return onlyPosition(state, coldkey, args.hotkey as Account)
  }
  const names = origins[call.type]
  if (names === undefined) return undefined
  return { hotkey: args[names[0]] as Account, coldkey, netuid: args[names[1]] as number }
}

function onlyPosition(state: State, coldkey: Account, hotkey: Account): StakePosition | undefined {
  const [only, ...others] = allNetuids(state)
    .filter(netuid => state.read(subtokenEnabled, netuid))
    .map(netuid => ({ hotkey, coldkey, netuid }))
    .filter(position => stakeAt(state, position) > 0n)
  return others.length === 0 ? only : undefined
}

/** Alpha worth an amount of TAO at the spot price. Unit: alpha rao. Rounds down. Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/impls.rs:428 */
function alphaFor(state: State, netuid: number, tao: bigint): bigint {
  return toWhole(divide(toFixed(tao), currentPrice(state, netuid)))
}

/** Whether stake can pay a fee in rao. Source: opentensor/subtensor@14bc6f9f pallets/transaction-fee/src/lib.rs:135 */
export function canPayInAlpha(run: FeeRun, coldkey: Account, call: DispatchCall, fee: bigint): boolean {
  const position = feePosition(run.state, coldkey, call)
  return position !== undefined && stakeForFee(run, position) >= alphaFor(run.state, position.netuid, fee)
}

type FeeRun = Pick<Execution, 'state' | 'number' | 'terms'>

/** What of a position may pay a fee. Unit: alpha rao. */
function stakeForFee({ state, number, terms }: FeeRun, position: StakePosition): bigint {
  if (terms.feeStake === 'all') return stakeAt(state, position)
  const { coldkey, netuid } = position
  const { available } = availability(state, coldkey, netuid, nowOf({ number }))
  return min(freeOfCollateral(state, position), available)
}

/**
 * Sells stake for the fee, without a swap fee, straight to the block author, before the call runs. Nothing of it is
 * ever refunded. @throws DispatchFailure when the stake cannot be sold; Error for a call that may not pay so.
 * Source: opentensor/subtensor@14bc6f9f pallets/transaction-fee/src/lib.rs:160
 */
export function payInAlpha(run: Execution, coldkey: Account, call: DispatchCall, fee: bigint): AlphaFeeSale {
  const position = feePosition(run.state, coldkey, call)
  if (position === undefined) throw new Error(`${call.type}.${call.value.type} cannot pay its fee in alpha`)
  const stake = stakeForFee(run, position)
  const alpha = min(alphaFor(run.state, position.netuid, fee) || stake, stake)
  const options = { limitRao: 0n, dropFee: true, beneficiary: run.author }
  const tao = run.state.transact(() => unstakeFromSubnet(run, position, alpha, options))
  return { netuid: position.netuid, alpha, tao }
}
