import type { Recorded, Signed } from '../chain/extrinsic/compose.ts'
import { CliError } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message.ts'
import type { Halt } from '../host/halt.ts'
import type { Clock, Host } from '../host/types.ts'
import type { EntryDetail, EntryState, Intent, JournalEntry } from './entry.ts'
import { findEntry } from './find.ts'
import { changeLine, signedLine } from './line.ts'
import { acquire, type Owner, type Patience, type Release } from './lock.ts'
import { holdPath, journalPath, lockPath } from './paths.ts'
import { damageText, type Journaled, readJournal } from './read.ts'
import { appendLine } from './write.ts'

/** What was signed and what became of it: one file, one line per change, each on the disk before the next step. */
export interface Journal {
  /** Writes an entry to the disk before anything is sent. @throws E_JOURNAL_WRITE, E_JOURNAL_BUSY, E_JOURNAL_NEWER */
  record(signed: Signed, intent: Intent): Promise<Recorded>
  /** Notes what became of an entry. Waits a few seconds for another writer, past the deadline too. @throws as `record` */
  update(entry: { readonly entry: string }, state: EntryState, detail?: EntryDetail): Promise<void>
  /** All of it. Says once what is damaged. @throws E_JOURNAL_READ */
  entries(): Promise<Journaled>
  /** The one entry whose name or hash begins so. @throws E_ENTRY_UNKNOWN, E_ENTRY_AMBIGUOUS */
  find(text: string): Promise<JournalEntry>
  /** Entries of a signer whose extrinsic may still execute, oldest first. */
  open(signer: string, genesis: string): Promise<readonly JournalEntry[]>
  /** Entries of a signer with that --intent-id, oldest first. */
  byIntent(intentId: string, signer: string, genesis: string): Promise<readonly JournalEntry[]>
  /**
   * Keeps every other command from signing for this account on this chain until it is released, or this process ends.
   * Waits up to the command's deadline. @throws E_JOURNAL_BUSY, E_INTERRUPTED, E_JOURNAL_WRITE
   */
  hold(signer: string, genesis: string): Promise<Release>
}

/** What a journal asks of the world. */
export interface JournalDeps {
  readonly host: Pick<Host, 'files' | 'clock' | 'processes' | 'random'>
  readonly halt: Pick<Halt, 'race'>
  readonly folder: string
  warn(code: 'W_JOURNAL_DAMAGED', message: string): void
  status(message: string): void
}

/** How long a note waits for another writer, who needs milliseconds. Unit: milliseconds. */
const NOTE_PATIENCE = 10_000

/** A journal in a folder. Nothing is read or made before it is asked for. */
export function openJournal({ host, halt, folder, warn, status }: JournalDeps): Journal {
  const { files, clock } = host
  const path = journalPath(folder)
  const lockDeps = { files, clock, processes: host.processes, random: host.random }
  const patient = (what: string): Patience => ({
    race: work => halt.race(work),
    waiting: (owner: Owner | undefined) => {
      status(`Waiting for ${owner === undefined ? 'another process' : `process ${owner.pid}`}, which ${what}`)
    },
  })
  const lock = (at: string, patience: Patience) =>
    asWriting(path, async () => {
      await files.makeFolder(folder, 0o700)
      return acquire(lockDeps, at, patience)
    })
  const write = async (line: string, patience: Patience) => {
    const release = await lock(lockPath(folder), patience)
    try {
      const cut = await asWriting(path, () => appendLine(files, folder, path, line))
      if (cut)
        warn(
          'W_JOURNAL_DAMAGED',
          `The end of the journal was damaged: ${cut.bytes} bytes were moved to ${cut.path}.`,
        )
    } finally {
      await release()
    }
  }
  let hasWarned = false
  const entries = async () => {
    const journaled = await readJournal(files, path)
    const { damage } = journaled
    if (damage.length > 0 && !hasWarned) warn('W_JOURNAL_DAMAGED', damageText(path, damage))
    hasWarned ||= damage.length > 0
    return journaled
  }
  const of = async (signer: string, genesis: string) =>
    (await entries()).entries.filter(each => each.signer === signer && each.genesis === genesis)
  return {
    entries,
    async record(signed, intent) {
      const entry = signed.hash.slice(2, 18)
      const signedAt = clock.now()
      await write(signedLine(signedAt, entry, signed, intent), patient('writes to the journal'))
      const { unsigned, bytes, hash } = signed
      const { signer, nonce, block, lastBlock } = unsigned
      const firstBlock = block.number
      return { entry, bytes, hash, signer, nonce, firstBlock, lastBlock, signedAt } as Recorded
    },
    update: ({ entry }, state, detail = {}) =>
      write(changeLine(clock.now(), entry, state, detail), forAWhile(clock, NOTE_PATIENCE)),
    find: async text => findEntry((await entries()).entries, text),
    open: async (signer, genesis) => (await of(signer, genesis)).filter(each => each.isOpen),
    byIntent: async (intentId, signer, genesis) =>
      (await of(signer, genesis)).filter(each => each.intentId === intentId),
    hold: (signer, genesis) => lock(holdPath(folder, signer, genesis), patient('trades for this coldkey')),
  }
}

/** Failures of the file system, as an error for the user. */
async function asWriting<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof CliError) throw cause
    const problem = messageOf(cause)
    throw new CliError('E_JOURNAL_WRITE', { path, problem }, { cause })
  }
}

/** Patience of its own, which neither the command's deadline nor an interrupt ends. */
function forAWhile(clock: Pick<Clock, 'after' | 'monotonic'>, milliseconds: number): Patience {
  const end = clock.monotonic() + milliseconds
  return {
    async race(work) {
      if (clock.monotonic() >= end) {
        throw new CliError('E_TIMEOUT', { what: 'The journal', after: `${milliseconds / 1000}s` })
      }
      return work
    },
  }
}
