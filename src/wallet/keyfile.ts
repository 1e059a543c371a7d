import { type Address, addressOf, parseAddress } from '../chain/address.ts'
import { CliError } from '../errors/cli-error.ts'
import { NACL_MARK } from './nacl.ts'

/** What a keyfile holds, after its parts were held against each other. */
export interface Keyfile {
  readonly address: Address
  /** Absent in public files. */
  readonly secret: Secret | undefined
}

/** A secret in one of the forms keyfiles have. Never printed, never put into an error. */
export type Secret =
  | { readonly kind: 'seed'; readonly seed: Uint8Array }
  | { readonly kind: 'phrase'; readonly phrase: string }
  /** Scalar and nonce, 64 bytes, as schnorrkel writes them. */
  | { readonly kind: 'expanded'; readonly bytes: Uint8Array }

export type Encryption = 'plain' | 'encrypted'

/** How a keyfile is stored. */
export type Format = 'plain' | 'NaCl' | 'Ansible Vault' | 'Fernet'

/** What encrypted keyfiles begin with. */
const MARKS = [
  [NACL_MARK, 'NaCl'],
  ['$ANSIBLE_VAULT', 'Ansible Vault'],
  ['gAAAAA', 'Fernet'],
] as const

/** The format of keyfile content, by its first bytes. */
export function formatOf(content: Uint8Array): Format {
  const start = new TextDecoder('latin1').decode(content.subarray(0, 16))
  return MARKS.find(([mark]) => start.startsWith(mark))?.[1] ?? 'plain'
}

/** Whether keyfile content is encrypted. */
export function encryptionOf(content: Uint8Array): Encryption {
  return formatOf(content) === 'plain' ? 'plain' : 'encrypted'
}

/**
 * Reads a keyfile as bittensor-wallet 4.1 writes them: JSON with hex and an SS58 address. Of several forms of the
 * secret the phrase comes first, then the seed, then the private key, as in bittensor-wallet. Older files lack some
 * fields or hold null in them.
 * @throws E_KEYFILE, E_PUBLIC_FILE_MISSING; never with any of the content
 */
export function readKeyfile(path: string, content: Uint8Array): Keyfile {
  const bad = (problem: string) => new CliError('E_KEYFILE', { path, problem })
  if (encryptionOf(content) === 'encrypted') throw new CliError('E_PUBLIC_FILE_MISSING', { path })
  const fields = parseObject(content)
  if (!fields) throw bad('it is not JSON; it may be cut off or encrypted in an unknown way')
  const { ss58Address, cryptoType } = fields
  if (cryptoType !== undefined && cryptoType !== null && cryptoType !== 1)
    throw bad('it is not an sr25519 key')
  if (typeof ss58Address !== 'string') throw bad('it has no ss58Address')
  const address = readAddress(ss58Address, bad)
  for (const name of ['publicKey', 'accountId'] as const) {
    const bytes = hexField(fields, name, 32, bad)
    if (bytes && addressOf(bytes) !== address) throw bad(`its ${name} and ss58Address differ`)
  }
  return { address, secret: readSecret(fields, bad) }
}

function readSecret(
  fields: Readonly<Record<string, unknown>>,
  bad: (problem: string) => CliError,
): Secret | undefined {
  const phrase = fields.secretPhrase ?? undefined
  if (typeof phrase === 'string') return { kind: 'phrase', phrase: phrase.trim().replace(/\s+/g, ' ') }
  if (phrase !== undefined) throw bad('its secretPhrase is not text')
  const seed = hexField(fields, 'secretSeed', 32, bad)
  if (seed) return { kind: 'seed', seed }
  const bytes = hexField(fields, 'privateKey', 64, bad)
  return bytes && { kind: 'expanded', bytes }
}

function hexField(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  length: number,
  bad: (problem: string) => CliError,
): Uint8Array | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || !new RegExp(`^(0x)?[0-9a-fA-F]{${length * 2}}$`).test(value)) {
    throw bad(`its ${name} is not ${length} bytes of hex`)
  }
  return Uint8Array.from(Buffer.from(value.replace(/^0x/, ''), 'hex'))
}

function readAddress(text: string, bad: (problem: string) => CliError): Address {
  try {
    return parseAddress(text)
  } catch {
    throw bad('its ss58Address is not a Bittensor address')
  }
}

function parseObject(content: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
