import { U64_MAX } from '../../src/pool/fixed.ts'
import type { State } from '../state/state.ts'
import { account, noBalance, totalIssuance } from '../state/system.ts'
import type { Account } from '../types.ts'
import { DispatchFailure, tokenFailure } from './failure.ts'

/** Smallest balance an account may have and live. Unit: rao. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:473 */
export const existentialDeposit = 500n

/** Whether taking TAO may end the account (`expend`) or must leave it the existential deposit (`preserve`). */
export type Preservation = 'expend' | 'preserve'

/** Free TAO of an account. Unit: rao. */
export function freeBalance(state: State, who: Account): bigint {
  return state.read(account, who).data.free
}

/**
 * TAO that can be taken from an account. Unit: rao. One that has TAO reserved may not end.
 * Source: paritytech/polkadot-sdk substrate/frame/balances/src/impl_fungible.rs reducible_balance.
 */
export function reducibleBalance(state: State, who: Account, preservation: Preservation): bigint {
  const { data, providers, consumers } = state.read(account, who)
  const { free, reserved, frozen } = data
  const held = frozen > reserved ? frozen - reserved : 0n
  const lives = preservation === 'preserve' || (consumers > 0 && providers <= 1 && free > 0n)
  const untouchable = lives && held < existentialDeposit ? existentialDeposit : held
  return free > untouchable ? free - untouchable : 0n
}

/**
 * Sets the free and the reserved balance. An account reaching the existential deposit is created, one falling below it
 * is removed and its dust is burned. Does not touch TotalIssuance otherwise.
 * @throws NoProviders, ConsumerRemaining: TAO may be reserved only in an account that stays alive.
 * Source: opentensor/polkadot-sdk substrate/frame/balances/src/lib.rs try_mutate_account,
 * substrate/frame/system/src/lib.rs inc_providers, dec_providers.
 */
export function setBalance(
  state: State,
  who: Account,
  { free, reserved }: { readonly free: bigint; readonly reserved: bigint },
): void {
  const before = state.read(account, who)
  const isNew =
    before.data.free === 0n && before.data.reserved === 0n && before.data.flags === noBalance.flags
  const provided = before.data.free >= existentialDeposit
  const provides = free >= existentialDeposit
  const providers = before.providers + Number(provides) - Number(provided)
  const consumes = reserved > 0n || before.data.frozen > 0n
  const consumed = before.data.reserved > 0n || before.data.frozen > 0n
  const consumers = before.consumers + Number(consumes) - Number(consumed)
  if (consumes && !consumed && before.providers + Number(provides) === 0) {
    throw new DispatchFailure({ type: 'NoProviders' })
  }
  if (provided && !provides && consumers > 0 && before.providers === 1) {
    throw new DispatchFailure({ type: 'ConsumerRemaining' })
  }
  const data = provides || reserved > 0n ? { ...before.data, free, reserved } : noBalance

  if (provides && before.providers + before.sufficients === 0) {
    state.emit('System', 'NewAccount', { account: who })
  }
  if (providers + before.sufficients > 0) state.write(account, { ...before, providers, consumers, data }, who)
  else state.remove(account, who)
  if (provided && !provides && providers + before.sufficients === 0) {
    state.emit('System', 'KilledAccount', { account: who })
  }
  if (isNew) state.emit('Balances', 'Endowed', { account: who, free_balance: free })
  if (!provides && reserved === 0n && free > 0n) {
    state.emit('Balances', 'DustLost', { account: who, amount: free })
    state.write(totalIssuance, state.read(totalIssuance) - free)
  }
}

function setFree(state: State, who: Account, free: bigint): void {
  setBalance(state, who, { free, reserved: state.read(account, who).data.reserved })
}

/**
 * Raises a balance. Unit: rao. Returns what was really added: in `atMost` mode nothing, if the account would stay
 * below the existential deposit. @throws Token.BelowMinimum in `exactly` mode instead.
 * Source: paritytech/polkadot-sdk substrate/frame/support/src/traits/tokens/fungible/regular.rs increase_balance.
 */
function raise(state: State, who: Account, amount: bigint, mode: 'exactly' | 'atMost'): bigint {
  const free = freeBalance(state, who)
  if (free + amount < existentialDeposit) {
    if (mode === 'exactly') throw tokenFailure('BelowMinimum')
    return 0n
  }
  if (amount > 0n) setFree(state, who, free + amount)
  return amount
}

/** Adds TAO that was taken from elsewhere, with the event Deposit. @throws Token.BelowMinimum in `exactly` mode. */
export function deposit(state: State, who: Account, amount: bigint, mode: 'exactly' | 'atMost'): bigint {
  const added = raise(state, who, amount, mode)
  state.emit('Balances', 'Deposit', { who, amount: added })
  return added
}

/**
 * Takes TAO to be given elsewhere, with the event Withdraw; the account stays alive. Unit: rao.
 * @throws Token.FundsUnavailable.
 */
export function withdraw(state: State, who: Account, amount: bigint): void {
  if (reducibleBalance(state, who, 'preserve') < amount) throw tokenFailure('FundsUnavailable')
  setFree(state, who, freeBalance(state, who) - amount)
  state.emit('Balances', 'Withdraw', { who, amount })
}

/**
 * Whether an account can pay an amount and live. Unit: rao.
 * Source: paritytech/polkadot-sdk substrate/frame/balances/src/impl_fungible.rs can_withdraw, consequence Success.
 */
export function canPay(state: State, who: Account, amount: bigint): boolean {
  return amount === 0n || reducibleBalance(state, who, 'preserve') >= amount
}

function ensureWithdrawable(state: State, who: Account, amount: bigint, preservation: Preservation): void {
  if (amount === 0n) return
  if (state.read(totalIssuance) < amount) throw new DispatchFailure({ type: 'Arithmetic', name: 'Underflow' })
  const { free } = state.read(account, who).data
  if (free < amount) throw tokenFailure('FundsUnavailable')
  if (amount > reducibleBalance(state, who, 'expend')) throw tokenFailure('Frozen')
  if (free - amount < existentialDeposit && preservation === 'preserve') throw tokenFailure('NotExpendable')
}

function ensureDepositable(state: State, who: Account, amount: bigint): void {
  const { free, reserved } = state.read(account, who).data
  if (free + reserved + amount > U64_MAX) throw new DispatchFailure({ type: 'Arithmetic', name: 'Overflow' })
  if (free + amount < existentialDeposit) throw tokenFailure('BelowMinimum')
}

/**
 * Moves TAO, with the event Transfer. Unit: rao. An amount of 0 still emits the event; a transfer to oneself does
 * nothing at all.
 * @throws Arithmetic.Underflow, Overflow, Token.FundsUnavailable, Frozen, NotExpendable, BelowMinimum.
 * Source: paritytech/polkadot-sdk substrate/frame/support/src/traits/tokens/fungible/regular.rs transfer.
 */
export function transfer(
  state: State,
  from: Account,
  to: Account,
  amount: bigint,
  preservation: Preservation,
): void {
  ensureWithdrawable(state, from, amount, preservation)
  if (amount > 0n) ensureDepositable(state, to, amount)
  if (from === to) return
  setFree(state, from, freeBalance(state, from) - amount)
  raise(state, to, amount, 'atMost')
  state.emit('Balances', 'Transfer', { from, to, amount })
}

/** Gives an account TAO out of nothing, and TotalIssuance with it. For genesis. Unit: rao. */
export function mint(state: State, who: Account, amount: bigint): void {
  raise(state, who, amount, 'exactly')
  state.write(totalIssuance, state.read(totalIssuance) + amount)
}

/** Counts a transaction of the account. Source: opentensor/subtensor@14bc6f9f runtime/src/check_nonce.rs:159 */
export function incrementNonce(state: State, who: Account): void {
  const before = state.read(account, who)
  state.write(account, { ...before, nonce: before.nonce + 1 }, who)
}

/** Whether an account exists for the rules of nonces. Source: opentensor/subtensor@14bc6f9f runtime/src/check_nonce.rs:110 */
export function accountExists(state: State, who: Account): boolean {
  const { providers, sufficients } = state.read(account, who)
  return providers + sufficients > 0
}
