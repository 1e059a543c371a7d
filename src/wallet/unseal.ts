import { CliError } from '../errors/cli-error.ts'
import type { Sodium } from '../host/types.ts'
import { formatOf } from './format.ts'
import { deriveNaclKey, isWholeNacl, openNacl } from './nacl.ts'

/** What opening an encrypted keyfile asks of the world. */
export interface Unsealing {
  sodium(): Promise<Sodium>
  /** The password, and what messages call the place it came from. */
  password(): Promise<{ readonly bytes: Uint8Array; readonly source: string }>
  /** Runs the derivation of a key, and tells a person about it. `by` names the implementation. */
  deriving<T>(by: Sodium['kind'], work: () => Promise<T>): Promise<T>
  readonly givenUp: AbortSignal
}

/**
 * The content of a keyfile, decrypted if it is encrypted: with one password and one derivation. Password and key are
 * wiped at the end, however it ends.
 * @throws E_KEYFILE, E_KEYFILE_ENCRYPTED, E_PASSWORD_WRONG, E_KEY_DERIVATION, and whatever `password` throws
 */
export async function unsealKeyfile(
  path: string,
  content: Uint8Array,
  { sodium: load, password: ask, deriving, givenUp }: Unsealing,
): Promise<Uint8Array> {
  requireKnownFormat(path, content)
  if (formatOf(content) === 'plain') return content
  if (!isWholeNacl(content)) throw new CliError('E_KEYFILE', { path, problem: 'it is encrypted and cut off' })
  const sodium = await load()
  const password = await ask()
  let key: Uint8Array | undefined
  try {
    key = await deriving(sodium.kind, () => derive(path, sodium, password.bytes, givenUp))
    const opened = await openNacl(sodium, content, key)
    if (!opened) throw new CliError('E_PASSWORD_WRONG', { path, source: password.source })
    return opened
  } finally {
    sodium.wipe(password.bytes)
    if (key) sodium.wipe(key)
  }
}

/** Work that was given up and mistakes of the program are no lack of memory. @throws E_KEY_DERIVATION */
async function derive(
  path: string,
  sodium: Sodium,
  password: Uint8Array,
  givenUp: AbortSignal,
): Promise<Uint8Array> {
  try {
    return await deriveNaclKey(sodium, password, givenUp)
  } catch (cause) {
    if (givenUp.aborted || cause instanceof TypeError) throw cause
    throw new CliError('E_KEY_DERIVATION', { path }, { cause })
  }
}

/**
 * Refuses formats no password opens here; the first bytes of a keyfile are enough.
 * @throws E_KEYFILE_ENCRYPTED, E_KEYFILE
 */
export function requireKnownFormat(path: string, content: Uint8Array): void {
  const format = formatOf(content)
  if (format === 'unknown')
    throw new CliError('E_KEYFILE', { path, problem: 'its first bytes are those of no keyfile' })
  if (format !== 'plain' && format !== 'NaCl') throw new CliError('E_KEYFILE_ENCRYPTED', { path, format })
}
