import type { FileInfo, Files } from '../host/types.ts'

/** Files of settings are short; a larger one is not what it was taken for. */
const MAX_BYTES = 65_536

export interface TextFile {
  /** Content as it stands, a byte order mark included. */
  readonly text: string
  /** Permission bits. */
  readonly mode: number
  readonly owner: FileInfo['owner']
}

/** Why a file of settings cannot be used, as the end of a sentence about it. */
export class TextFileProblem extends Error {}

/**
 * Reads a file of settings; undefined where there is none. Pipes and devices are never opened: they may not end.
 * @throws TextFileProblem
 */
export async function readTextFile(
  files: Pick<Files, 'readStart' | 'info'>,
  path: string,
): Promise<TextFile | undefined> {
  if (path === '') return undefined
  const info = await readable(files.info(path))
  if (!info) return undefined
  if (info.kind !== 'file')
    throw new TextFileProblem(info.kind === 'folder' ? 'is a folder' : 'is not a file')
  const content = await readable(files.readStart(path, MAX_BYTES + 1))
  if (!content) return undefined
  if (content.length > MAX_BYTES) throw new TextFileProblem(`is larger than ${MAX_BYTES / 1024} KiB`)
  return { text: decode(content), mode: info.mode, owner: info.owner }
}

/** Text without the byte order mark some editors put in front. */
export function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '')
}

/** Whether a text shows all it holds: invisible characters make a value look like another one. */
export function isVisible(text: string): boolean {
  return !/[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u.test(text)
}

function decode(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch (cause) {
    throw new TextFileProblem('is not UTF-8 text', { cause })
  }
}

async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'
    throw new TextFileProblem(`cannot be read (${code})`, { cause })
  }
}
