import { accountId, alpha, netuid, tao } from '../../metadata/common.ts'
import { calls as calls425 } from '../../metadata/subtensor/calls.ts'
import { btreeSet } from '../../metadata/subtensor/types.ts'
import { bool, type Type, type TypeVariant, variant } from '../../metadata/type.ts'

/** Which clients read as: 2^64-1 is all there is when the call runs. */
const TAKES_ALL = 'An `alpha_amount` of `AlphaBalance::MAX` means the live origin position.'
const takesAll = ['move_stake', 'transfer_stake', 'swap_stake', 'swap_stake_limit']

const move = {
  origin_hotkey: accountId,
  destination_hotkey: accountId,
  origin_netuid: netuid,
  destination_netuid: netuid,
  alpha_amount: alpha,
}

/** Calls that came after spec 425, by their indices at 475. */
const added: readonly TypeVariant[] = [
  variant(121, 'claim_root', { subnets: btreeSet(netuid) }),
  variant(143, 'transfer_stake_and_hotkey', { destination_coldkey: accountId, ...move }, TAKES_ALL),
  variant(144, 'add_collateral', { netuid, hotkey: accountId, alpha, limit_price: tao }),
  variant(145, 'set_min_collateral', { netuid, hotkey: accountId, min_locked: alpha }),
  variant(147, 'stake_into_basket', { hotkey: accountId, amount_staked: tao }),
  variant(148, 'claim_root_with_hotkey', { hotkey: accountId }),
  variant(149, 'move_stake_limit', { ...move, limit_price: tao, allow_partial: bool }, TAKES_ALL),
]

/** Calls of SubtensorModule at spec 475. */
export function liveCalls(): Type {
  if (calls425.kind !== 'enum') throw new Error('calls are an enum')
  const known = calls425.variants.map(each =>
    takesAll.includes(each.name) ? { ...each, docs: TAKES_ALL } : each,
  )
  return { ...calls425, variants: [...known, ...added].sort((a, b) => a.index - b.index) }
}
