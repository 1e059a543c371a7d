import type { DispatchCall, RuntimeEvent } from '../../../devnet/types.ts'
import { staking, utility } from '../../devnet/runtime/chain.ts'
import type { Act } from './cases.ts'
import { stranger } from './stage.ts'

/** A trade with its amount. */
export interface Sized extends Act {
  /** Rao of the side sold. */
  readonly rao: bigint
  /** Whether that is all there is. */
  readonly isAll: boolean
}

/** The call that carries trades out, a batch for several. */
export function callOf(acts: readonly Sized[]): DispatchCall {
  const calls = acts.map(callOfOne)
  const [only] = calls
  return calls.length === 1 && only ? only : utility('batch_all', calls)
}

function callOfOne({ from, to, transfer, rao }: Sized): DispatchCall {
  const across = { origin_netuid: from.netuid, destination_netuid: to.netuid, alpha_amount: rao }
  if (from.netuid === undefined) {
    return staking('add_stake', { hotkey: to.hotkey, netuid: to.netuid, amount_staked: rao })
  }
  if (to.netuid === undefined) {
    return staking('remove_stake', { hotkey: from.hotkey, netuid: from.netuid, amount_unstaked: rao })
  }
  if (transfer) {
    return staking('transfer_stake', { destination_coldkey: stranger, hotkey: from.hotkey, ...across })
  }
  if (from.hotkey === to.hotkey) return staking('swap_stake', { hotkey: from.hotkey, ...across })
  return staking('move_stake', { origin_hotkey: from.hotkey, destination_hotkey: to.hotkey, ...across })
}

type Fields = readonly [
  coldkey: string,
  hotkey: string,
  tao: bigint,
  alpha: bigint,
  netuid: number,
  fee: bigint,
]

/** What the chain's events say of each trade, in order; the sale for a fee comes first and is left out. */
export function receipts(events: readonly RuntimeEvent[], acts: readonly Sized[], paidInAlpha: boolean) {
  const told = events.filter(({ name }) => name === 'StakeRemoved' || name === 'StakeAdded')
  if (paidInAlpha) told.shift()
  const next = (name: string): Fields | undefined =>
    told[0]?.name === name ? (told.shift()?.fields as Fields) : undefined
  return acts.map(({ from, to }) => {
    const removed = from.netuid === undefined ? undefined : next('StakeRemoved')
    const added = to.netuid === undefined ? undefined : next('StakeAdded')
    const isRemoval = to.netuid === undefined
    return {
      sold: removed ? removed[3] + removed[5] : (added?.[2] ?? 0n),
      tao: (removed ?? added)?.[2] ?? 0n,
      bought: (isRemoval ? removed?.[2] : added?.[3]) ?? 0n,
    }
  })
}
