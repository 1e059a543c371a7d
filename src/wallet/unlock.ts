import type { Signer } from '../chain/extrinsic.ts'
import type { PasswordSource } from '../config/password-source.ts'
import type { Host } from '../host/types.ts'
import { formatOf } from './keyfile.ts'
import { openColdkey } from './open.ts'
import { readPassword, requirePasswordFile } from './password.ts'
import { type WalletFolder, walletPath } from './place.ts'
import { readFormat } from './read.ts'
import { requireKnownFormat } from './unseal.ts'

/** Milliseconds after which a person is told what takes so long. */
const PATIENCE = 500

/** What unlocking a wallet asks of the world. */
export interface UnlockDeps {
  readonly host: Pick<Host, 'files' | 'clock' | 'random' | 'sodium'>
  readonly source: PasswordSource
  status(text: string): void
  trace(text: string): void
  warn(code: string, message: string): void
}

/** Opens the coldkey of a wallet, with a password where it is encrypted. @throws as openColdkey and readPassword */
export function unlockColdkey(folder: WalletFolder, name: string, deps: UnlockDeps): Promise<Signer> {
  const { host, source, status, trace } = deps
  return openColdkey(folder, name, {
    random: host.random,
    sodium: host.sodium,
    password: async () => ({
      bytes: await readPassword(source, { files: host.files, warn: deps.warn }),
      source: source.name,
    }),
    async deriving(work) {
      const started = host.clock.monotonic()
      const cancel = host.clock.after(PATIENCE, () => status('Deriving the key from the password'))
      try {
        return await work()
      } finally {
        cancel()
        trace(`Key derivation: ${Math.round(host.clock.monotonic() - started)} ms`)
      }
    },
  })
}

/** Whether opening the coldkey of a wallet takes a password; false where that cannot be told. */
export async function needsPassword(folder: WalletFolder, name: string): Promise<boolean> {
  try {
    const content = await readFormat(folder.files, coldkeyPath(folder, name))
    return content !== undefined && formatOf(content) === 'NaCl'
  } catch {
    return false
  }
}

/**
 * Refuses, before anything is read from a chain, a coldkey or a password source that can be seen to be of no use.
 * @throws E_KEYFILE, E_KEYFILE_ENCRYPTED, E_PASSWORD_SOURCE
 */
export async function requireUnlockable(
  folder: WalletFolder,
  name: string,
  { host, source }: Pick<UnlockDeps, 'host' | 'source'>,
): Promise<void> {
  const path = coldkeyPath(folder, name)
  const content = await readFormat(folder.files, path)
  if (!content) return
  requireKnownFormat(path, content)
  if (formatOf(content) === 'NaCl') await requirePasswordFile(source, host)
}

const coldkeyPath = (folder: WalletFolder, name: string) => `${walletPath(folder, name)}/coldkey`
