import type { Account, DispatchCall, Weight } from '../types.ts'
import type { Execution } from './execution.ts'

/** Whether a signer may make a call. */
export type CallFilter = (call: DispatchCall) => boolean

/** Runs calls within a call, as batches and proxies do. */
export interface Nested {
  /** Dispatches for the same signer, in its own storage layer. Returns the weight used. @throws DispatchFailure */
  dispatch(call: DispatchCall): Weight
  /** The same for another account; from then on `allowed` decides what may be called. */
  dispatchAs(signer: Account, call: DispatchCall, allowed: CallFilter): Weight
  weightOf(call: DispatchCall): Weight
}

/** What the chain does for one call. Arguments have the form of the metadata codec. */
export interface CallRule {
  weight(args: unknown, nested: Pick<Nested, 'weightOf'>): Weight
  /** Returns the weight used if it is less than announced. @throws DispatchFailure */
  execute(run: Execution, signer: Account, args: unknown, nested: Nested): Weight | undefined
}

/** A call of fixed weight, with its arguments typed. */
export function callRule<Args>(
  weight: Weight,
  execute: (run: Execution, signer: Account, args: Args) => void,
): CallRule {
  return {
    weight: () => weight,
    execute: (run, signer, args) => {
      execute(run, signer, args as Args)
      return undefined
    },
  }
}
