import { toHex } from '../../src/scale/bytes.ts'
import type { NodeBlock } from '../node/block.ts'
import type { ChainEvent } from '../node/events.ts'
import { headerJson } from '../node/header.ts'
import type { RpcContext } from './context.ts'
import { invalidParams } from './error.ts'
import type { Method, Namespace, ServedSubscription } from './method.ts'
import { optionalHexAt, type Params } from './params.ts'

/** chain_*: blocks and heads. Unknown blocks answer null, as on a node. */
export function chainMethods({ chain }: RpcContext): Namespace {
  const { tree } = chain
  const blockAt = (params: Params): NodeBlock | undefined => {
    const hash = optionalHexAt(params, 0)
    return hash === undefined ? tree.best() : tree.block(hash)
  }

  const hashAt = (height: unknown): string | null => tree.at(heightOf(height))?.hash ?? null
  const blockHash: Method = ([height]) => {
    if (height === undefined || height === null) return tree.best().hash
    return Array.isArray(height) ? height.map(hashAt) : hashAt(height)
  }
  const finalizedHead: Method = () => tree.finalized().hash

  const heads = (
    kind: ChainEvent['kind'],
    first: () => NodeBlock,
    notification: string,
    unsubscribe: string,
  ): ServedSubscription => ({
    unsubscribe,
    notification,
    start: (_, emit) => {
      emit(headerJson(first().header))
      return chain.listen(event => {
        if (event.kind === kind && 'block' in event) emit(headerJson(event.block.header))
      })
    },
  })
  const newHeads = (unsubscribe: string) => heads('best', tree.best, 'chain_newHead', unsubscribe)
  const finalizedHeads = (unsubscribe: string) =>
    heads('finalized', tree.finalized, 'chain_finalizedHead', unsubscribe)

  return {
    methods: {
      chain_getBlockHash: blockHash,
      chain_getHead: blockHash,
      chain_getFinalizedHead: finalizedHead,
      chain_getFinalisedHead: finalizedHead,
      chain_getHeader: params => {
        const block = blockAt(params)
        return block ? headerJson(block.header) : null
      },
      chain_getBlock: params => {
        const block = blockAt(params)
        if (block === undefined) return null
        const extrinsics = block.extrinsics.map(toHex)
        return { block: { header: headerJson(block.header), extrinsics }, justifications: null }
      },
    },
    subscriptions: {
      chain_subscribeNewHead: newHeads('chain_unsubscribeNewHead'),
      chain_subscribeNewHeads: newHeads('chain_unsubscribeNewHeads'),
      subscribe_newHead: newHeads('unsubscribe_newHead'),
      chain_subscribeAllHeads: heads('imported', tree.best, 'chain_allHead', 'chain_unsubscribeAllHeads'),
      chain_subscribeFinalizedHeads: finalizedHeads('chain_unsubscribeFinalizedHeads'),
      chain_subscribeFinalisedHeads: finalizedHeads('chain_unsubscribeFinalisedHeads'),
    },
  }
}

/** A block number, as a number or as hex text. */
function heightOf(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  if (typeof value === 'string' && /^0x[0-9a-fA-F]{1,8}$/.test(value)) return Number.parseInt(value, 16)
  throw invalidParams('parameter 0 must be a block number')
}
