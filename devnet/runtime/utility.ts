import type { DispatchCall, Weight } from '../types.ts'
import type { CallRule, Nested } from './call-rule.ts'
import type { Execution } from './execution.ts'
import { DispatchFailure, moduleFailure } from './failure.ts'
import { addWeights, benchmarked, noWeight } from './weight.ts'

/** Most calls in a batch. Source: constant Utility.batched_calls_limit of finney metadata. */
const batchedCallsLimit = 10_922

interface BatchArgs {
  readonly calls: readonly DispatchCall[]
}

/** Whether a call is one of the three batches. */
export function isBatch(call: DispatchCall): boolean {
  return call.type === 'Utility' && ['batch', 'batch_all', 'force_batch'].includes(call.value.type)
}

/** The calls within a batch; none for any other call. */
export function nestedCalls(call: DispatchCall): readonly DispatchCall[] {
  return isBatch(call) ? (call.value.value as BatchArgs).calls : []
}

/** Time in picoseconds of a batch of `count` calls, without them. Source: opentensor/subtensor@14bc6f9f pallets/utility/src/weights.rs */
function batchWeight(fixed: bigint, each: bigint): (count: number) => Weight {
  return count =>
    addWeights(benchmarked(0, 3_983, 2, 0), { refTime: fixed + each * BigInt(count), proofSize: 0n })
}

function ensureLength({ calls }: BatchArgs): void {
  if (calls.length > batchedCallsLimit) throw moduleFailure('Utility', 'TooManyCalls')
}

type Run = (
  run: Execution,
  calls: readonly DispatchCall[],
  own: (count: number) => Weight,
  nested: Nested,
) => Weight

/** A batch: what it weighs by the number of calls, and how it treats a failing call. */
function batchRule(own: (count: number) => Weight, execute: Run): CallRule {
  return {
    weight: (args, { weightOf }) => {
      const { calls } = args as BatchArgs
      return calls.reduce((sum, call) => addWeights(sum, weightOf(call)), own(calls.length))
    },
    execute: (run, _signer, args, nested) => {
      const batch = args as BatchArgs
      ensureLength(batch)
      return execute(run, batch.calls, own, nested)
    },
  }
}

type Outcome = { readonly weight: Weight; readonly failure?: DispatchFailure }

function attempt(call: DispatchCall, nested: Nested): Outcome {
  try {
    return { weight: nested.dispatch(call) }
  } catch (failure) {
    if (!(failure instanceof DispatchFailure)) throw failure
    return { weight: failure.usedWeight ?? nested.weightOf(call), failure }
  }
}

/** Stops at the first failing call and succeeds all the same. Source: opentensor/subtensor@14bc6f9f pallets/utility/src/lib.rs:202 */
const runBatch: Run = ({ state, encodable }, calls, own, nested) => {
  let used = noWeight
  for (const [index, call] of calls.entries()) {
    const { weight, failure } = attempt(call, nested)
    used = addWeights(used, weight)
    if (failure !== undefined) {
      state.emit('Utility', 'BatchInterrupted', { index, error: encodable(failure.error) })
      return addWeights(own(index + 1), used)
    }
    state.emit('Utility', 'ItemCompleted', undefined)
  }
  state.emit('Utility', 'BatchCompleted', undefined)
  return addWeights(own(calls.length), used)
}

/** All or nothing. Source: opentensor/subtensor@14bc6f9f pallets/utility/src/lib.rs:314 */
const runBatchAll: Run = ({ state }, calls, own, nested) => {
  let used = noWeight
  for (const [index, call] of calls.entries()) {
    const { weight, failure } = attempt(call, nested)
    used = addWeights(used, weight)
    if (failure !== undefined) throw new DispatchFailure(failure.error, addWeights(own(index + 1), used))
    state.emit('Utility', 'ItemCompleted', undefined)
  }
  state.emit('Utility', 'BatchCompleted', undefined)
  return addWeights(own(calls.length), used)
}

/** Carries on after failing calls. Source: opentensor/subtensor@14bc6f9f pallets/utility/src/lib.rs:413 */
const runForceBatch: Run = ({ state, encodable }, calls, own, nested) => {
  let used = noWeight
  let failed = false
  for (const call of calls) {
    const { weight, failure } = attempt(call, nested)
    used = addWeights(used, weight)
    failed ||= failure !== undefined
    if (failure === undefined) state.emit('Utility', 'ItemCompleted', undefined)
    else state.emit('Utility', 'ItemFailed', { error: encodable(failure.error) })
  }
  state.emit('Utility', failed ? 'BatchCompletedWithErrors' : 'BatchCompleted', undefined)
  return addWeights(own(calls.length), used)
}

/** Calls of the Utility pallet. */
export const utilityCalls: Readonly<Record<string, CallRule>> = {
  'Utility.batch': batchRule(batchWeight(19_446_696n, 5_450_264n), runBatch),
  'Utility.batch_all': batchRule(batchWeight(13_428_230n, 5_663_250n), runBatchAll),
  'Utility.force_batch': batchRule(batchWeight(12_134_867n, 5_477_293n), runForceBatch),
}
