import { account } from '../state/system.ts'
import type { Invalid, SignedCall } from '../types.ts'
import { accountExists, canPay } from './accounts.ts'
import { canPayInAlpha, payInAlpha } from './alpha-fee.ts'
import { isKnown, paysFee } from './dispatch.ts'
import type { Execution } from './execution.ts'
import { DispatchFailure } from './failure.ts'
import { extrinsicWeight } from './fees.ts'
import { swapGuard } from './guard.ts'
import { fullFee } from './payment.ts'
import { payerOf } from './proxy/payer.ts'

/** Custom codes of the pool. Source: opentensor/subtensor@14bc6f9f common/src/transaction_error.rs:42 */
const guardCodes = { ColdkeySwapAnnounced: 0, ColdkeySwapDisputed: 21 } as const

/**
 * Whether a signed call may enter the pool or the block at work. In the order of the transaction extensions: the
 * account exists (Payment), if the call pays at all, the nonce is not used (Stale), the weight fits an empty block (ExhaustsResources), the fee
 * can be paid (Payment), no coldkey swap is announced (Custom). A nonce too high is told last, as Future, since a pool
 * takes such a call. What is left of the block at work is the node's to count.
 * Source: opentensor/subtensor@14bc6f9f runtime/src/check_nonce.rs:95, runtime/src/transaction_payment_wrapper.rs:210,
 * pallets/subtensor/src/extensions/subtensor.rs:78; paritytech/polkadot-sdk substrate/frame/system/src/extensions/check_weight.rs.
 */
export function validate(
  run: Execution,
  signed: SignedCall,
  by: 'pool' | 'block' = 'block',
): Invalid | undefined {
  const { state } = run
  const { signer, nonce, call } = signed
  if (!isKnown(call)) return 'Call'
  if (paysFee(call) && !accountExists(state, signer)) return 'Payment'
  const expected = state.read(account, signer).nonce
  if (nonce < expected) return 'Stale'
  const { largestExtrinsic: most } = run.terms.weights
  if (most !== undefined && extrinsicWeight(call).refTime > most) return 'ExhaustsResources'
  if (!canPayFee(run, signed, by)) return 'Payment'
  const guard = swapGuard(state, signer)
  if (guard !== undefined) return { custom: guardCodes[guard] }
  return nonce > expected ? 'Future' : undefined
}

/**
 * A pool is content with enough stake. A block tries the sale on a copy: it may be refused although the stake would do.
 * Source: opentensor/subtensor@14bc6f9f pallets/transaction-fee/src/lib.rs:135, 369
 */
function canPayFee(run: Execution, signed: SignedCall, by: 'pool' | 'block'): boolean {
  const { call } = signed
  const fee = fullFee(signed, run.terms)
  const payer = payerOf(run.state, signed)
  if (canPay(run.state, payer, fee)) return true
  if (!canPayInAlpha(run, payer, call, fee)) return false
  if (by === 'pool') return true
  try {
    payInAlpha({ ...run, state: run.state.fork() }, payer, call, fee)
    return true
  } catch (failure) {
    if (failure instanceof DispatchFailure) return false
    throw failure
  }
}
