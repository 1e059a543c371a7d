import type { State } from '../../state/state.ts'
import { stakingHotkeys } from '../../state/subtensor.ts'
import type { Account } from '../../types.ts'
import { owedOf } from '../baskets.ts'

const positionsOf = (state: State, coldkey: Account): [Account, bigint, bigint][] =>
  state
    .read(stakingHotkeys, coldkey)
    .map((hotkey): [Account, bigint, bigint] => {
      const { shares, payout } = owedOf(state, hotkey, coldkey)
      return [hotkey, shares, payout]
    })
    .filter(([, shares]) => shares > 0n)

/**
 * What BetaBasketRuntimeApi tells of claims. Amounts in rao. No claim can be made here, and no dividend comes by itself.
 * Source: docs of its methods in metadata of spec 461
 */
export const basketApi = {
  BetaBasketRuntimeApi_get_root_basket_positions: positionsOf,

  BetaBasketRuntimeApi_get_basket_payout: (state: State, hotkey: Account, coldkey: Account) =>
    owedOf(state, hotkey, coldkey).payout,

  BetaBasketRuntimeApi_get_root_basket_owed: (state: State, coldkey: Account) =>
    positionsOf(state, coldkey).reduce((sum, [, , payout]) => sum + payout, 0n),
}
