import { min } from '../../../src/pool/fixed.ts'
import { maxMove } from '../../../src/pool/limit.ts'
import { MIN_STAKE } from '../../../src/pool/transition.ts'
import { PoolError } from '../../../src/pool/types.ts'
import type { State } from '../../state/state.ts'
import { transferToggle } from '../../state/subnet.ts'
import type { Execution } from '../execution.ts'
import { ensure, stakingFailure } from '../failure.ts'
import { delegateUnlessOwned, ensureHotkey, ensureStarted, ensureSubnet } from './checks.ts'
import { ensureCollateralStays, ensureGiftable } from './collateral.ts'
import { ensureHotkeyFits } from './hotkey-caps.ts'
import { stakeIntoSubnet, transferWithinSubnet, unstakeFromSubnet } from './legs.ts'
import { ensureAvailable } from './locks.ts'
import { marketOf, root, simulateSale, trade } from './market.ts'
import { ensureRootHoldOver } from './root-hold.ts'
import { type StakePosition, stakeAt } from './shares.ts'
import { transferTao } from './subnet-account.ts'

/** A limit on a move across subnets. */
export interface TransitionLimit {
  /** 1e9 × least destination units per origin unit. What it bounds depends on the path; see `maxMove`. */
  readonly limitRao: bigint
  readonly partial: boolean
}

/** A move of stake from one place to another. */
export interface StakeTransition {
  readonly from: StakePosition
  readonly to: StakePosition
  /** Alpha rao of the origin; more than there is means all. */
  readonly amount: bigint
  readonly limit?: TransitionLimit
  /** Whether the subnets' transfer switches count: the coldkey may change. */
  readonly asTransfer?: boolean
}

/**
 * Moves stake to another hotkey, coldkey or subnet: what move, swap and transfer do. Across subnets the swap fee is
 * paid once, at the origin or, if that is root, at the destination; the two swaps have no price limit of their own.
 * Proceeds below the minimum stake stay free with the receiving coldkey. Returns the TAO in between, in rao.
 * @throws DispatchFailure, in the chain's order; see `validateTransition`.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:294
 */
export function moveBetween(run: Execution, transition: StakeTransition): bigint {
  const { from, to, limit } = transition
  const { state, terms } = run
  const available =
    terms.requests === 'capped' ? min(transition.amount, stakeAt(state, from)) : transition.amount
  const across = from.netuid !== to.netuid
  const most = across && limit !== undefined ? mostWithin(state, from, to, limit) : available
  validateTransition(run, transition, available, most)
  const amount = min(available, most)
  if (!across) return transferWithinSubnet(run, from, to, amount)

  const fromRoot = from.netuid === root
  const proceeds = unstakeFromSubnet(run, from, amount, { dropFee: fromRoot })
  if (from.coldkey !== to.coldkey) transferTao(state, from.coldkey, to.coldkey, proceeds)
  if (proceeds >= leastAcross(run, transition)) {
    delegateUnlessOwned(state, to.hotkey, to.coldkey)
    stakeIntoSubnet(run, to, proceeds, { dropFee: !fromRoot })
  }
  return proceeds
}

/** What must be moved across subnets at the least. Unit: rao. */
function leastAcross({ terms }: Execution, { asTransfer }: Pick<StakeTransition, 'asTransfer'>): bigint {
  return asTransfer ? terms.minimumTransfer : MIN_STAKE
}

function mostWithin(
  state: State,
  from: StakePosition,
  to: StakePosition,
  { limitRao }: TransitionLimit,
): bigint {
  return trade(() => maxMove(marketOf(state, from.netuid), marketOf(state, to.netuid), limitRao))
}

/**
 * The checks before a move, in the chain's order. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:1230
 */
function validateTransition(
  run: Execution,
  { from, to, limit, asTransfer = false }: StakeTransition,
  amount: bigint,
  most: bigint,
): void {
  const { state } = run
  const across = from.netuid !== to.netuid
  ensure(from.coldkey !== to.coldkey || from.hotkey !== to.hotkey || across, 'SameNetuid')
  ensureSubnet(state, from.netuid)
  ensureSubnet(state, to.netuid)
  ensureStarted(state, from.netuid)
  ensureStarted(state, to.netuid)
  ensureHotkey(state, from.hotkey)
  ensureHotkey(state, to.hotkey)
  ensure(amount <= stakeAt(state, from), 'NotEnoughStakeToWithdraw')
  if (across) {
    const sale = simulateSale(state, from.netuid, amount)
    if (sale instanceof PoolError) throw stakingFailure('InsufficientLiquidity')
    ensure(sale.out > leastAcross(run, { asTransfer }), 'AmountTooLow')
    ensure(limit === undefined || limit.partial || amount <= most, 'SlippageTooHigh')
  }
  if (asTransfer) {
    ensure(state.read(transferToggle, from.netuid), 'TransferDisallowed')
    ensure(state.read(transferToggle, to.netuid), 'TransferDisallowed')
  }
  ensureRootHoldOver(run, from)
  const isGift = from.coldkey !== to.coldkey
  ensureHotkeyFits(run, to, isGift ? 'other' : 'owner')
  if (across) ensureAvailable(run, from.coldkey, from.netuid, amount)
  else if (isGift) ensureGiftable(state, from, amount)
  ensureCollateralStays(state, from, amount)
}
