import Type from 'typebox'
import { address, alphaAmount, decimal, netuid, nullable, success } from './common.ts'

const validator = Type.Object({
  hotkey: address,
  name: nullable(Type.String({ description: 'what its owner calls itself on the chain; anyone may' })),
  owner: nullable(address),
  take: nullable(decimal),
  stake: alphaAmount,
  registered: Type.Boolean({ description: 'has a place on the subnet; without, stake earns nothing there' }),
  uid: nullable(netuid),
})

/** The document of `validator list`. `take` is in percent. */
export const validatorListSchema = success(
  'validator.list',
  Type.Object({ netuid, validators: Type.Array(validator) }),
  'always',
)
