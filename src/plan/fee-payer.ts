import type { Staked } from '../chain/quote/after-fee.ts'
import type { TradePlan } from './plan.ts'

/**
 * Calls whose fee the chain takes in alpha. Source: opentensor/subtensor@14bc6f9f pallets/transaction-fee/src/lib.rs:253-320,
 * RaoFoundation/subtensor@040e9e09 the same file (the two that came after spec 425)
 */
const PAYING: readonly string[] = [
  ...['remove_stake', 'remove_stake_limit', 'remove_stake_full_limit'],
  ...['move_stake', 'transfer_stake', 'swap_stake', 'swap_stake_limit'],
  ...['move_stake_limit', 'transfer_stake_and_hotkey'],
]

/** The position that can pay the fee of a plan in alpha; undefined where the chain takes none, as of batches. */
export function feePayer({ trades, call }: Pick<TradePlan, 'trades' | 'call'>): Staked | undefined {
  const [trade] = trades
  if (!trade || call.pallet !== 'SubtensorModule' || !PAYING.includes(call.name)) return undefined
  return trade.from.hotkey === null ? undefined : trade.from
}
