import { accountId, alpha, netuid, tao } from '../common.ts'
import { bool, enumeration, option, variant } from '../type.ts'

/** Calls of SubtensorModule that this chain serves. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/macros/dispatches.rs:696-2645. */
export const calls = enumeration(
  'pallet_subtensor::pallet::Call',
  [
    variant(2, 'add_stake', { hotkey: accountId, netuid, amount_staked: tao }),
    variant(3, 'remove_stake', { hotkey: accountId, netuid, amount_unstaked: alpha }),
    variant(83, 'unstake_all', { hotkey: accountId }),
    variant(84, 'unstake_all_alpha', { hotkey: accountId }),
    variant(85, 'move_stake', {
      origin_hotkey: accountId,
      destination_hotkey: accountId,
      origin_netuid: netuid,
      destination_netuid: netuid,
      alpha_amount: alpha,
    }),
    variant(86, 'transfer_stake', {
      destination_coldkey: accountId,
      hotkey: accountId,
      origin_netuid: netuid,
      destination_netuid: netuid,
      alpha_amount: alpha,
    }),
    variant(87, 'swap_stake', {
      hotkey: accountId,
      origin_netuid: netuid,
      destination_netuid: netuid,
      alpha_amount: alpha,
    }),
    variant(88, 'add_stake_limit', {
      hotkey: accountId,
      netuid,
      amount_staked: tao,
      limit_price: tao,
      allow_partial: bool,
    }),
    variant(89, 'remove_stake_limit', {
      hotkey: accountId,
      netuid,
      amount_unstaked: alpha,
      limit_price: tao,
      allow_partial: bool,
    }),
    variant(90, 'swap_stake_limit', {
      hotkey: accountId,
      origin_netuid: netuid,
      destination_netuid: netuid,
      alpha_amount: alpha,
      limit_price: tao,
      allow_partial: bool,
    }),
    variant(103, 'remove_stake_full_limit', { hotkey: accountId, netuid, limit_price: option(tao) }),
    variant(136, 'lock_stake', { hotkey: accountId, netuid, amount: alpha }),
    variant(137, 'move_lock', { destination_hotkey: accountId, netuid }),
    variant(138, 'set_perpetual_lock', { netuid, enabled: bool }),
    variant(142, 'set_reject_locked_alpha', { enabled: bool }),
  ],
  [{ name: 'T' }],
)
