import Type from 'typebox'
import { address, alphaAmount, decimal, netuid, nullable, success, taoAmount } from './common.ts'

const subnet = Type.Object({
  netuid,
  name: Type.String(),
  symbol: Type.String(),
  price: decimal,
  movingPrice: decimal,
  taoIn: taoAmount,
  alphaIn: alphaAmount,
  alphaOut: alphaAmount,
  volumeRao: Type.String({ pattern: '^[0-9]+$' }),
  hasPool: Type.Boolean(),
  feeRate: Type.Integer({ minimum: 0, maximum: 65_535, description: 'parts of 65535' }),
  taoWeight: nullable(decimal),
  tempo: Type.Integer(),
  started: nullable(Type.Boolean()),
  owner: address,
  ownerHotkey: address,
})

const price = Type.Object({ netuid, price: decimal, movingPrice: decimal })

/** The documents of `subnet list`, `subnet show` and `subnet price`. */
export const subnetSchemas = {
  list: success('subnet.list', Type.Object({ subnets: Type.Array(subnet) }), 'always'),
  show: success('subnet.show', subnet, 'always'),
  price: success('subnet.price', Type.Object({ prices: Type.Array(price) }), 'always'),
}
