import type { CliError } from '../../errors/cli-error.ts'
import type { Face, Json } from '../face.ts'
import { table } from '../table.ts'
import { clean } from '../text.ts'

/** How a journal entry ended. */
export interface ResumedEntry {
  readonly entry: string
  readonly verb: string
  readonly hash: string
  /** What its trade reports, ready for JSON; null where there is nothing to report. */
  readonly data: unknown
  /** Null when all was done. */
  readonly error: CliError | null
}

/** The view of `journal resume` without an entry. */
export const resumeView: Face<readonly ResumedEntry[]> = {
  schema: 'taoctl/journal.resume/v1',
  human(ends, style) {
    if (ends.length === 0) return 'No transaction is open.'
    const rows = ends.map(({ entry, verb, error }) => [
      entry,
      clean(verb),
      error ? `exit ${error.exit}` : 'done',
      error ? clean(error.message) : '',
    ])
    return table([{ title: 'Entry' }, { title: 'Command' }, { title: 'End' }, { title: '' }], rows, style)
  },
  json: ends => ({
    entries: ends.map(({ entry, verb, hash, data, error }) => ({
      ...{ entry, verb, hash },
      exit: error?.exit ?? 0,
      code: error?.code ?? null,
      message: error ? clean(error.message) : null,
      data: data as Json,
    })),
  }),
}
