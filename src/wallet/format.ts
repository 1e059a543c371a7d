import { NACL_MARK } from './nacl.ts'

export type Encryption = 'plain' | 'encrypted'

/** How a keyfile is stored. An account export is the JSON of polkadot.js, SubWallet, Talisman and mobile apps. */
export type Format = 'plain' | 'NaCl' | 'Ansible Vault' | 'Fernet' | 'account export' | 'unknown'

/** What keyfiles begin with. */
const MARKS: readonly (readonly [RegExp, Format])[] = [
  [new RegExp(`^${NACL_MARK.replaceAll('$', '\\$')}`), 'NaCl'],
  [/^\$ANSIBLE_VAULT/, 'Ansible Vault'],
  [/^gAAAAA/, 'Fernet'],
  [/^\s*\{\s*"(encoded|encoding)"/, 'account export'],
  [/^(\u00ef\u00bb\u00bf)?\s*(\{|0x[0-9a-fA-F])/, 'plain'],
]

/** How many bytes of a keyfile tell its format: too few to hold a secret. */
export const FORMAT_BYTES = 16

/** The format of keyfile content, by its first bytes. */
export function formatOf(content: Uint8Array): Format {
  const start = new TextDecoder('latin1').decode(content.subarray(0, FORMAT_BYTES))
  return MARKS.find(([mark]) => mark.test(start))?.[1] ?? 'unknown'
}

/** Whether keyfiles of a format are encrypted. */
export function encryptionOf(format: Format): Encryption {
  return format === 'plain' || format === 'unknown' ? 'plain' : 'encrypted'
}

/** Whether JSON is an account export whose first bytes did not show it. */
export const isAccountExport = (fields: Readonly<Record<string, unknown>>): boolean =>
  'encoded' in fields && 'encoding' in fields
