import { CliError } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message.ts'
import type { Files } from '../host/types.ts'
import { type JournalEntry, withChange } from './entry.ts'
import { readLine } from './line.ts'

/** A line that says nothing to this version. */
export interface Damage {
  /** Counted from 1. */
  readonly line: number
  /** 'torn': the last one, not ended: of a writer that was cut off, or has not finished. 'newer': of a newer taoctl. */
  readonly kind: 'damaged' | 'torn' | 'newer'
  readonly problem: string
}

/** What is damaged, in a sentence. */
export function damageText(path: string, damage: readonly Damage[]): string {
  const [first, ...others] = damage
  const where = first === undefined ? '' : `line ${first.line}: ${first.problem}`
  const more = others.length === 0 ? '' : `, and ${others.length} more`
  return `The journal ${path} has lines that say nothing (${where}${more}); the others are in use.`
}

/** All that a journal says. */
export interface Journaled {
  /** Oldest first. */
  readonly entries: readonly JournalEntry[]
  readonly damage: readonly Damage[]
}

/** Bytes read at a time. */
const PART = 1 << 20
/** The longest line that is looked at; a block holds 10 MiB at the most. Unit: bytes. */
const LONGEST = 32 << 20
const NEWLINE = 0x0a

/** Reads a journal from the start to where it ends now. Its writers are not waited for. @throws E_JOURNAL_READ */
export async function readJournal(files: Pick<Files, 'info' | 'readPart'>, path: string): Promise<Journaled> {
  const entries = new Map<string, JournalEntry>()
  const damage: Damage[] = []
  let line = 0
  for await (const { text, isEnded } of linesOf(files, path)) {
    line += 1
    if (text === '') continue
    const said =
      text === undefined ? ({ kind: 'damaged', problem: 'it is too long' } as const) : readLine(text)
    const found = said.kind === 'change' ? entries.get(said.of) : undefined
    if (said.kind === 'signed') {
      if (entries.has(said.entry.entry))
        damage.push({ line, kind: 'damaged', problem: 'its entry is there already' })
      else entries.set(said.entry.entry, said.entry)
    } else if (said.kind === 'change') {
      if (found) entries.set(said.of, withChange(found, said.change))
      else damage.push({ line, kind: 'damaged', problem: `there is no entry ${said.of} before it` })
    } else if (said.kind === 'newer') {
      damage.push({ line, kind: 'newer', problem: `it has format ${said.format}` })
    } else {
      damage.push({ line, kind: isEnded ? 'damaged' : 'torn', problem: said.problem })
    }
  }
  return { entries: [...entries.values()], damage }
}

interface RawLine {
  /** Undefined when it is too long to be looked at. */
  readonly text: string | undefined
  readonly isEnded: boolean
}

async function* linesOf(files: Pick<Files, 'info' | 'readPart'>, path: string): AsyncGenerator<RawLine> {
  const decoder = new TextDecoder()
  let pending: Uint8Array[] = []
  let size = 0
  const add = (bytes: Uint8Array) => {
    size += bytes.length
    if (size <= LONGEST) pending.push(bytes)
  }
  const take = (isEnded: boolean): RawLine => {
    const text = size > LONGEST ? undefined : decoder.decode(Buffer.concat(pending))
    pending = []
    size = 0
    return { text, isEnded }
  }
  for await (const part of partsOf(files, path)) {
    let start = 0
    for (let end = part.indexOf(NEWLINE); end >= 0; end = part.indexOf(NEWLINE, start)) {
      add(part.subarray(start, end))
      start = end + 1
      yield take(true)
    }
    if (start < part.length) add(part.subarray(start))
  }
  if (size > 0) yield take(false)
}

async function* partsOf(files: Pick<Files, 'info' | 'readPart'>, path: string): AsyncGenerator<Uint8Array> {
  try {
    const info = await files.info(path)
    if (info && info.kind !== 'file') throw new Error('it is not a file')
    for (let from = 0; info !== undefined; ) {
      const part = await files.readPart(path, from, PART)
      if (!part || part.length === 0) return
      yield part
      from += part.length
    }
  } catch (cause) {
    const problem = messageOf(cause)
    throw new CliError('E_JOURNAL_READ', { path, problem }, { cause })
  }
}
