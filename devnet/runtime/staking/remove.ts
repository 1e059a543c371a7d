import { divide, min, toFixed, toWhole, U64_MAX } from '../../../src/pool/fixed.ts'
import { maxRemove } from '../../../src/pool/limit.ts'
import { MIN_STAKE } from '../../../src/pool/transition.ts'
import { PoolError } from '../../../src/pool/types.ts'
import { subnetAlphaIn } from '../../state/subnet.ts'
import { nominatorMinRequiredStake, owner } from '../../state/subtensor.ts'
import type { Account } from '../../types.ts'
import type { Execution } from '../execution.ts'
import { DispatchFailure, ensure, stakingFailure } from '../failure.ts'
import { reduceLock } from '../locks/change.ts'
import { ensureHotkey, ensureStarted, ensureSubnet, ensureWithinReserve } from './checks.ts'
import { ensureCollateralStays } from './collateral.ts'
import { unstakeFromSubnet } from './legs.ts'
import { ensureAvailable } from './locks.ts'
import { currentPrice, marketOf, simulateSale, trade } from './market.ts'
import { ensureRootHoldOver } from './root-hold.ts'
import { decreaseStake, type StakePosition, stakeAt } from './shares.ts'

/** Arguments of remove_stake. */
export interface RemoveStake {
  readonly hotkey: Account
  readonly netuid: number
  /** Alpha rao. */
  readonly amount_unstaked: bigint
}

/** Arguments of remove_stake_limit. */
export interface RemoveStakeLimit extends RemoveStake {
  /** Rao per alpha, the lowest price after the trade. */
  readonly limit_price: bigint
  readonly allow_partial: boolean
}

/** Arguments of remove_stake_full_limit. */
export interface RemoveStakeFullLimit {
  readonly hotkey: Account
  readonly netuid: number
  /** Rao per alpha, the lowest price after the trade; none for a plain removal. */
  readonly limit_price: bigint | undefined
}

/** Sells alpha for TAO, at most what is there. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/remove_stake.rs:39 */
export function removeStake(run: Execution, coldkey: Account, args: RemoveStake): void {
  const { hotkey, netuid, amount_unstaked: requested } = args
  const { state } = run
  const position = { hotkey, coldkey, netuid }
  ensureStarted(state, netuid)
  const amount = min(requested, stakeAt(state, position))
  ensureWithinReserve(state, subnetAlphaIn, netuid, amount)
  validateRemove(run, position, amount, { most: amount, partial: false })
  unstakeFromSubnet(run, position, amount)
  clearSmallNomination(run, position)
}

/**
 * Sells alpha until the price falls to the limit. Neither capped to the stake nor bound to a started subnet.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/remove_stake.rs:326
 */
export function removeStakeLimit(run: Execution, coldkey: Account, args: RemoveStakeLimit): void {
  const { hotkey, netuid, amount_unstaked: amount, limit_price: limitRao, allow_partial: partial } = args
  const { state } = run
  const position = { hotkey, coldkey, netuid }
  ensureWithinReserve(state, subnetAlphaIn, netuid, amount)
  const most = trade(() => maxRemove(marketOf(state, netuid), limitRao))
  validateRemove(run, position, amount, { most, partial })
  unstakeFromSubnet(run, position, min(amount, most), { limitRao })
  clearSmallNomination(run, position)
}

/** Sells all stake of a position, all or nothing under a limit. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/remove_stake.rs:424 */
export function removeStakeFullLimit(run: Execution, coldkey: Account, args: RemoveStakeFullLimit): void {
  const { hotkey, netuid, limit_price } = args
  const amount_unstaked = stakeAt(run.state, { hotkey, coldkey, netuid })
  const all = { hotkey, netuid, amount_unstaked }
  if (limit_price === undefined) removeStake(run, coldkey, all)
  else removeStakeLimit(run, coldkey, { ...all, limit_price, allow_partial: false })
}

/**
 * The checks before a sale, in the chain's order; `most` is what fits a price limit. A full exit need not reach the
 * minimum. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:1135
 */
export function validateRemove(
  run: Execution,
  position: StakePosition,
  amount: bigint,
  { most, partial }: { readonly most: bigint; readonly partial: boolean },
): void {
  const { state } = run
  const { coldkey, hotkey, netuid } = position
  ensureSubnet(state, netuid)
  ensure(amount > 0n, 'AmountTooLow')
  const stake = stakeAt(state, position)
  ensure(stake >= amount, 'NotEnoughStakeToWithdraw')
  const sale = simulateSale(state, netuid, amount)
  if (sale instanceof PoolError) throw stakingFailure('InsufficientLiquidity')
  ensure(stake === amount || sale.out >= MIN_STAKE, 'AmountTooLow')
  ensure(partial || amount <= most, 'SlippageTooHigh')
  ensureHotkey(state, hotkey)
  ensureRootHoldOver(run, position)
  ensureAvailable(run, coldkey, netuid, amount)
  ensureCollateralStays(state, position, amount)
}

/**
 * Forces out what a nominator has left if it is worth less than the nominator minimum, with fee and a second
 * StakeRemoved. Off while NominatorMinRequiredStake is 0. Where the sale fails the rest is deleted unpaid, and what the
 * sale did until then stays. A lock does not stand in the way; it shrinks.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/helpers.rs:227
 */
export function clearSmallNomination(run: Execution, position: StakePosition): void {
  const { state } = run
  const { coldkey, hotkey, netuid } = position
  if (state.read(owner, hotkey) === coldkey) return
  const leastTao = min(MIN_STAKE * state.read(nominatorMinRequiredStake), U64_MAX) / 1_000_000n
  const leastAlpha = toWhole(divide(toFixed(leastTao), currentPrice(state, netuid)))
  const rest = stakeAt(state, position)
  if (rest === 0n || rest >= leastAlpha) return
  try {
    unstakeFromSubnet(run, position, rest)
  } catch (failure) {
    if (!(failure instanceof DispatchFailure)) throw failure
    decreaseStake(state, position, stakeAt(state, position))
  }
  reduceLock(run, coldkey, netuid, rest)
}
