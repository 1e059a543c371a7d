import { fromHex, type Hex, hashOf, toHex } from '../../src/scale/bytes.ts'
import type { NodeBlock } from '../node/block.ts'
import { blockAt, callApi, type RpcContext } from './context.ts'
import { invalidParams } from './error.ts'
import { history } from './history.ts'
import type { Method, Namespace, ServedSubscription } from './method.ts'
import { hexAt, hexListAt, integerAt, optionalHexAt, textAt } from './params.ts'
import { runtimeVersionJson } from './runtime-version.ts'

/** Most keys one page may hold, as on a node. */
const largestPage = 1000

/** state_*: storage by raw key, metadata, runtime APIs. */
export function stateMethods(context: RpcContext): Namespace {
  const { chain } = context
  const editionAt = (params: readonly unknown[], index: number) =>
    chain.history.editionAfter(blockAt(chain, params, index))
  const read = (block: NodeBlock, key: Hex): Hex | null => {
    const bytes = chain.storage.read(block, key)
    return bytes === undefined ? null : toHex(bytes)
  }
  const bytesAt = (params: readonly unknown[]) => {
    const bytes = chain.storage.read(blockAt(chain, params, 1), hexAt(params, 0))
    return bytes ?? null
  }

  const getStorage: Method = params => read(blockAt(chain, params, 1), hexAt(params, 0))
  const runtimeVersion: Method = params => runtimeVersionJson(editionAt(params, 0).runtime)
  const call: Method = async params => {
    const data = optionalHexAt(params, 1) ?? '0x'
    return toHex(await callApi(context, blockAt(chain, params, 2), textAt(params, 0), fromHex(data)))
  }

  const storageHash: Method = params => {
    const bytes = bytesAt(params)
    return bytes && hashOf(bytes)
  }
  const storageSize: Method = params => bytesAt(params)?.length ?? null
  const keysPaged: Method = params => {
    const count = integerAt(params, 1, 0xffff_ffff)
    if (count > largestPage) throw invalidParams(`at most ${largestPage} keys at once`)
    const keys = chain.storage.keys(blockAt(chain, params, 3), optionalHexAt(params, 0) ?? '0x')
    const after = optionalHexAt(params, 2)
    const start = after === undefined ? 0 : firstAbove(keys, after)
    return keys.slice(start, start + count)
  }

  const versions = (unsubscribe: string): ServedSubscription => ({
    unsubscribe,
    notification: 'state_runtimeVersion',
    start: (_, emit) => {
      let known = chain.runtime
      emit(runtimeVersionJson(known))
      return chain.listen(event => {
        if (event.kind !== 'best' || chain.runtime === known) return
        known = chain.runtime
        emit(runtimeVersionJson(known))
      })
    },
  })

  return {
    methods: {
      state_getStorage: getStorage,
      state_getStorageAt: getStorage,
      state_getStorageHash: storageHash,
      state_getStorageHashAt: storageHash,
      state_getStorageSize: storageSize,
      state_getStorageSizeAt: storageSize,
      state_queryStorageAt: params => {
        const block = blockAt(chain, params, 1)
        return [{ block: block.hash, changes: hexListAt(params, 0).map(key => [key, read(block, key)]) }]
      },
      state_queryStorage: params => history(context, params),
      state_getKeys: params => chain.storage.keys(blockAt(chain, params, 1), hexAt(params, 0)),
      state_getPairs: params => {
        const block = blockAt(chain, params, 1)
        return chain.storage.keys(block, hexAt(params, 0)).map(key => [key, read(block, key)])
      },
      state_getKeysPaged: keysPaged,
      state_getKeysPagedAt: keysPaged,
      state_getMetadata: params => toHex(editionAt(params, 0).metadata.v14),
      state_getRuntimeVersion: runtimeVersion,
      chain_getRuntimeVersion: runtimeVersion,
      state_call: call,
      state_callAt: call,
    },
    subscriptions: {
      state_subscribeRuntimeVersion: versions('state_unsubscribeRuntimeVersion'),
      chain_subscribeRuntimeVersion: versions('chain_unsubscribeRuntimeVersion'),
      state_subscribeStorage: {
        unsubscribe: 'state_unsubscribeStorage',
        notification: 'state_storage',
        start: (params, emit) => {
          const keys = hexListAt(params, 0)
          const known = new Map<Hex, Hex | null>()
          const send = (block: NodeBlock) => {
            const values = keys.map(key => [key, read(block, key)] as const)
            const changes = values.filter(([key, value]) => known.get(key) !== value)
            for (const [key, value] of changes) known.set(key, value)
            if (changes.length > 0) emit({ block: block.hash, changes })
          }
          send(chain.tree.best())
          return chain.listen(event => {
            if (event.kind === 'best') send(event.block)
          })
        },
      },
    },
  }
}

/** Index of the first key above this one in a sorted list. */
function firstAbove(keys: readonly Hex[], key: Hex): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] ?? '') <= key) low = middle + 1
    else high = middle
  }
  return low
}
