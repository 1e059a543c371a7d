import Type, { type TSchema } from 'typebox'
import {
  address,
  alphaAmount,
  anyAmount,
  believed,
  decimal,
  hash,
  netuid,
  nullable,
  success,
  taoAmount,
} from './common.ts'

export const leg = Type.Object({
  netuid,
  side: Type.Enum(['sell', 'buy']),
  in: anyAmount,
  out: anyAmount,
  fee: anyAmount,
  feeRate: nullable(
    Type.Integer({
      minimum: 0,
      maximum: 65_535,
      description: 'rate the fee is taken at, of 65535; 0 where the leg passes without one',
    }),
  ),
  priceBefore: decimal,
  priceAfter: nullable(decimal),
  impactPercent: decimal,
})

export const bound = Type.String({
  pattern: '^[0-9]+$',
  description: 'how far received may lie from quoted on unchanged state, in rao of what is bought',
})

const trade = Type.Object({
  verb: Type.Enum(['swap', 'move', 'transfer', 'add', 'remove']),
  originHotkey: nullable(address),
  destinationHotkey: nullable(address),
  originNetuid: nullable(netuid),
  destinationNetuid: nullable(netuid),
  destinationColdkey: address,
  sold: anyAmount,
  quoted: anyAmount,
  minReceived: nullable(anyAmount),
  limitPrice: nullable(decimal),
  believed,
  exact: Type.Boolean({ description: 'received equals quoted to the rao on unchanged state' }),
  boundRao: bound,
  received: nullable(anyAmount),
  leftFree: nullable(taoAmount),
  leftOnTheWay: Type.Union([alphaAmount, Type.Null()], {
    description: 'what stays where a trade in two calls passes through, of a plan as quoted',
  }),
  remainder: nullable(
    Type.Object(
      { stake: alphaAmount, command: nullable(Type.String()) },
      {
        description:
          'what is left of a whole position, since it earned in between; what takes it too, null where it is too little',
      },
    ),
  ),
  readable: nullable(alphaAmount),
  alsoRemoved: Type.Array(
    Type.Object(
      { sold: alphaAmount, received: taoAmount },
      { description: 'what the chain removed of the position by itself, since too little would have stayed' },
    ),
  ),
  legs: Type.Array(leg),
  swapFee: nullable(anyAmount),
  status: Type.Enum(['planned', 'done', 'partial', 'failed', 'unknown']),
  reason: nullable(Type.String()),
})

const data = Type.Object({
  kind: Type.Enum(['planned', 'included', 'finalized', 'rejected', 'expired', 'unknown']),
  coldkey: address,
  trades: Type.Array(trade),
  staysBehind: Type.Array(
    Type.Object({ hotkey: address, netuid, stake: alphaAmount, reason: Type.String() }),
  ),
  transactionFee: taoAmount,
  alphaFee: nullable(
    Type.Object(
      { sold: alphaAmount, tao: taoAmount },
      { description: 'alpha sold to pay the transaction fee' },
    ),
  ),
  after: Type.Array(Type.Object({ hotkey: nullable(address), netuid: nullable(netuid), amount: anyAmount }), {
    description: 'what a plan would leave in the places it touches; empty once it was sent',
  }),
  limitPrice: nullable(decimal),
  calls: Type.Array(
    Type.Object({
      pallet: Type.String(),
      name: Type.String(),
      args: Type.Record(Type.String(), Type.Unknown()),
      hex: Type.String({ pattern: '^0x[0-9a-f]*$' }),
    }),
  ),
  extrinsic: nullable(
    Type.Object({
      hash,
      blockNumber: nullable(Type.Integer()),
      blockHash: nullable(hash),
      index: nullable(Type.Integer()),
    }),
  ),
  journal: nullable(Type.String()),
})

/** The document of a trading command, planned or executed. */
export function tradeSchema(command: string): TSchema {
  return success(command, data, 'always')
}
