import { CliError } from '../errors/cli-error.ts'
import type { JournalEntry } from './entry.ts'

/** The one entry whose name or hash begins with a text. @throws E_ENTRY_UNKNOWN, E_ENTRY_AMBIGUOUS */
export function findEntry(entries: readonly JournalEntry[], text: string): JournalEntry {
  const start = text.toLowerCase().replace(/^0x/, '')
  const found = start === '' ? [] : entries.filter(({ hash }) => hash.startsWith(start, 2))
  const [first, ...others] = found
  if (!first) throw new CliError('E_ENTRY_UNKNOWN', { text })
  if (others.length > 0) {
    const candidates = found.slice(0, SHOWN).map(({ entry }) => entry)
    throw new CliError('E_ENTRY_AMBIGUOUS', { text, count: found.length, candidates })
  }
  return first
}

/** Candidates that are named. */
const SHOWN = 10
