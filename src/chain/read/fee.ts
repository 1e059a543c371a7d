import { type Balance, type Tao, tao } from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
import { fromHex } from '../../scale/bytes.ts'
import type { Reader } from '../reader.ts'
import { decodeAnswer } from '../rpc/answer.ts'
import type { Load } from './block-space.ts'

export interface FeeReads {
  /** What an encoded extrinsic takes of a block, as the runtime announces it. */
  load(extrinsic: Uint8Array): Promise<Load>
  /** Transaction fee of an encoded extrinsic (with a signature of the right length). */
  transactionFee(extrinsic: Uint8Array): Promise<Balance<Tao>>
}

interface Info {
  readonly weight: { readonly ref_time: bigint; readonly proof_size: bigint }
  readonly partial_fee: bigint
}

/** Reads of what an extrinsic costs and takes, through TransactionPaymentApi.query_info(extrinsic, length). */
export function feeReads(reader: Reader): FeeReads {
  const query = async (extrinsic: Uint8Array) => {
    const method = reader.runtime.api('TransactionPaymentApi', 'query_info')
    // The extrinsic's metadata type is opaque, so its bytes go in as they are, followed by the length.
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, extrinsic.length, true)
    const args = new Uint8Array(extrinsic.length + length.length)
    args.set(extrinsic)
    args.set(length, extrinsic.length)
    const answer = await reader.call('TransactionPaymentApi_query_info', args)
    return () => method?.value.dec(fromHex(answer)) as Info
  }
  return {
    async transactionFee(extrinsic) {
      const info = await query(extrinsic)
      return decodeAnswer('a fee', () => balanceFromRao(info().partial_fee, tao))
    },
    async load(extrinsic) {
      const info = await query(extrinsic)
      return decodeAnswer('a weight', () => {
        const { ref_time: refTime, proof_size: proofSize } = info().weight
        return { length: extrinsic.length, refTime, proofSize }
      })
    },
  }
}
