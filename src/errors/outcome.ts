import { define, list, next } from './define.ts'
import { shownUrl } from './url.ts'

/** Exit 5 to 9 and 130: the endpoint, and what became of a transaction. */
export const outcome = {
  E_DISPATCH: define(
    5,
    (c: { name: string; docs: string }) =>
      `The chain executed the transaction and refused it: ${c.name}. ${c.docs}`.trim(),
    () => 'Nothing moved; the fee is paid.',
  ),
  E_CONNECT: define(
    6,
    (c: { url: string; problem: string }) => `Cannot reach ${shownUrl(c.url)}: ${c.problem}.`,
    () => 'Check the address and that the node is running.',
  ),
  E_TIMEOUT: define(
    6,
    (c: { what: string; after: string }) => `${c.what} did not answer within ${c.after}.`,
    () => 'Try again, or name another endpoint with --network.',
  ),
  E_ENDPOINT: define(
    6,
    (c: { problem: string }) => `The endpoint gave an unusable answer: ${c.problem}.`,
    () => 'Try another endpoint.',
  ),
  E_PARTIAL: define(
    7,
    (c: { problem: string }) => `The chain reported success, but ${c.problem}.`,
    () => next('See what you hold with', 'stake', 'list'),
  ),
  E_UNKNOWN_OUTCOME: define(
    8,
    (c: { hash: string; reason: string }) =>
      `Sent, but its outcome is not known: ${c.reason}. Transaction ${c.hash}.`,
    () => 'Do not repeat it before you know. It may still execute.',
  ),
  E_UNRECORDED: define(
    8,
    (c: { hash: string; block: number; problem: string; entry: string }) =>
      `It is done, in block ${c.block}, but the journal does not say so. ${c.problem} Transaction ${c.hash}.`,
    c =>
      next('Do not repeat it. Once the journal can be written, note it with', 'journal', 'resume', c.entry),
  ),
  E_CONTRADICTED: define(
    8,
    (c: { entries: readonly string[] }) =>
      `This endpoint contradicts the journal: ${c.entries.length === 1 ? 'entry' : 'entries'} ${list(c.entries)}.`,
    c =>
      next(
        'Ask a third endpoint. What really executed is noted with',
        ...['journal', 'resume', c.entries[0] ?? ''],
      ),
  ),
  E_EXPIRED: define(
    9,
    (c: { hash: string; block: number }) =>
      `Transaction ${c.hash} was in no block up to ${c.block} and can no longer execute.`,
    () => 'Nothing moved and no fee was paid. It is safe to run the command again.',
  ),
  E_INTERRUPTED: define(130, () => 'Interrupted. Nothing was sent.'),
} as const
