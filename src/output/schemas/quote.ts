import Type from 'typebox'
import { anyAmount, believed, decimal, netuid, nullable, success, taoAmount } from './common.ts'
import { bound, leg } from './trade.ts'

/** The document of `stake quote`. */
export const quoteSchema = success(
  'stake.quote',
  Type.Object({
    verb: Type.Enum(['swap', 'add', 'remove']),
    originNetuid: nullable(netuid),
    destinationNetuid: nullable(netuid),
    sold: anyAmount,
    quoted: anyAmount,
    minReceived: nullable(anyAmount),
    limitPrice: nullable(decimal),
    believed,
    tolerance: nullable(Type.String({ pattern: '^[0-9]+(\\.[0-9]+)?%$' })),
    tao: taoAmount,
    exact: Type.Boolean({ description: 'received equals quoted to the rao on unchanged state' }),
    boundRao: bound,
    legs: Type.Array(leg),
    swapFee: nullable(anyAmount),
  }),
  'always',
)
