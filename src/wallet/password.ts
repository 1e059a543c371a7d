import type { PasswordSource } from '../config/password-source.ts'
import { CliError } from '../errors/cli-error.ts'
import type { Files } from '../host/types.ts'
import { reasonOf } from './read.ts'

/** Bytes; a file above this size is no password file. */
const LIMIT = 4096

/** What reading a password asks of the world. */
export interface PasswordDeps {
  readonly files: Pick<Files, 'readStart' | 'info'>
  warn(code: string, message: string): void
}

/** The password of a source, as bytes the caller wipes. @throws E_PASSWORD_SOURCE, E_MISSING_INPUT */
export async function readPassword(source: PasswordSource, deps: PasswordDeps): Promise<Uint8Array> {
  switch (source.kind) {
    case 'text':
      return new TextEncoder().encode(source.text)
    case 'file':
      return fromFile(source, deps)
    case 'prompt':
      throw new CliError('E_MISSING_INPUT', { missing: ['--password-file'] })
  }
}

/** Refuses a password file that is not there, before anything else is done. @throws E_PASSWORD_SOURCE */
export async function requirePasswordFile(
  source: PasswordSource,
  { files }: Pick<PasswordDeps, 'files'>,
): Promise<void> {
  if (source.kind === 'file') await infoOf(source, files)
}

type FileSource = Extract<PasswordSource, { kind: 'file' }>

async function infoOf(source: FileSource, files: Pick<Files, 'info'>) {
  const info = await files.info(source.path).catch(cause => {
    throw unusable(source, `${source.path} cannot be read (${reasonOf(cause)})`, cause)
  })
  if (!info) throw unusable(source, `there is no file ${source.path}`)
  if (info.kind === 'folder') throw unusable(source, `${source.path} is a folder`)
  return info
}

async function fromFile(source: FileSource, { files, warn }: PasswordDeps): Promise<Uint8Array> {
  const { kind, mode } = await infoOf(source, files)
  if (kind === 'file' && (mode & 0o077) !== 0) {
    warn('W_PASSWORD_FILE', `Others can read ${source.path}. Make it yours alone: chmod 600 ${source.path}`)
  }
  const content = await files.readStart(source.path, LIMIT + 1).catch(cause => {
    throw unusable(source, `${source.path} cannot be read (${reasonOf(cause)})`, cause)
  })
  if (!content) throw unusable(source, `there is no file ${source.path}`)
  return withoutNewline(source, content)
}

/** Editors end a file with a newline that is no part of the password. */
function withoutNewline(source: PasswordSource, content: Uint8Array): Uint8Array {
  if (content.length > LIMIT) throw unusable(source, `it is longer than ${LIMIT} bytes`)
  const isNewline = content.at(-1) === 10
  const end = isNewline ? content.length - (content.at(-2) === 13 ? 2 : 1) : content.length
  if (end === 0) throw unusable(source, 'it is empty')
  return content.subarray(0, end)
}

function unusable(source: PasswordSource, problem: string, cause?: unknown): CliError {
  return new CliError('E_PASSWORD_SOURCE', { source: source.name, problem }, { cause })
}
