import { min } from '../../src/pool/fixed.ts'
import type { State } from '../state/state.ts'
import { account } from '../state/system.ts'
import type { Account } from '../types.ts'
import { setBalance } from './accounts.ts'
import { moduleFailure } from './failure.ts'

/**
 * Sets free TAO aside, with the event Reserved. Unit: rao. Nothing happens for an amount of 0.
 * @throws Balances.InsufficientBalance, LiquidityRestrictions; ConsumerRemaining where less than the existential deposit
 * would stay free.
 * Source: paritytech/polkadot-sdk substrate/frame/balances/src/impl_currency.rs reserve.
 */
export function reserve(state: State, who: Account, amount: bigint): void {
  if (amount === 0n) return
  const { free, reserved, frozen } = state.read(account, who).data
  if (free < amount) throw moduleFailure('Balances', 'InsufficientBalance')
  if (free - amount < frozen) throw moduleFailure('Balances', 'LiquidityRestrictions')
  setBalance(state, who, { free: free - amount, reserved: reserved + amount })
  state.emit('Balances', 'Reserved', { who, amount })
}

/**
 * Frees what was set aside, at most what there is, with the event Unreserved. Unit: rao.
 * Source: paritytech/polkadot-sdk substrate/frame/balances/src/impl_currency.rs unreserve.
 */
export function unreserve(state: State, who: Account, amount: bigint): void {
  const { free, reserved } = state.read(account, who).data
  if (amount === 0n || free + reserved === 0n) return
  const freed = min(amount, reserved)
  setBalance(state, who, { free: free + freed, reserved: reserved - freed })
  state.emit('Balances', 'Unreserved', { who, amount: freed })
}
