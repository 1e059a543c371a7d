import { realPaysFee } from '../../state/proxy.ts'
import type { State } from '../../state/state.ts'
import type { Account, DispatchCall, SignedCall } from '../../types.ts'
import { accountAt, type LookupAddress } from '../lookup.ts'
import { nestedCalls } from '../utility.ts'

/**
 * Who pays for an extrinsic: the signer, or the account it acts for if that one has said so; one level deeper too,
 * where all calls of a batch are for the same account.
 * Source: opentensor/subtensor@14bc6f9f runtime/src/transaction_payment_wrapper.rs:97
 */
export function payerOf(state: State, { signer, call }: Pick<SignedCall, 'signer' | 'call'>): Account {
  const real = willingReal(state, signer, call)
  if (real === undefined) return signer
  const { call: inner } = call.value.value as { readonly call: DispatchCall }
  return willingReal(state, real, inner) ?? commonReal(state, real, inner) ?? real
}

/** The account a call is made for, if it is one that pays for this delegate. */
function willingReal(state: State, delegate: Account, call: DispatchCall): Account | undefined {
  const real = realOf(call)
  return real !== undefined && state.has(realPaysFee, real, delegate) ? real : undefined
}

function commonReal(state: State, delegate: Account, batch: DispatchCall): Account | undefined {
  const calls = nestedCalls(batch)
  const [first] = calls
  if (first === undefined || calls.some(call => realOf(call) !== realOf(first))) return undefined
  return willingReal(state, delegate, first)
}

function realOf({ type, value: call }: DispatchCall): Account | undefined {
  if (type !== 'Proxy' || call.type !== 'proxy') return undefined
  return accountAt((call.value as { readonly real: LookupAddress }).real)
}
