import { type ProxyDefinition, type ProxyType, realPaysFee } from '../../state/proxy.ts'
import type { Account, DispatchCall, Weight } from '../../types.ts'
import { type CallRule, callRule, type Nested } from '../call-rule.ts'
import type { Execution } from '../execution.ts'
import { DispatchFailure, moduleFailure } from '../failure.ts'
import { type LookupAddress, lookup } from '../lookup.ts'
import { addWeights, benchmarked } from '../weight.ts'
import { addDelegate, findProxy, removeAllDelegates, removeDelegate } from './delegates.ts'
import { allows, includes } from './types.ts'

interface ProxyCall {
  readonly real: LookupAddress
  readonly force_proxy_type: ProxyType | undefined
  readonly call: DispatchCall
}

interface Delegation {
  readonly delegate: LookupAddress
  readonly proxy_type: ProxyType
  readonly delay: number
}

/** Own time of a call for the 20 delegates there may be. */
function weighed(
  time: bigint,
  each: bigint,
  [reads, writes]: readonly [number, number],
  proof = 4_254,
): Weight {
  return addWeights(benchmarked(0, proof, reads, writes), { refTime: time + 20n * each, proofSize: 0n })
}

/** Own weight of `proxy`: with the account of the inner call read and written. */
const proxyWeight = weighed(28_026_265n, 53_205n, [4, 2], 4_254 + 20 * 37)

/**
 * Whether a delegate of this type may make a call: it may give no rights beyond its own.
 * Source: opentensor/subtensor@14bc6f9f pallets/proxy/src/lib.rs:1108
 */
function mayCall(type: string, call: DispatchCall): boolean {
  if (call.type === 'Proxy' && ['add_proxy', 'remove_proxy'].includes(call.value.type)) {
    if (!includes(type, (call.value.value as Delegation).proxy_type.type)) return false
  }
  if (call.type === 'Proxy' && call.value.type === 'remove_proxies' && type !== 'Any') return false
  return allows(type, call)
}

/**
 * Makes a call for another account. Succeeds whenever the signer may act for it at all; what came of the call, one
 * that its type forbids too, is told by ProxyExecuted alone.
 * Source: opentensor/subtensor@14bc6f9f pallets/proxy/src/lib.rs:240, 1100
 */
function proxy(run: Execution, signer: Account, args: ProxyCall, nested: Nested): void {
  const { state } = run
  const real = lookup(args.real)
  const { delay, proxy_type } = findProxy(state, real, signer, args.force_proxy_type?.type)
  if (delay > 0) throw moduleFailure('Proxy', 'Unannounced')
  const failure = attempt(() => nested.dispatchAs(real, args.call, call => mayCall(proxy_type.type, call)))
  const result =
    failure === undefined
      ? { success: true, value: undefined }
      : { success: false, value: run.encodable(failure.error) }
  state.emit('Proxy', 'ProxyExecuted', { result })
}

function attempt(action: () => unknown): DispatchFailure | undefined {
  try {
    action()
    return undefined
  } catch (failure) {
    if (failure instanceof DispatchFailure) return failure
    throw failure
  }
}

function definitionOf({ delegate, proxy_type, delay }: Delegation): ProxyDefinition {
  return { delegate: lookup(delegate), proxy_type, delay }
}

interface RealPaysFee {
  readonly delegate: LookupAddress
  readonly pays_fee: boolean
}

/** Lets the real account pay the fees of a delegate's calls for it. Source: opentensor/subtensor@14bc6f9f pallets/proxy/src/lib.rs:690 */
function setRealPaysFee({ state }: Execution, real: Account, { delegate, pays_fee }: RealPaysFee): void {
  const who = lookup(delegate)
  findProxy(state, real, who)
  if (pays_fee) state.write(realPaysFee, null, real, who)
  else state.remove(realPaysFee, real, who)
  state.emit('Proxy', 'RealPaysFeeSet', { real, delegate: who, pays_fee })
}

/**
 * Calls of the Proxy pallet with their weights. Nothing is announced here, so a delegate with a delay can do nothing.
 * Source: opentensor/subtensor@14bc6f9f pallets/proxy/src/lib.rs:231-310, 690; src/weights.rs:65-262
 */
export const proxyCalls: Readonly<Record<string, CallRule>> = {
  'Proxy.proxy': {
    weight: (args, { weightOf }) => addWeights(proxyWeight, weightOf((args as ProxyCall).call)),
    execute: (run, signer, args, nested) => {
      proxy(run, signer, args as ProxyCall, nested)
      return undefined
    },
  },
  'Proxy.add_proxy': callRule<Delegation>(
    weighed(25_770_804n, 80_892n, [1, 1]),
    ({ state }, signer, delegation) => addDelegate(state, signer, definitionOf(delegation)),
  ),
  'Proxy.remove_proxy': callRule<Delegation>(
    weighed(27_827_049n, 64_054n, [1, 2]),
    ({ state }, signer, delegation) => removeDelegate(state, signer, definitionOf(delegation)),
  ),
  'Proxy.remove_proxies': callRule(weighed(27_407_028n, 55_808n, [1, 1]), ({ state }, signer) =>
    removeAllDelegates(state, signer),
  ),
  'Proxy.set_real_pays_fee': callRule(weighed(14_259_931n, 42_799n, [1, 1]), setRealPaysFee),
}
