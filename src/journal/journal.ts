import type { BalanceJson } from '../balance/index.ts'
import type { Recorded, Signed } from '../chain/extrinsic.ts'
import { CliError } from '../errors/cli-error.ts'
import type { Clock, Files } from '../host/types.ts'

/** What a transaction was signed for. */
export interface Intent {
  readonly verb: string
  readonly genesis: string
  readonly trades: readonly {
    readonly originHotkey: string | null
    readonly destinationHotkey: string | null
    readonly sold: BalanceJson
    readonly quoted: BalanceJson
  }[]
}

export type EntryState = 'included' | 'finalized' | 'rejected' | 'expired' | 'unknown'

/** What was signed and what became of it. */
export interface Journal {
  /** Writes an entry to the disk before anything is sent. @throws E_JOURNAL_WRITE */
  record(signed: Signed, intent: Intent): Promise<Recorded>
  /** Adds what became of an entry. @throws E_JOURNAL_WRITE */
  update(
    entry: Recorded,
    state: EntryState,
    detail?: Readonly<Record<string, string | number>>,
  ): Promise<void>
}

const FORMAT = 1

/** A journal in a folder: one file, one JSON line per change of state, each on the disk before the next step. */
export function openJournal(
  files: Pick<Files, 'append' | 'makeFolder'>,
  clock: Clock,
  folder: string,
): Journal {
  const path = `${folder}/journal.ndjson`
  const write = async (line: Readonly<Record<string, unknown>>) => {
    try {
      await files.makeFolder(folder, 0o700)
      const text = JSON.stringify({ format: FORMAT, time: clock.now(), ...line })
      await files.append(path, new TextEncoder().encode(`${text}\n`))
    } catch (cause) {
      const problem = cause instanceof Error ? cause.message : String(cause)
      throw new CliError('E_JOURNAL_WRITE', { path, problem }, { cause })
    }
  }
  return {
    async record(signed, intent) {
      const { unsigned, bytes, hash } = signed
      const entry = hash.slice(2, 18)
      await write({
        entry,
        state: 'signed',
        hash,
        signer: unsigned.signer,
        nonce: unsigned.nonce,
        firstBlock: unsigned.block.number,
        lastBlock: unsigned.lastBlock,
        intent,
        bytes,
      })
      return { ...signed, entry } as Recorded
    },
    update: (entry, state, detail = {}) => write({ entry: entry.entry, state, ...detail }),
  }
}
