import { CliError } from '../errors/cli-error.ts'
import type { Files } from '../host/types.ts'
import { FORMAT, readLine } from './line.ts'

type WriteFiles = Pick<Files, 'append' | 'info' | 'list' | 'readPart' | 'remove' | 'truncate'>

/** Bytes at the end of a journal that said nothing, and where they went. */
export interface CutOff {
  readonly bytes: number
  readonly path: string
}

/** Bytes first looked at from the end. */
const LOOK = 64 << 10
const NEWLINE = 0x0a

/**
 * Appends a line to a journal, on the disk before it returns. What a cut-off writer or a loss of power left at the end
 * is put aside first; what cannot be written whole is taken back. Only whoever has the journal's lock may call it.
 * @throws E_JOURNAL_NEWER, or what the file system says
 */
export async function appendLine(
  files: WriteFiles,
  folder: string,
  path: string,
  line: string,
): Promise<CutOff | undefined> {
  const info = await files.info(path)
  if (info && info.kind !== 'file') throw new Error('it is not a file')
  const size = info?.size ?? 0
  const end = await endOf(files, path, size)
  const cut = end.at < size ? await cutOff(files, folder, path, end.at, size) : undefined
  const text = new TextEncoder().encode(`${end.isEnded ? '' : '\n'}${line}\n`)
  await files.append(path, text).catch(async error => {
    // What a full disk took of it would have to be put aside by the next writer.
    await files.truncate(path, end.at).catch(() => undefined)
    throw error
  })
  return cut
}

/** Looks whether this version may write to a journal. @throws E_JOURNAL_NEWER, or what the file system says */
export async function requireKnownFormat(
  files: Pick<Files, 'info' | 'readPart'>,
  path: string,
): Promise<void> {
  await endOf(files, path, (await files.info(path))?.size ?? 0)
}

/** Where the last line ends that says something, and whether it has its line end. */
interface End {
  readonly at: number
  readonly isEnded: boolean
}

async function endOf(files: Pick<Files, 'readPart'>, path: string, size: number): Promise<End> {
  for (let look = LOOK; ; look *= 4) {
    const from = Math.max(0, size - look)
    const bytes = (await files.readPart(path, from, size - from)) ?? new Uint8Array()
    const end = endWithin(path, bytes, from === 0)
    if (end) return { ...end, at: from + end.at }
  }
}

/** Undefined where nothing can be said without what is before these bytes. */
function endWithin(path: string, bytes: Uint8Array, isWhole: boolean): End | undefined {
  let stop = bytes.length
  while (stop > 0) {
    const isEnded = bytes[stop - 1] === NEWLINE
    const last = isEnded ? stop - 1 : stop
    const start = last === 0 ? 0 : bytes.lastIndexOf(NEWLINE, last - 1) + 1
    if (start === 0 && !isWhole) return undefined
    const said = readLine(new TextDecoder().decode(bytes.subarray(start, last)))
    if (said.kind === 'newer')
      throw new CliError('E_JOURNAL_NEWER', { path, found: said.format, known: FORMAT })
    if (said.kind !== 'damaged' || start === last) return { at: stop, isEnded }
    stop = start
  }
  return isWhole ? { at: 0, isEnded: true } : undefined
}

/** Puts what is behind a place into a file of its own, on the disk before it is cut off. */
async function cutOff(
  files: WriteFiles,
  folder: string,
  path: string,
  at: number,
  size: number,
): Promise<CutOff> {
  const names = new Set(await files.list(folder))
  const name = path.slice(folder.length + 1)
  let n = 1
  while (names.has(`${name}.damaged-${n}`)) n += 1
  const aside = `${path}.damaged-${n}`
  const PIECE = 1 << 20
  try {
    for (let from = at; from < size; from += PIECE) {
      const piece = await files.readPart(path, from, Math.min(PIECE, size - from))
      await files.append(aside, piece ?? new Uint8Array())
    }
  } catch (error) {
    // A full disk would get one more file at every try.
    await files.remove(aside).catch(() => undefined)
    throw error
  }
  await files.truncate(path, at)
  return { bytes: size - at, path: aside }
}
