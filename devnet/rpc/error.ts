import { messageOf } from '../../src/errors/message.ts'
import { ExtrinsicFormatError } from '../extrinsic/extrinsic.ts'
import { invalidText } from '../extrinsic/invalid.ts'
import { PoolRefusal } from '../node/refusal.ts'
import { PrunedStateError } from '../node/storage.ts'

/** A JSON-RPC error object. */
export interface RpcErrorJson {
  readonly code: number
  readonly message: string
  readonly data?: string
}

/** A request cannot be answered; carries what the client is told. */
export class NodeRpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: number
  readonly data: string | undefined

  constructor({ code, message, data }: RpcErrorJson) {
    super(message)
    this.code = code
    this.data = data
  }
}

/** The parameters do not fit the method. */
export function invalidParams(problem: string): NodeRpcError {
  return new NodeRpcError({ code: -32602, message: 'Invalid params', data: problem })
}

/** An error of the state and chain namespaces, in the words of a node. */
export function clientError(message: string): NodeRpcError {
  return new NodeRpcError({ code: 4003, message: `Client error: ${message}` })
}

/** What a client is told about any failure. Bugs become an internal error that says no more than their message. */
export function errorJson(failure: unknown): RpcErrorJson {
  if (failure instanceof NodeRpcError) {
    const { code, message, data } = failure
    return data === undefined ? { code, message } : { code, message, data }
  }
  if (failure instanceof PoolRefusal) return refusalJson(failure)
  if (failure instanceof ExtrinsicFormatError) return formatJson(failure)
  if (failure instanceof PrunedStateError) return errorJson(clientError(`UnknownBlock: ${failure.message}`))
  return {
    code: -32603,
    message: 'Internal error',
    data: messageOf(failure),
  }
}

/** Source: paritytech/polkadot-sdk substrate/client/rpc-api/src/author/error.rs. */
function refusalJson({ refusal }: PoolRefusal): RpcErrorJson {
  switch (refusal.kind) {
    case 'invalid':
      return { code: 1010, message: 'Invalid Transaction', data: invalidText(refusal.reason) }
    case 'banned':
      return { code: 1012, message: 'Transaction is temporarily banned' }
    case 'imported':
      return { code: 1013, message: 'Transaction Already Imported', data: refusal.hash }
    case 'priority':
      return {
        code: 1014,
        message: `Priority is too low: (${refusal.old} vs ${refusal.new})`,
        data: 'The transaction has too low priority to replace another transaction already in the pool.',
      }
    case 'full':
      return {
        code: 1016,
        message: 'Immediately Dropped',
        data: "The transaction couldn't enter the pool because of the limit",
      }
  }
}

function formatJson({ part, message }: ExtrinsicFormatError): RpcErrorJson {
  switch (part) {
    case 'frame':
      return { code: 1001, message: `Extrinsic has invalid format: ${message}` }
    case 'unsigned':
      return { code: 1011, message: 'Unknown Transaction Validity', data: 'NoUnsignedValidator' }
    case 'content':
      return {
        code: 1002,
        message: `Verification Error: Runtime error: Execution failed: ${message}`,
        data: `RuntimeApi("Execution failed: ${message}")`,
      }
  }
}
