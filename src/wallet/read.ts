import { CliError } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message.ts'
import type { Files } from '../host/types.ts'
import { FORMAT_BYTES } from './format.ts'

/** Keyfiles have about 1,000 bytes, encrypted ones a little more. */
export const KEYFILE_BYTES = 65_536

/**
 * Content of a file of a wallet; undefined when there is none. Pipes and devices are never opened: they may not end.
 * @throws E_KEYFILE when it is no file or cannot be read
 */
export async function readWalletFile(
  files: Pick<Files, 'read' | 'info'>,
  path: string,
): Promise<Uint8Array | undefined> {
  if (!(await isFile(files, path))) return undefined
  return readable(path, files.read(path, KEYFILE_BYTES))
}

/** Enough of a keyfile to tell its format, and too little to hold a secret. Otherwise as readWalletFile. */
export async function readFormat(
  files: Pick<Files, 'readStart' | 'info'>,
  path: string,
): Promise<Uint8Array | undefined> {
  return (await isFile(files, path)) ? readable(path, files.readStart(path, FORMAT_BYTES)) : undefined
}

function tooLarge(path: string): CliError {
  const problem = `it is larger than any keyfile (${KEYFILE_BYTES} bytes)`
  return new CliError('E_KEYFILE', {
    path,
    problem,
    advice: 'It is not a keyfile: move it to another folder.',
  })
}

async function isFile(files: Pick<Files, 'info'>, path: string): Promise<boolean> {
  const info = await readable(path, files.info(path))
  if (info && info.kind !== 'file') {
    throw new CliError('E_KEYFILE', {
      path,
      problem: 'it is not a file',
      advice: 'Name another file, or move it away.',
    })
  }
  if (info && info.size > KEYFILE_BYTES) throw tooLarge(path)
  return info !== undefined
}

/** Names in a folder, sorted; empty when there is no folder. @throws E_KEYFILE when it cannot be read */
export async function listNames(files: Pick<Files, 'list'>, path: string): Promise<readonly string[]> {
  return (await readable(path, files.list(path))) ?? []
}

/** Why a file operation failed, in a word: the system's code where there is one. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code === 'string') return code
  return messageOf(error)
}

/** What helps against a failure of the system. */
function adviceFor(reason: string): string {
  return reason === 'EACCES' || reason === 'EPERM'
    ? 'You may not read it: check its owner and mode, and those of its folder, with ls -l.'
    : 'Check the file and the disk it is on.'
}

async function readable<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    const reason = reasonOf(cause)
    const problem = `it cannot be read (${reason})`
    throw new CliError('E_KEYFILE', { path, problem, advice: adviceFor(reason) }, { cause })
  }
}
