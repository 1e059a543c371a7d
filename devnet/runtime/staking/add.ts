import { min } from '../../../src/pool/fixed.ts'
import { maxAdd } from '../../../src/pool/limit.ts'
import { MIN_STAKE } from '../../../src/pool/transition.ts'
import { PoolError } from '../../../src/pool/types.ts'
import type { State } from '../../state/state.ts'
import { subnetTao } from '../../state/subnet.ts'
import type { Account } from '../../types.ts'
import type { Execution } from '../execution.ts'
import { ensure, stakingFailure } from '../failure.ts'
import {
  delegateUnlessOwned,
  ensureHotkey,
  ensureStarted,
  ensureSubnet,
  ensureWithinReserve,
} from './checks.ts'
import { ensureHotkeyFits } from './hotkey-caps.ts'
import { stakeIntoSubnet } from './legs.ts'
import { feeAmount, marketOf, simulatePurchase, trade } from './market.ts'
import { canIncreaseStake } from './shares.ts'
import { hasTao } from './subnet-account.ts'

/** Arguments of add_stake. */
export interface AddStake {
  readonly hotkey: Account
  readonly netuid: number
  /** Rao of TAO. */
  readonly amount_staked: bigint
}

/** Arguments of add_stake_limit. */
export interface AddStakeLimit extends AddStake {
  /** Rao per alpha, the highest price after the trade. */
  readonly limit_price: bigint
  readonly allow_partial: boolean
}

/** Buys alpha with TAO. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/add_stake.rs:39 */
export function addStake(run: Execution, coldkey: Account, args: AddStake): void {
  const { hotkey, netuid, amount_staked: amount } = args
  ensureWithinReserve(run.state, subnetTao, netuid, amount)
  validateAdd(run, coldkey, args, { most: amount, partial: false })
  stakeIntoSubnet(run, { hotkey, coldkey, netuid }, amount)
}

/**
 * Buys alpha until the price reaches the limit. Makes the hotkey a delegate if the signer does not own it.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/add_stake.rs:115
 */
export function addStakeLimit(run: Execution, coldkey: Account, args: AddStakeLimit): void {
  const { hotkey, netuid, amount_staked: amount, limit_price: limitRao, allow_partial: partial } = args
  const { state } = run
  ensureWithinReserve(state, subnetTao, netuid, amount)
  const most = trade(() => maxAdd(marketOf(state, netuid), limitRao))
  validateAdd(run, coldkey, args, { most, partial })
  delegateUnlessOwned(state, hotkey, coldkey)
  stakeIntoSubnet(run, { hotkey, coldkey, netuid }, min(amount, most), { limitRao })
}

/** Smallest amount that leaves the minimum stake after the fee. Unit: rao. */
function leastAmount(state: State, netuid: number): bigint {
  const purchase = simulatePurchase(state, netuid, MIN_STAKE)
  const fee = purchase instanceof PoolError ? feeAmount(state, netuid, MIN_STAKE) : purchase.fee
  return MIN_STAKE + fee
}

/**
 * The checks before a purchase, in the chain's order; `most` is what fits a price limit.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:1057
 */
function validateAdd(
  run: Execution,
  coldkey: Account,
  { hotkey, netuid, amount_staked: requested }: AddStake,
  { most, partial }: { readonly most: bigint; readonly partial: boolean },
): void {
  const { state } = run
  ensureSubnet(state, netuid)
  ensureStarted(state, netuid)
  ensure(requested >= leastAmount(state, netuid), 'AmountTooLow')
  ensure(partial || requested <= most, 'SlippageTooHigh')
  const amount = min(requested, most)
  ensure(hasTao(state, coldkey, amount), 'NotEnoughBalanceToStake')
  ensureHotkey(state, hotkey)
  ensureHotkeyFits(run, { coldkey, hotkey }, 'owner')
  const purchase = simulatePurchase(state, netuid, amount)
  if (purchase instanceof PoolError) throw stakingFailure('InsufficientLiquidity')
  ensure(purchase.paidIn >= MIN_STAKE, 'AmountTooLow')
  ensure(purchase.out > 0n, 'InsufficientLiquidity')
  ensure(canIncreaseStake(state, hotkey, netuid, purchase.out), 'InsufficientLiquidity')
}
