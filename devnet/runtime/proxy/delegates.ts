import { type ProxyDefinition, type ProxyType, proxies, proxyTypes, realPaysFee } from '../../state/proxy.ts'
import type { State } from '../../state/state.ts'
import type { Account } from '../../types.ts'
import { compareAccounts } from '../account-order.ts'
import { moduleFailure } from '../failure.ts'
import { reserve, unreserve } from '../reserve.ts'

/** Most delegates of one account. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:579 */
const MOST = 20

/** Rao set aside for so many delegates. Source: opentensor/subtensor@14bc6f9f pallets/proxy/src/lib.rs:1026, runtime/src/lib.rs:576 */
function depositFor(count: number): bigint {
  return count === 0 ? 0n : 60_000_000n + 33_000_000n * BigInt(count)
}

const rank = ({ type }: ProxyType) => (proxyTypes as readonly string[]).indexOf(type)

/** The chain's order of delegates: by public key, type and delay. */
function compare(left: ProxyDefinition, right: ProxyDefinition): number {
  return (
    compareAccounts(left.delegate, right.delegate) ||
    rank(left.proxy_type) - rank(right.proxy_type) ||
    left.delay - right.delay
  )
}

/**
 * The first entry of a delegate, in the chain's order; of one type if that is asked for.
 * @throws DispatchFailure Proxy.NotProxy. Source: opentensor/subtensor@14bc6f9f pallets/proxy/src/lib.rs:1085
 */
export function findProxy(state: State, real: Account, delegate: Account, type?: string): ProxyDefinition {
  const [definitions] = state.read(proxies, real)
  const found = definitions.find(
    entry => entry.delegate === delegate && (type === undefined || entry.proxy_type.type === type),
  )
  if (found === undefined) throw moduleFailure('Proxy', 'NotProxy')
  return found
}

/**
 * Adds a delegate and sets the deposit aside.
 * @throws DispatchFailure Proxy.NoSelfProxy, Duplicate, TooMany; what `reserve` throws.
 * Source: opentensor/subtensor@14bc6f9f pallets/proxy/src/lib.rs:941
 */
export function addDelegate(state: State, real: Account, definition: ProxyDefinition): void {
  const [before, deposit] = state.read(proxies, real)
  if (real === definition.delegate) throw moduleFailure('Proxy', 'NoSelfProxy')
  if (before.some(entry => compare(entry, definition) === 0)) throw moduleFailure('Proxy', 'Duplicate')
  if (before.length >= MOST) throw moduleFailure('Proxy', 'TooMany')
  const after = [...before, definition].sort(compare)
  state.write(proxies, [after, changeDeposit(state, real, deposit, after.length)], real)
  state.emit('Proxy', 'ProxyAdded', namesOf(real, definition))
}

/**
 * Removes a delegate, frees its deposit and forgets that the real account pays its fees.
 * @throws DispatchFailure Proxy.NotFound. Source: opentensor/subtensor@14bc6f9f pallets/proxy/src/lib.rs:986
 */
export function removeDelegate(state: State, real: Account, definition: ProxyDefinition): void {
  const [before, deposit] = state.read(proxies, real)
  const after = before.filter(entry => compare(entry, definition) !== 0)
  if (after.length === before.length) throw moduleFailure('Proxy', 'NotFound')
  const left = changeDeposit(state, real, deposit, after.length)
  if (after.length === 0) state.remove(proxies, real)
  else state.write(proxies, [after, left], real)
  state.remove(realPaysFee, real, definition.delegate)
  state.emit('Proxy', 'ProxyRemoved', namesOf(real, definition))
}

/** Removes all delegates, without an event of the pallet. Source: opentensor/subtensor@14bc6f9f pallets/proxy/src/lib.rs:1143 */
export function removeAllDelegates(state: State, real: Account): void {
  const [, deposit] = state.read(proxies, real)
  state.remove(proxies, real)
  unreserve(state, real, deposit)
  for (const { key } of state.entries(realPaysFee, real)) state.remove(realPaysFee, ...key)
}

function changeDeposit(state: State, real: Account, before: bigint, count: number): bigint {
  const after = depositFor(count)
  if (after > before) reserve(state, real, after - before)
  else unreserve(state, real, before - after)
  return after
}

function namesOf(real: Account, { delegate, proxy_type, delay }: ProxyDefinition) {
  return { delegator: real, delegatee: delegate, proxy_type, delay }
}
