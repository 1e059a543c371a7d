import { type Address, addressOf, parseAddress } from '../chain/address.ts'
import { CliError } from '../errors/cli-error.ts'
import { encryptionOf, formatOf, isAccountExport } from './format.ts'

type Fields = Readonly<Record<string, unknown>>
type Complaint = (problem: string) => CliError

/** What a keyfile holds, after its parts were compared with each other. */
export interface Keyfile {
  readonly address: Address
  readonly scheme: Scheme
  /** Absent in public files. */
  readonly secret: Secret | undefined
}

/** A secret in one of the forms keyfiles have. Never printed, never put into an error. */
export type Secret =
  | { readonly kind: 'seed'; readonly seed: Uint8Array }
  | { readonly kind: 'phrase'; readonly phrase: string }
  /** Scalar and nonce, 64 bytes, as schnorrkel writes them. */
  | { readonly kind: 'expanded'; readonly bytes: Uint8Array }

/** The signature scheme of a key. */
export type Scheme = 'sr25519' | 'ed25519'

/** What the number in `cryptoType` means, as in bittensor-wallet. */
const SCHEMES: Readonly<Record<number, Scheme>> = { 0: 'ed25519', 1: 'sr25519' }

/**
 * Reads a keyfile as bittensor-wallet 4.1 writes them: JSON with hex and an SS58 address. Of several forms of the
 * secret the phrase comes first, then the seed, then the private key, as in bittensor-wallet. Older files lack some
 * fields or hold null in them, and public ones may be the hex of the public key alone.
 * @throws E_KEYFILE, E_KEYFILE_ENCRYPTED, E_PUBLIC_FILE_MISSING; never with any of the content
 */
export function readKeyfile(path: string, content: Uint8Array): Keyfile {
  const bad = (problem: string) => new CliError('E_KEYFILE', { path, problem })
  const format = formatOf(content)
  if (format === 'account export') throw new CliError('E_KEYFILE_ENCRYPTED', { path, format })
  if (encryptionOf(format) === 'encrypted') throw new CliError('E_PUBLIC_FILE_MISSING', { path })
  const fields = parseFields(content)
  if (!fields) throw bad('it is not JSON; it may be cut off or encrypted in an unknown way')
  if (isAccountExport(fields)) throw new CliError('E_KEYFILE_ENCRYPTED', { path, format: 'account export' })
  const scheme = readScheme(fields, bad)
  return { address: readAddress(fields, bad), scheme, secret: readSecret(fields, bad) }
}

function readScheme({ cryptoType }: Fields, bad: Complaint): Scheme {
  const scheme = SCHEMES[(cryptoType ?? 1) as number]
  if (!scheme) throw bad('its cryptoType is neither 1 (sr25519) nor 0 (ed25519)')
  return scheme
}

/** The address it states, else that of its public key; all of them must be of one account. */
function readAddress(fields: Fields, bad: Complaint): Address {
  const { ss58Address } = fields
  if (ss58Address !== undefined && ss58Address !== null && typeof ss58Address !== 'string') {
    throw bad('its ss58Address is not text')
  }
  const stated = typeof ss58Address === 'string' ? addressFrom(ss58Address, bad) : undefined
  const names = ['publicKey', 'accountId'] as const
  const keys = names.flatMap(name => {
    const bytes = hexField(fields, name, 32, bad)
    return bytes ? [{ name, address: addressOf(bytes) }] : []
  })
  const address = stated ?? keys[0]?.address
  if (address === undefined) throw bad('it has neither an ss58Address nor a publicKey')
  const other = keys.find(key => key.address !== address)
  if (other) throw bad(`its ${other.name} and ${stated ? 'ss58Address' : names[0]} differ`)
  return address
}

function readSecret(fields: Fields, bad: Complaint): Secret | undefined {
  const phrase = fields.secretPhrase ?? undefined
  if (typeof phrase === 'string') return { kind: 'phrase', phrase: phrase.trim().replace(/\s+/g, ' ') }
  if (phrase !== undefined) throw bad('its secretPhrase is not text')
  // Some versions wrote a seed of another form beside the whole key, which then says all there is.
  const hasKeyOnly = !isHexOf(32, fields.secretSeed) && isHexOf(64, fields.privateKey)
  const seed = hasKeyOnly ? undefined : hexField(fields, 'secretSeed', 32, bad)
  if (seed) return { kind: 'seed', seed }
  const bytes = hexField(fields, 'privateKey', 64, bad)
  return bytes && { kind: 'expanded', bytes }
}

function hexField(fields: Fields, name: string, length: number, bad: Complaint): Uint8Array | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (!isHexOf(length, value)) throw bad(`its ${name} is not ${length} bytes of hex`)
  return Uint8Array.from(Buffer.from(value.replace(/^0x/, ''), 'hex'))
}

const isHexOf = (length: number, value: unknown): value is string =>
  typeof value === 'string' && new RegExp(`^(0x)?[0-9a-fA-F]{${length * 2}}$`).test(value)

function addressFrom(text: string, bad: Complaint): Address {
  try {
    return parseAddress(text)
  } catch {
    throw bad('its ss58Address is not a Bittensor address')
  }
}

/** The fields of a keyfile; of bare hex, which old versions wrote into public files, that of the public key. */
function parseFields(content: Uint8Array): Fields | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    if (/^\s*0x[0-9a-fA-F]{64}\s*$/.test(text)) return { publicKey: text.trim() }
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
