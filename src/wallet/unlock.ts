import type { Signer } from '../chain/extrinsic/compose.ts'
import type { PasswordSource } from '../config/password-source.ts'
import { CliError } from '../errors/cli-error.ts'
import type { WarningCode } from '../errors/warnings.ts'
import type { Halt } from '../host/halt.ts'
import type { Host, Sodium, TextAnswer } from '../host/types.ts'
import { type WalletFolder, walletPath } from './folder.ts'
import { encryptionOf, formatOf } from './format.ts'
import { readKeyfile } from './keyfile.ts'
import { openColdkey, requireSr25519 } from './open.ts'
import { type PasswordDeps, readPassword, requirePasswordFile } from './password.ts'
import { readFormat, readWalletFile } from './read.ts'
import { requireKnownFormat } from './unseal.ts'

/** What unlocking a wallet asks of the world. */
export interface UnlockDeps {
  readonly host: Pick<Host, 'clock' | 'random' | 'sodium' | 'prompt'> & PasswordDeps['host']
  readonly source: PasswordSource
  readonly halt: Pick<Halt, 'pause' | 'race' | 'remaining'>
  readonly givenUp: AbortSignal
  /** Whether a person may be asked. */
  readonly canAsk: boolean
  /** What time is spent on from here. */
  entered(stage: 'answer' | 'key'): void
  trace(text: string): void
  warn(code: WarningCode, message: string): void
}

/** Opens the coldkey of a wallet, with a password where it is encrypted. @throws as openColdkey and readPassword */
export async function unlockColdkey(folder: WalletFolder, name: string, deps: UnlockDeps): Promise<Signer> {
  await warnOfReaders(folder, name, deps.warn)
  const { host, source, givenUp } = deps
  const { remaining } = deps.halt
  const ask = deps.canAsk ? () => askPassword(name, deps) : undefined
  return openColdkey(folder, name, {
    random: host.random,
    sodium: host.sodium,
    givenUp,
    password: async () => ({
      bytes: await readPassword(source, { host, givenUp, remaining, ask, warn: deps.warn }),
      source: source.name,
    }),
    deriving: (by, work) => withNotice(by, work, deps),
  })
}

/** Whoever can read a coldkey that is not encrypted has it. What root gave us to read, we cannot close. */
async function warnOfReaders(folder: WalletFolder, name: string, warn: UnlockDeps['warn']): Promise<void> {
  const path = coldkeyPath(folder, name)
  const start = await readFormat(folder.files, path)
  const info = await folder.files.info(path)
  if (!start || !info || info.owner === 'root' || (info.mode & OTHERS_MAY_READ) === 0) return
  if (encryptionOf(formatOf(start)) !== 'plain') return
  warn('W_KEYFILE', `Others on this machine can read the key in ${path}. Close it with: chmod 600 ${path}`)
}

const OTHERS_MAY_READ = 0o044

/** The deadline stands still while a person types. */
async function askPassword(name: string, deps: UnlockDeps): Promise<TextAnswer> {
  const { host, halt, entered, givenUp } = deps
  entered('answer')
  const resume = halt.pause()
  try {
    return await halt.race(host.prompt.secret(`Password of wallet ${name}: `, givenUp))
  } finally {
    resume()
    entered('key')
  }
}

async function withNotice<T>(
  by: Sodium['kind'],
  work: () => Promise<T>,
  { host, trace }: UnlockDeps,
): Promise<T> {
  const { clock } = host
  const started = clock.monotonic()
  try {
    return await work()
  } finally {
    trace(`Key derivation: ${Math.round(clock.monotonic() - started)} ms, ${by}`)
  }
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
 * @throws E_COLDKEY_MISSING, E_KEYFILE, E_KEYFILE_ENCRYPTED, E_PASSWORD_SOURCE
 */
export async function requireUnlockable(
  folder: WalletFolder,
  name: string,
  source: PasswordSource,
): Promise<void> {
  const path = coldkeyPath(folder, name)
  const [content, shown] = await Promise.all([
    readFormat(folder.files, path),
    readWalletFile(folder.files, publicPath(folder, name)),
  ])
  if (!content && !shown) return
  if (!content) throw new CliError('E_COLDKEY_MISSING', { name, path })
  requireKnownFormat(path, content)
  if (shown) requireSr25519(publicPath(folder, name), readKeyfile(publicPath(folder, name), shown))
  if (formatOf(content) === 'NaCl') await requirePasswordFile(source, folder.files)
}

const publicPath = (folder: WalletFolder, name: string) => `${walletPath(folder, name)}/coldkeypub.txt`

const coldkeyPath = (folder: WalletFolder, name: string) => `${walletPath(folder, name)}/coldkey`
