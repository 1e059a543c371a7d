import type { State } from '../state/state.ts'
import { account, totalIssuance } from '../state/system.ts'
import type { Account, SignedCall, Weight } from '../types.ts'
import { canPay, deposit, existentialDeposit, freeBalance, withdraw } from './accounts.ts'
import { type AlphaFeeSale, payInAlpha } from './alpha-fee.ts'
import type { Execution } from './execution.ts'
import { inclusionFee, totalFee } from './fees.ts'
import { payerOf } from './proxy/payer.ts'
import type { RuntimeTerms } from './terms.ts'

/** A fee that was taken and is yet to be settled. */
export type Payment =
  | { readonly kind: 'tao'; readonly payer: Account; readonly paid: bigint }
  | { readonly kind: 'alpha'; readonly payer: Account; readonly fee: AlphaFeeSale }
  | { readonly kind: 'none'; readonly payer: Account }

/** Everything an extrinsic may cost its signer, tip included. Unit: rao. @throws DispatchFailure for an unknown call. */
export function fullFee(signed: SignedCall, terms: RuntimeTerms): bigint {
  return totalFee(inclusionFee(signed, terms)) + signed.tip
}

/**
 * Takes the whole fee before the call runs: in TAO, which leaves the existential deposit, else in alpha.
 * @throws DispatchFailure when neither is possible; `validate` says so before.
 * Source: opentensor/subtensor@14bc6f9f pallets/transaction-fee/src/lib.rs:336
 */
export function takeFee(run: Execution, signed: SignedCall): Payment {
  const fee = fullFee(signed, run.terms)
  const payer = payerOf(run.state, signed)
  if (fee === 0n) return { kind: 'none', payer }
  if (!canPay(run.state, payer, fee)) {
    return { kind: 'alpha', payer, fee: payInAlpha(run, payer, signed.call, fee) }
  }
  withdraw(run.state, payer, fee)
  return { kind: 'tao', payer, paid: fee }
}

/**
 * Gives back what of the weight was not used, pays the rest and the tip to the author, and reports the fee. A TAO fee
 * always brings a Deposit for the refund, even of 0; a fee in alpha is never refunded; one of nothing is only reported.
 * Source: opentensor/subtensor@14bc6f9f pallets/transaction-fee/src/lib.rs:397;
 * paritytech/polkadot-sdk substrate/frame/transaction-payment/src/lib.rs post_dispatch_details.
 */
export function settleFee(run: Execution, signed: SignedCall, payment: Payment, used: Weight): void {
  const { state } = run
  const { tip } = signed
  const { payer } = payment
  const actual = totalFee(inclusionFee(signed, run.terms, used)) + tip
  if (payment.kind === 'tao') {
    const refund = payment.paid - actual
    const refunded = hasBalance(state, payer) ? deposit(state, payer, refund, 'atMost') : 0n
    payAuthor(run, payment.paid - refunded)
  } else if (payment.kind === 'alpha') {
    const { netuid, alpha, tao } = payment.fee
    const fields = { who: payer, netuid, alpha_fee: alpha, tao_amount: tao }
    state.emit('SubtensorModule', 'TransactionFeePaidWithAlpha', fields)
  }
  state.emit('TransactionPayment', 'TransactionFeePaid', { who: payer, actual_fee: actual, tip })
}

/** Whether the account has any TAO, set aside or not. */
function hasBalance(state: State, who: Account): boolean {
  const { free, reserved } = state.read(account, who).data
  return free + reserved > 0n
}

/** Pays the author, where fees go there; what an account that does not exist cannot take is burned. */
function payAuthor({ state, author, terms }: Execution, amount: bigint): void {
  if (amount === 0n) return
  const takes = terms.fee.to === 'author'
  if (takes && freeBalance(state, author) + amount >= existentialDeposit)
    deposit(state, author, amount, 'exactly')
  else state.write(totalIssuance, state.read(totalIssuance) - amount)
}
