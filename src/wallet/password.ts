import type { PasswordSource } from '../config/password-source.ts'
import { CliError } from '../errors/cli-error.ts'
import type { WarningCode } from '../errors/warnings.ts'
import type { Files, Host, TextAnswer } from '../host/types.ts'
import { reasonOf } from './read.ts'

/** Bytes; what is longer is no password. */
const LIMIT = 4096
/** Enough to see that something is longer, with its byte order mark and its newline. */
const INPUT = LIMIT + 6
/** Milliseconds a program may take. */
const PROGRAM_PATIENCE = 60_000

/** What reading a password asks of the world. */
export interface PasswordDeps {
  readonly host: Pick<Host, 'env' | 'readInput' | 'runProgram'> & { readonly files: Pick<Files, 'info'> }
  /** Ends whatever still waits. */
  readonly givenUp: AbortSignal
  /** Milliseconds left of the command's time. */
  remaining(): number
  /** Asks a person; undefined when nobody may be asked. */
  readonly ask: (() => Promise<TextAnswer>) | undefined
  warn(code: WarningCode, message: string): void
}

/**
 * The password of a source, as bytes the caller wipes.
 * @throws E_PASSWORD_SOURCE, E_MISSING_INPUT, E_DECLINED, E_INTERRUPTED
 */
export async function readPassword(source: PasswordSource, deps: PasswordDeps): Promise<Uint8Array> {
  const password = await bytesOf(source, deps)
  if (password.length > LIMIT) throw unusable(source, `it is longer than ${LIMIT} bytes`)
  if (password.length === 0) throw unusable(source, 'it is empty')
  return password
}

async function bytesOf(source: PasswordSource, deps: PasswordDeps): Promise<Uint8Array> {
  const { host, givenUp, ask, warn } = deps
  switch (source.kind) {
    case 'text':
      return withoutNewline(new TextEncoder().encode(source.text))
    case 'file':
      await warnOfReaders(source, host.files, warn)
      return trimmed(source, host.readInput(source.path, INPUT, givenUp))
    case 'descriptor':
      return trimmed(source, host.readInput(source.descriptor, INPUT, givenUp))
    case 'command':
      return trimmed(source, host.runProgram(source.argv, programOptions(deps)))
    case 'prompt':
      return typed(await ask?.())
  }
}

/** Refuses a password file that is not there, before anything else is done. @throws E_PASSWORD_SOURCE */
export async function requirePasswordFile(source: PasswordSource, files: Pick<Files, 'info'>): Promise<void> {
  if (source.kind === 'file') await infoOf(source, files)
}

type FileSource = Extract<PasswordSource, { kind: 'file' }>

async function infoOf(source: FileSource, files: Pick<Files, 'info'>) {
  const info = await orUnusable(source, files.info(source.path))
  if (!info) throw unusable(source, `there is no file ${source.path}`)
  return info
}

async function warnOfReaders(
  source: FileSource,
  files: Pick<Files, 'info'>,
  warn: PasswordDeps['warn'],
): Promise<void> {
  const { kind, mode, owner } = await infoOf(source, files)
  // Of a file that root gave us to read, as a mounted secret, others' permissions are the only ones we have.
  if (kind === 'file' && owner !== 'root' && (mode & 0o077) !== 0) {
    const message = `Others on this machine can use ${source.path}. Close it with: chmod 600 ${source.path}`
    warn('W_PASSWORD_FILE', message)
  }
}

function programOptions({ host, givenUp, remaining }: PasswordDeps) {
  const isSecret = (name: string) => /PASSWORD/i.test(name) || name.startsWith('BT_PW_')
  return {
    env: Object.fromEntries(Object.entries(host.env).filter(([name]) => !isSecret(name))),
    timeout: Math.min(PROGRAM_PATIENCE, remaining()),
    limit: INPUT,
    givenUp,
  }
}

/** Editors and programs begin a text with a byte order mark, or end it with a newline, that is no part of the password. */
async function trimmed(source: PasswordSource, work: Promise<Uint8Array | undefined>): Promise<Uint8Array> {
  const content = await orUnusable(source, work)
  if (!content) throw unusable(source, 'there is no such file')
  const hasMark = MARK.every((byte, i) => content[i] === byte)
  return withoutNewline(hasMark ? content.subarray(MARK.length) : content)
}

/** The byte order mark of UTF-8. */
const MARK = [0xef, 0xbb, 0xbf]

function withoutNewline(content: Uint8Array): Uint8Array {
  if (content.at(-1) !== 10) return content
  return content.subarray(0, content.length - (content.at(-2) === 13 ? 2 : 1))
}

function typed(answer: TextAnswer | undefined): Uint8Array {
  if (answer === undefined) throw new CliError('E_MISSING_INPUT', { missing: ['--password-file'] })
  if (answer === 'interrupted') throw new CliError('E_INTERRUPTED')
  if (answer === 'closed' || answer.text === '') throw new CliError('E_DECLINED')
  return new TextEncoder().encode(answer.text)
}

async function orUnusable<T>(source: PasswordSource, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    const isSystem = cause instanceof Error && 'code' in cause
    const reason = reasonOf(cause)
    throw unusable(source, isSystem ? `it cannot be read (${reason})` : reason, cause)
  }
}

function unusable(source: PasswordSource, problem: string, cause?: unknown): CliError {
  return new CliError('E_PASSWORD_SOURCE', { source: source.name, problem }, { cause })
}
