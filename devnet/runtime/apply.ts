import type { State } from '../state/state.ts'
import type { SignedCall, Weight } from '../types.ts'
import { incrementNonce } from './accounts.ts'
import type { BlockWeights } from './block-weights.ts'
import { dispatch, paysFee } from './dispatch.ts'
import type { Execution } from './execution.ts'
import { DispatchFailure } from './failure.ts'
import { extrinsicWeight } from './fees.ts'
import { settleFee, takeFee } from './payment.ts'
import { addWeights, extensions, leastWeight, timestampSet } from './weight.ts'

type Outcome = { readonly used: Weight; readonly failure?: DispatchFailure }

function run(execution: Execution, signed: SignedCall): Outcome {
  const announced = extrinsicWeight(signed.call)
  try {
    const used = execution.state.transact(() => dispatch(execution, signed.signer, signed.call))
    return { used: leastWeight(addWeights(used, extensions), announced) }
  } catch (failure) {
    if (!(failure instanceof DispatchFailure)) throw failure
    const { usedWeight } = failure
    const used = usedWeight && leastWeight(addWeights(usedWeight, extensions), announced)
    return { used: used ?? announced, failure }
  }
}

/** What ExtrinsicSuccess and ExtrinsicFailed say of the call. */
function dispatchInfoFields(weight: Weight, of: 'Normal' | 'Mandatory', pays = true): unknown {
  return {
    weight: { ref_time: weight.refTime, proof_size: weight.proofSize },
    class: { type: of, value: undefined },
    pays_fee: { type: pays ? 'Yes' : 'No', value: undefined },
  }
}

/**
 * Executes a valid extrinsic: counts the nonce, takes the fee, dispatches, settles the fee, reports. A call that fails
 * leaves nothing but nonce and fee.
 * @throws Error when `validate` would have refused it.
 * Source: paritytech/polkadot-sdk substrate/primitives/runtime/src/traits/transaction_extension/dispatch_transaction.rs,
 * substrate/frame/system/src/lib.rs note_applied_extrinsic.
 */
export function apply(execution: Execution, index: number, signed: SignedCall): void {
  const { state } = execution
  state.enter({ type: 'ApplyExtrinsic', value: index })
  incrementNonce(state, signed.signer)
  const payment = takeFee(execution, signed)
  const { used, failure } = run(execution, signed)
  settleFee(execution, signed, payment, used)
  const weight = addWeights(used, execution.terms.weights.baseExtrinsic)
  const dispatch_info = dispatchInfoFields(weight, 'Normal', paysFee(signed.call))
  if (failure === undefined) state.emit('System', 'ExtrinsicSuccess', { dispatch_info })
  else {
    const dispatch_error = execution.encodable(failure.error)
    state.emit('System', 'ExtrinsicFailed', { dispatch_error, dispatch_info })
  }
}

/** Records that the timestamp inherent was applied. It pays nothing. */
export function applyInherent(state: State, index: number, { baseExtrinsic }: BlockWeights): void {
  state.enter({ type: 'ApplyExtrinsic', value: index })
  const dispatch_info = dispatchInfoFields(addWeights(timestampSet, baseExtrinsic), 'Mandatory')
  state.emit('System', 'ExtrinsicSuccess', { dispatch_info })
}
