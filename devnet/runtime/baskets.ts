import { AccountId } from '@polkadot-api/substrate-bindings'
import { basketOwed, basketPayout, basketRebase } from '../../src/pool/basket.ts'
import { sell } from '../../src/pool/swap.ts'
import { PoolError } from '../../src/pool/types.ts'
import { basketClaimed, basketRate, basketShares } from '../state/baskets.ts'
import type { State } from '../state/state.ts'
import type { Account } from '../types.ts'
import { allNetuids } from './netuids.ts'
import { marketOf, root } from './staking/market.ts'
import { type StakePosition, stakeAt } from './staking/shares.ts'

/**
 * The account that holds the stake of all baskets.
 * Source: RaoFoundation/subtensor pallets/subtensor/src/staking/claim_root.rs get_beta_escrow_account_id
 */
export const escrow: Account = AccountId(42).dec(
  new TextEncoder().encode('modlsubtensrbeta/esc'.padEnd(32, '\0')),
)

/** What a coldkey is owed of the basket of a hotkey: shares, and rao that they are worth. */
export interface Owed {
  readonly shares: bigint
  readonly payout: bigint
}

/** What a coldkey is owed of the basket of a hotkey. */
export function owedOf(state: State, hotkey: Account, coldkey: Account): Owed {
  const rate = state.read(basketRate, hotkey)
  const total = state.read(basketShares, hotkey)
  const stake = stakeAt(state, { hotkey, coldkey, netuid: root })
  const shares = basketOwed(rate, stake, state.read(basketClaimed, hotkey, coldkey))
  return { shares, payout: basketPayout(shares, total, worthOf(state, hotkey)) }
}

/** What the stake of a basket would bring. Without swap fees, as claims sell. Unit: rao. */
function worthOf(state: State, hotkey: Account): bigint {
  return allNetuids(state)
    .map(netuid => saleOf(state, netuid, stakeAt(state, { hotkey, coldkey: escrow, netuid })))
    .reduce((sum, brings) => sum + brings, 0n)
}

function saleOf(state: State, netuid: number, alpha: bigint): bigint {
  const market = marketOf(state, netuid)
  if (alpha === 0n || typeof market === 'string') return alpha
  try {
    return sell(market, alpha, { dropFee: true }).out
  } catch (refusal) {
    if (refusal instanceof PoolError) return 0n
    throw refusal
  }
}

/** Keeps what is owed when root stake changes. Does nothing on other subnets. Unit of the change: rao. */
export function rebaseBasket(state: State, { hotkey, coldkey, netuid }: StakePosition, change: bigint): void {
  const rate = state.read(basketRate, hotkey)
  if (netuid !== root || rate === 0n || coldkey === escrow) return
  const before = state.read(basketClaimed, hotkey, coldkey)
  state.write(basketClaimed, before + basketRebase(rate, change), hotkey, coldkey)
}
