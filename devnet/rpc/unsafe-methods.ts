import { NodeRpcError } from './error.ts'
import type { Namespace } from './method.ts'

/** Methods about keys, peers and logs of the machine a node runs on. This node has none of these. */
const names = [
  'author_hasKey',
  'author_hasSessionKeys',
  'author_insertKey',
  'author_rotateKeys',
  'offchain_localStorageGet',
  'offchain_localStorageSet',
  'offchain_localStorageClear',
  'system_addLogFilter',
  'system_resetLogFilter',
  'system_addReservedPeer',
  'system_removeReservedPeer',
  'system_reservedPeers',
]

/**
 * Refuses in the words of a node that does not serve its unsafe methods.
 * Source: paritytech/polkadot-sdk substrate/client/rpc-api/src/policy.rs UnsafeRpcError.
 */
export function unsafeMethods(): Namespace {
  const refuse = () => {
    throw new NodeRpcError({ code: -32601, message: 'RPC call is unsafe to be called externally' })
  }
  return { methods: Object.fromEntries(names.map(name => [name, refuse])) }
}
