import { tao } from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
import { fromHex } from '../../scale/bytes.ts'
import { decodeAnswer } from '../answer.ts'
import type { FeeReads, Reader } from '../types.ts'

/** Fee reads through TransactionPaymentApi.query_info(extrinsic, length). */
export function feeReads(reader: Reader): FeeReads {
  return {
    async transactionFee(extrinsic) {
      const method = reader.runtime.api('TransactionPaymentApi', 'query_info')
      // The extrinsic's metadata type is opaque, so its bytes go in as they are, followed by the length.
      const length = new Uint8Array(4)
      new DataView(length.buffer).setUint32(0, extrinsic.length, true)
      const answer = await reader.call(
        'TransactionPaymentApi_query_info',
        Uint8Array.of(...extrinsic, ...length),
      )
      return decodeAnswer('a fee', () => {
        const info = method?.value.dec(fromHex(answer)) as { partial_fee: bigint }
        return balanceFromRao(info.partial_fee, tao)
      })
    },
  }
}
