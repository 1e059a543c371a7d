import type { DispatchCall } from '../../types.ts'

const transfers = ['Balances.transfer_keep_alive', 'Balances.transfer_allow_death']
const trades = [
  'add_stake',
  'add_stake_limit',
  'remove_stake',
  'remove_stake_limit',
  'remove_stake_full_limit',
  'unstake_all',
  'unstake_all_alpha',
  'swap_stake',
  'swap_stake_limit',
  'move_stake',
].map(name => `SubtensorModule.${name}`)
const transferStake = 'SubtensorModule.transfer_stake'

/** What a type allows: all but these, or these alone. `Pallet.*` means a whole pallet. */
type Filter = { readonly except: readonly string[] } | { readonly only: readonly string[] }

/**
 * The filters of all types that allow anything this chain has; the others allow nothing of it. Calls it does not have,
 * those of coldkey swaps, registration and administration, are left out.
 * Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:606
 */
const filters: Readonly<Record<string, Filter>> = {
  Any: { except: [] },
  NonCritical: { except: [] },
  NonTransfer: { except: ['Balances.*', transferStake] },
  NonFungible: { except: ['Balances.*', ...trades, transferStake] },
  Staking: { only: trades },
  Transfer: { only: [...transfers, 'Balances.transfer_all', transferStake] },
  SmallTransfer: { only: [...transfers, transferStake] },
}

/** Rao, or alpha rao, from which on a transfer is not small. Source: opentensor/subtensor@14bc6f9f common/src/lib.rs:47 */
const SMALL = 500_000_000n

/** Whether a delegate of this type may make a call. */
export function allows(type: string, call: DispatchCall): boolean {
  const filter = filters[type]
  if (filter === undefined) return false
  const listed = (names: readonly string[]) =>
    names.includes(`${call.type}.*`) || names.includes(`${call.type}.${call.value.type}`)
  if ('except' in filter) return !listed(filter.except)
  return listed(filter.only) && (type !== 'SmallTransfer' || amountOf(call) < SMALL)
}

function amountOf({ value: { value } }: DispatchCall): bigint {
  const { value: tao, alpha_amount: alpha } = value as {
    readonly value?: bigint
    readonly alpha_amount?: bigint
  }
  return tao ?? alpha ?? 0n
}

/** Whether a delegate of one type may add or remove delegates of another. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:761 */
export function includes(type: string, other: string): boolean {
  if (type === other || type === 'Any') return true
  if (other === 'Any') return false
  if (type === 'NonTransfer') return other !== 'Transfer' && other !== 'SmallTransfer'
  return type === 'Transfer' && other === 'SmallTransfer'
}
