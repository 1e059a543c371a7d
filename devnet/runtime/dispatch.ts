import type { State } from '../state/state.ts'
import type { Account, DispatchCall, Weight } from '../types.ts'
import type { CallFilter, CallRule, Nested } from './call-rule.ts'
import { calls } from './calls.ts'
import type { Execution } from './execution.ts'
import { DispatchFailure, moduleFailure } from './failure.ts'
import { swapGuard } from './guard.ts'
import { isBatch, nestedCalls } from './utility.ts'
import { addWeights, guards, leastWeight } from './weight.ts'

/** The rule of a call. @throws DispatchFailure Other for a call this chain does not know. */
function ruleOf(call: DispatchCall): CallRule {
  const rule = calls[`${call.type}.${call.value.type}`]
  if (rule === undefined) throw new DispatchFailure({ type: 'Other' })
  return rule
}

/** Whether this chain has rules for a call and all calls within it. */
export function isKnown(call: DispatchCall): boolean {
  return calls[`${call.type}.${call.value.type}`] !== undefined && innerCalls(call).every(isKnown)
}

/** The calls directly within a call. */
function innerCalls(call: DispatchCall): readonly DispatchCall[] {
  return isProxy(call) ? [(call.value.value as { readonly call: DispatchCall }).call] : nestedCalls(call)
}

const isProxy = ({ type, value }: DispatchCall) => type === 'Proxy' && value.type === 'proxy'

/**
 * Whether a call pays for its inclusion: a batch does if a call in it does, a proxy if its call does. So nothing but the
 * tip is taken for an empty batch. Source: opentensor/subtensor@14bc6f9f pallets/utility/src/lib.rs:606, pallets/proxy/src/lib.rs:238
 */
export function paysFee(call: DispatchCall): boolean {
  return !(isBatch(call) || isProxy(call)) || innerCalls(call).some(paysFee)
}

/**
 * Weight of a call without extensions and base: its own, that of the guards, and so of each call in it. A batch tells
 * as used the sum of its own and its calls' weights alone, so its own guards' part is given back.
 * @throws DispatchFailure as `ruleOf`.
 * Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:350, pallets/utility/src/lib.rs:210-246;
 * opentensor/polkadot-sdk@ca8cea1a substrate/frame/support/src/tests/dispatch_extension.rs (dispatch info holds it).
 */
export function weightOf(call: DispatchCall): Weight {
  return addWeights(guards, ruleOf(call).weight(call.value.value, { weightOf }))
}

/**
 * Runs a call for a signer: call filters, that of a proxy type if given, guards, then the call in a storage layer of its own, so that a failure
 * leaves nothing behind. Returns the weight used. @throws DispatchFailure
 * Source: opentensor/polkadot-sdk substrate/frame/support/procedural/src/construct_runtime/expand/call.rs (order);
 * opentensor/subtensor@14bc6f9f runtime/src/lib.rs:272-298 (filter), 350-357 (guards).
 */
export function dispatch(
  run: Execution,
  signer: Account,
  call: DispatchCall,
  allowed: CallFilter = anything,
): Weight {
  if (nestedCalls(call).some(isBatch) || !allowed(call)) throw moduleFailure('System', 'CallFiltered')
  ensureUnguarded(run.state, signer)
  const nested: Nested = {
    weightOf,
    dispatch: inner => dispatch(run, signer, inner, allowed),
    dispatchAs: (other, inner, its) => dispatch(run, other, inner, its),
  }
  const rule = ruleOf(call)
  const announced = weightOf(call)
  const used = run.state.transact(() => rule.execute(run, signer, call.value.value, nested))
  return used === undefined ? announced : leastWeight(used, announced)
}

const anything: CallFilter = () => true

function ensureUnguarded(state: State, signer: Account): void {
  const guard = swapGuard(state, signer)
  if (guard !== undefined) throw moduleFailure('SubtensorModule', guard)
}
