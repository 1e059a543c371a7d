import { u32, Vector } from '@polkadot-api/substrate-bindings'
import { concat, sameBytes, withLength } from '../../src/scale/bytes.ts'
import type { ApiMethod } from '../../src/scale/runtime.ts'
import type { ServedMetadata } from '../metadata/versions.ts'
import type { NodeBlock } from './block.ts'
import type { NodeChain } from './chain-types.ts'
import type { Edition } from './edition.ts'
import { feeDetails, feeInfo, paymentArguments } from './payment.ts'
import { validityBytes } from './validity.ts'

/** A runtime API call that cannot be executed: no such method, or arguments that do not decode. */
export class ApiCallError extends Error {
  override readonly name = 'ApiCallError'
}

/** Runtime APIs as clients call them: by `Api_method`, bytes in and bytes out. @throws ApiCallError, PrunedStateError */
export type CallApi = (block: NodeBlock, name: string, data: Uint8Array) => Promise<Uint8Array>

/** A method the node answers itself, since it needs more than the state. */
type Native = (
  block: NodeBlock,
  args: readonly unknown[],
  encode: (value: unknown) => Uint8Array,
  edition: Edition,
) => Uint8Array | Promise<Uint8Array>

/** Serves the runtime APIs of a chain: those of its rules, and those only a node can answer. */
export function runtimeApis(chain: NodeChain): CallApi {
  const natives = new Map<string, Native>([
    ['Core_version', (_, __, encode, { runtime }) => encode(runtime.constant('System', 'Version'))],
    ['Metadata_metadata_versions', (_, __, ___, { metadata }) => Vector(u32).enc(metadataVersions(metadata))],
    [
      'Metadata_metadata_at_version',
      (_, [version], __, { metadata }) => optionalBytes(metadataAt(metadata, version)),
    ],
    ['Metadata_metadata', (_, __, ___, { metadata }) => withLength(metadata.v14)],
    [
      'TransactionPaymentApi_query_info',
      (block, args, encode) => {
        const {
          weight,
          partialFee,
          class: of,
        } = feeInfo(chain, block, ...paymentArguments(chain, block, args))
        return encode({
          weight: { ref_time: weight.refTime, proof_size: weight.proofSize },
          class: { type: of, value: undefined },
          partial_fee: partialFee,
        })
      },
    ],
    [
      'TransactionPaymentApi_query_fee_details',
      (block, args, encode) => {
        const { inclusion, tip } = feeDetails(chain, block, ...paymentArguments(chain, block, args))
        const inclusion_fee = inclusion && {
          base_fee: inclusion.base,
          len_fee: inclusion.length,
          adjusted_weight_fee: inclusion.weight,
        }
        return encode({ inclusion_fee, tip })
      },
    ],
    [
      'TaggedTransactionQueue_validate_transaction',
      async (block, [, bytes]) => {
        const extrinsic = chain.decode(withLength(bytes as Uint8Array), block)
        const verdict = await chain.validate(extrinsic, block)
        const priority = verdict.ok ? chain.priorityOf(extrinsic.call, extrinsic.bytes.length) : 0n
        return validityBytes(verdict, chain.stateOf(block), block.header.number + 1, priority)
      },
    ],
  ])

  return async (block, name, data) => {
    const edition = chain.history.editionAfter(block)
    const { runtime, rules } = edition
    const split = name.indexOf('_')
    const api = runtime.api(name.slice(0, split), name.slice(split + 1))
    const native = natives.get(name)
    const rule = rules.apis[name]
    if (api === undefined || (native === undefined && rule === undefined)) {
      throw new ApiCallError(`Other: Exported method ${name} is not found`)
    }
    const args = decoded(name, api.args, data)
    if (native !== undefined) return await native(block, args, value => api.value.enc(value), edition)
    return api.value.enc(rule?.(chain.stateOf(block), ...(args as never[])))
  }
}

/** Arguments must be exactly what their own values encode to: too short and too long both trap on a node. */
function decoded(name: string, codec: ApiMethod['args'], data: Uint8Array): unknown[] {
  try {
    const args = codec.dec(data)
    if (sameBytes(codec.enc(args), data)) return args
  } catch (cause) {
    throw new ApiCallError(`Execution aborted due to trap: bad input of ${name}`, { cause })
  }
  throw new ApiCallError(`Execution aborted due to trap: bad input of ${name}`)
}

const versionNames = { 14: 'v14', 15: 'v15', 16: 'v16' } as const

const metadataVersions = (metadata: ServedMetadata) =>
  Object.entries(versionNames)
    .filter(([, name]) => name in metadata)
    .map(([version]) => Number(version))

function metadataAt(metadata: ServedMetadata, version: unknown): Uint8Array | undefined {
  const name = Object.entries(versionNames).find(([number]) => number === String(version))?.[1]
  return name && metadata[name]
}

const optionalBytes = (bytes: Uint8Array | undefined) =>
  bytes === undefined ? Uint8Array.of(0) : concat([Uint8Array.of(1), withLength(bytes)])
