import Type from 'typebox'
import { address, alphaAmount, decimal, netuid, nullable, success, taoAmount } from './common.ts'

const position = Type.Object({
  netuid,
  name: Type.String(),
  symbol: Type.String(),
  hotkey: address,
  hotkeyName: nullable(Type.String()),
  stake: alphaAmount,
  price: decimal,
  spotValue: taoAmount,
  exitValue: nullable(taoAmount),
  share: decimal,
  available: nullable(alphaAmount),
  locked: nullable(alphaAmount),
  registered: Type.Boolean(),
  dust: Type.Boolean({ description: 'worth no more than the chain moves' }),
})

/** The document of `stake list`. */
export const stakeListSchema = success(
  'stake.list',
  Type.Object({
    coldkey: address,
    free: taoAmount,
    positions: Type.Array(position),
    totals: Type.Object({ spotValue: taoAmount, exitValue: taoAmount }),
  }),
  'always',
)
