import type { Hex } from '../../src/scale/bytes.ts'
import type { NodeBlock } from '../node/block.ts'
import type { NodeChain } from '../node/chain-types.ts'
import { ApiCallError, type CallApi } from '../node/runtime-api.ts'
import { clientError } from './error.ts'
import { optionalHexAt, type Params } from './params.ts'

/** What the methods answer from. */
export interface RpcContext {
  readonly chain: NodeChain
  readonly callApi: CallApi
}

/** A block by hash. @throws RpcError if there is none */
function blockOf(chain: NodeChain, hash: Hex): NodeBlock {
  const block = chain.tree.block(hash)
  if (block === undefined) {
    throw clientError(`UnknownBlock: Header was not found in the database: ${hash}`)
  }
  return block
}

/** The block a parameter names, the best block if it is absent. @throws RpcError */
export function blockAt(chain: NodeChain, params: Params, index: number): NodeBlock {
  const hash = optionalHexAt(params, index)
  return hash === undefined ? chain.tree.best() : blockOf(chain, hash)
}

/** Calls a runtime API and tells its failures as a node does. @throws RpcError */
export async function callApi(
  context: RpcContext,
  block: NodeBlock,
  name: string,
  data: Uint8Array,
): Promise<Uint8Array> {
  try {
    return await context.callApi(block, name, data)
  } catch (failure) {
    if (failure instanceof ApiCallError) throw clientError(`Execution failed: ${failure.message}`)
    throw failure
  }
}
