import { fromHex, type Hex, toHex } from '../../src/scale/bytes.ts'
import type { TransactionStatus } from '../node/status.ts'
import type { RpcContext } from './context.ts'
import { invalidParams } from './error.ts'
import type { Namespace } from './method.ts'
import { hexAt } from './params.ts'

/** author_*: the transaction pool. */
export function authorMethods({ chain }: RpcContext): Namespace {
  return {
    methods: {
      author_submitExtrinsic: async params => (await chain.submit(fromHex(hexAt(params, 0)))).hash,
      author_pendingExtrinsics: () => chain.pool.ready().map(entry => toHex(entry.bytes)),
      author_removeExtrinsic: ([list]) => {
        if (!Array.isArray(list)) throw invalidParams('parameter 0 must be a list')
        return list.map(entryHash).filter(hash => chain.pool.drop(hash))
      },
    },
    subscriptions: {
      author_submitAndWatchExtrinsic: {
        unsubscribe: 'author_unwatchExtrinsic',
        notification: 'author_extrinsicUpdate',
        start: async (params, emit) => {
          const tell = (status: TransactionStatus) => emit(status)
          return (await chain.submit(fromHex(hexAt(params, 0)), tell)).unwatch
        },
      },
    },
  }
}

/** Hash of an entry `{ hash }`. @throws RpcError -32602 */
function entryHash(entry: unknown): Hex {
  const value = entry as { readonly hash?: unknown } | null
  return hexAt([value?.hash], 0)
}
