import type { Alpha, LimitPrice, SubnetKey, Tao, Unit } from '../../balance/index.ts'
import { scaledOf } from '../../balance/wire.ts'
import {
  type AddArgs,
  addStake,
  type Call,
  type MoveArgs,
  moveStake,
  type RemoveArgs,
  removeAllStake,
  removeStake,
  type SwapArgs,
  swapStake,
} from './calls.ts'

/** How far a limited call goes: as far as the limit allows, or not at all. Only here does a limit become a u64. */
interface Limited<B extends Unit, Q extends Unit> {
  readonly limit: LimitPrice<B, Q>
  readonly allowPartial: boolean
}

/** Stakes free TAO up to a price. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/macros/dispatches.rs:1640 */
export function addStakeLimit<D extends SubnetKey>(args: AddArgs<D> & Limited<Alpha<D>, Tao>): Call {
  return limited('add_stake_limit', addStake(args), args)
}

/** Sells stake down to a price. Source: as above, :1703 */
export function removeStakeLimit<O extends SubnetKey>(args: RemoveArgs<O> & Limited<Alpha<O>, Tao>): Call {
  return limited('remove_stake_limit', removeStake(args), args)
}

/** Sells all stake there is when it runs, if the price stays above the limit. Source: as above, :1899 */
export function removeAllStakeLimit<O extends SubnetKey>(
  args: Omit<RemoveArgs<O>, 'amount'> & Pick<Limited<Alpha<O>, Tao>, 'limit'>,
): Call {
  const call = removeAllStake(args)
  return { ...call, args: { ...call.args, limit_price: scaledOf(args.limit) } }
}

/** Moves stake between subnets, for no less than a ratio. Source: as above, :1744 */
export function swapStakeLimit<O extends SubnetKey, D extends SubnetKey>(
  args: SwapArgs<O, D> & Limited<Alpha<O>, Alpha<D>>,
): Call {
  return limited('swap_stake_limit', swapStake(args), args)
}

/** Moves stake between hotkeys and subnets, for no less than a ratio. Only runtimes after spec 425 have it. */
export function moveStakeLimit<O extends SubnetKey, D extends SubnetKey>(
  args: MoveArgs<O, D> & Limited<Alpha<O>, Alpha<D>>,
): Call {
  return limited('move_stake_limit', moveStake(args), args)
}

function limited<B extends Unit, Q extends Unit>(
  name: string,
  { pallet, args }: Call,
  { limit, allowPartial }: Limited<B, Q>,
): Call {
  return { pallet, name, args: { ...args, limit_price: scaledOf(limit), allow_partial: allowPartial } }
}
