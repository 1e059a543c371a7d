import { fromHex } from '../../src/scale/bytes.ts'
import { feeDetails, feeInfo } from '../node/payment.ts'
import { blockAt, type RpcContext } from './context.ts'
import { safeNumber } from './json-number.ts'
import type { Namespace } from './method.ts'
import { hexAt, type Params } from './params.ts'

/** payment_*: what a signed extrinsic would cost; its signature is not checked. */
export function paymentMethods({ chain }: RpcContext): Namespace {
  const extrinsicAt = (params: Params) => {
    const bytes = fromHex(hexAt(params, 0))
    return [chain, blockAt(chain, params, 1), chain.decode(bytes), bytes.length] as const
  }
  const hex = (value: bigint) => `0x${value.toString(16)}`

  return {
    methods: {
      payment_queryInfo: params => {
        const { weight, partialFee, class: of } = feeInfo(...extrinsicAt(params))
        return {
          weight: { ref_time: safeNumber(weight.refTime), proof_size: safeNumber(weight.proofSize) },
          class: of.toLowerCase(),
          partialFee: partialFee.toString(),
        }
      },
      payment_queryFeeDetails: params => {
        const { inclusion } = feeDetails(...extrinsicAt(params))
        if (inclusion === undefined) return { inclusionFee: null }
        const { base, length, weight } = inclusion
        return {
          inclusionFee: { baseFee: hex(base), lenFee: hex(length), adjustedWeightFee: hex(weight) },
        }
      },
    },
  }
}
