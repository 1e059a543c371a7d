import Type from 'typebox'
import { address, hash, nullable, success, taoAmount } from './common.ts'

const text = Type.String()
const hotkey = Type.Object({ name: text, address: nullable(address), problem: nullable(text) })

const wallet = Type.Object({
  name: text,
  address: nullable(address),
  coldkey: Type.Enum(['plain', 'encrypted', 'missing', 'unreadable']),
  coldkeyFormat: nullable(Type.String()),
  problem: nullable(text),
  hotkeys: Type.Array(hotkey),
})

/** The document of `wallet list`. */
export const walletListSchema = success(
  'wallet.list',
  Type.Object({ path: text, wallets: Type.Array(wallet) }),
)

const check = Type.Object({
  name: text,
  status: Type.Enum(['ok', 'warning', 'problem', 'skipped']),
  message: text,
  hint: nullable(text),
  code: nullable(text),
  exit: nullable(Type.Integer()),
})

/** The document of `doctor` where it finds no problem. */
export const doctorSchema = success('doctor', Type.Object({ checks: Type.Array(check) }), 'perhaps')

/** The line of `devnet start`. */
export const devnetStartedSchema = success(
  'devnet.started',
  Type.Object({
    endpoint: text,
    genesisHash: hash,
    specVersion: Type.Integer(),
    seed: text,
    wallets: nullable(text),
    walletPassword: nullable(text),
  }),
)

const account = Type.Object({
  wallet: text,
  address,
  mnemonic: text,
  free: taoAmount,
  hotkeys: Type.Array(Type.Object({ name: text, address })),
})

/** The document of `devnet accounts`. */
export const devnetAccountsSchema = success('devnet.accounts', Type.Object({ accounts: Type.Array(account) }))

/** The document of `schema`. */
export const schemaSchema = success(
  'schema',
  Type.Object({
    names: Type.Array(text, { description: 'what `schema` can be asked for' }),
    document: nullable(Type.Object({}, { description: 'the JSON Schema asked for' })),
  }),
)
