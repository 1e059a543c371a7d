import { CliError } from '../errors/cli-error.ts'
import type { Sodium } from '../host/types.ts'
import { formatOf } from './keyfile.ts'
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
 * wiped at the end.
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
  const password = await ask()
  const sodium = await load()
  const key = await deriving(sodium.kind, () => deriveNaclKey(sodium, password.bytes, givenUp)).catch(
    cause => {
      throw new CliError('E_KEY_DERIVATION', { path }, { cause })
    },
  )
  try {
    const opened = await openNacl(sodium, content, key)
    if (!opened) throw new CliError('E_PASSWORD_WRONG', { path, source: password.source })
    return opened
  } finally {
    sodium.wipe(key)
    sodium.wipe(password.bytes)
  }
}

/** Refuses formats no password opens here; the first bytes of a keyfile are enough. @throws E_KEYFILE_ENCRYPTED */
export function requireKnownFormat(path: string, content: Uint8Array): void {
  const format = formatOf(content)
  if (format !== 'plain' && format !== 'NaCl') throw new CliError('E_KEYFILE_ENCRYPTED', { path, format })
}
