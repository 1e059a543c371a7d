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
  claimable: nullable(alphaAmount),
  dust: Type.Boolean({ description: 'worth no more than the chain moves' }),
})

const list = {
  coldkey: address,
  free: taoAmount,
  positions: Type.Array(position),
  claims: nullable(Type.Array(Type.Object({ hotkey: address, netuid, claimable: alphaAmount }))),
  totals: Type.Object({ spotValue: taoAmount, exitValue: taoAmount }),
}

/** The document of `stake list`. */
export const stakeListSchema = success('stake.list', Type.Object(list), 'always')

/** The document of `stake list --all-wallets`. */
export const stakeListAllSchema = success(
  'stake.list-all',
  Type.Object({
    wallets: Type.Array(Type.Object({ wallet: Type.String(), ...list })),
    totals: Type.Object({ free: taoAmount, spotValue: taoAmount, exitValue: taoAmount }),
  }),
  'always',
)
