import { min, U64_MAX } from '../../../src/pool/fixed.ts'
import { subtokenEnabled } from '../../state/subnet.ts'
import type { Account } from '../../types.ts'
import type { Execution } from '../execution.ts'
import { DispatchFailure } from '../failure.ts'
import { allNetuids } from '../netuids.ts'
import { ensureHotkey } from './checks.ts'
import { stakeIntoSubnet, unstakeFromSubnet } from './legs.ts'
import { root } from './market.ts'
import { clearSmallNomination, validateRemove } from './remove.ts'
import { type StakePosition, stakeAt } from './shares.ts'

/** Arguments of unstake_all and unstake_all_alpha. */
export interface UnstakeAll {
  readonly hotkey: Account
}

/**
 * Sells all stake on a hotkey, root included, and succeeds even if there is nothing to sell.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/remove_stake.rs:121
 */
export function unstakeAll(run: Execution, coldkey: Account, { hotkey }: UnstakeAll): void {
  sellAll(run, coldkey, hotkey, allNetuids(run.state))
}

/**
 * Sells all stake on a hotkey but that on root, and stakes the proceeds on root under the same hotkey.
 * @throws DispatchFailure SubtensorModule.AmountTooLow when nothing was sold, and what the sales and the purchase throw.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/remove_stake.rs:206
 */
export function unstakeAllAlpha(run: Execution, coldkey: Account, { hotkey }: UnstakeAll): void {
  const netuids = allNetuids(run.state).filter(netuid => netuid !== root)
  const tao = sellAll(run, coldkey, hotkey, netuids)
  stakeIntoSubnet(run, { hotkey, coldkey, netuid: root }, tao)
}

/**
 * Sells the stake on one subnet after the other. Skips those that have not started and those whose removal would be
 * refused beforehand; a sale refused in the act ends it all. Later runtimes stop after so many positions without an
 * error. Returns the proceeds in rao.
 */
function sellAll(run: Execution, coldkey: Account, hotkey: Account, netuids: readonly number[]): bigint {
  const { state } = run
  ensureHotkey(state, hotkey)
  let proceeds = 0n
  let sold = 0
  for (const netuid of netuids) {
    const position = { hotkey, coldkey, netuid }
    const stake = stakeAt(state, position)
    if (!state.read(subtokenEnabled, netuid) || !isRemovable(run, position, stake)) continue
    if (sold === run.terms.unstakeAllPositions) break
    sold += 1
    proceeds = min(proceeds + unstakeFromSubnet(run, position, stake), U64_MAX)
    clearSmallNomination(run, position)
  }
  return proceeds
}

function isRemovable(run: Execution, position: StakePosition, stake: bigint): boolean {
  try {
    validateRemove(run, position, stake, { most: stake, partial: false })
    return true
  } catch (failure) {
    if (failure instanceof DispatchFailure) return false
    throw failure
  }
}
