import { CliError } from '../errors/cli-error.ts'
import type { Intent, JournalEntry } from './entry.ts'

/**
 * Refuses an --intent-id under which something else was asked for before.
 * @throws E_INTENT_CHANGED
 */
export function requireSameRequest(
  entries: readonly Pick<JournalEntry, 'entry' | 'intentId' | 'verb' | 'request'>[],
  { verb, request }: Pick<Intent, 'verb' | 'request'>,
): void {
  const other = entries.find(each => each.verb !== verb || each.request !== request)
  if (!other) return
  throw new CliError(
    'E_INTENT_CHANGED',
    { id: other.intentId ?? '', before: `${other.verb} ${other.request ?? ''}`, now: `${verb} ${request}` },
    { journal: other.entry },
  )
}
