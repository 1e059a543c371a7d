import { define, next } from './define.ts'

/** Exit 3: refused because of what was sent earlier, and of the journal that says so. */
export const refusedEarlier = {
  E_POOL_REFUSED: define(
    3,
    (c: { reason: string }) => `The node refused the transaction: ${c.reason}`,
    () => 'It is in no block. A repeat uses the same nonce, so that at most one of them can execute.',
  ),
  E_REPLACED: define(
    3,
    (c: { hash: string; reason: string }) => `Transaction ${c.hash} can no longer execute: ${c.reason}.`,
    () => 'Nothing moved and no fee was paid. It is safe to run the command again.',
  ),
  E_CHAIN_RESTARTED: define(
    3,
    (c: { entry: string; block: number }) =>
      `The development chain of journal entry ${c.entry} began again: its block ${c.block} is not on the one that answers.`,
    () => 'What was signed for it did nothing here. Run the trade again if it is to be made on this chain.',
  ),
  E_QUEUED: define(
    3,
    (c: { coldkey: string; count: number }) =>
      `${c.count === 1 ? 'A transaction' : `${c.count} transactions`} of ${c.coldkey} ${c.count === 1 ? 'waits' : 'wait'} in the pool, and would run first.`,
    () => 'Nothing was sent. Wait until none waits, or go behind with --queue.',
  ),
  E_ENTRY_OPEN: define(
    3,
    (c: { entry: string; hash: string; reason: string }) =>
      `An earlier transaction of this coldkey may still execute: ${c.reason}. Transaction ${c.hash}.`,
    c => next('Nothing was sent. See how it ended with', 'journal', 'resume', c.entry),
  ),
  E_ENTRY_DOUBT: define(
    3,
    (c: { entry: string; hash: string; reason: string }) =>
      `An earlier transaction of this coldkey may have executed: ${c.reason}. Transaction ${c.hash}.`,
    () =>
      'Nothing was sent. Run it again in a minute. Where that does not help, ask an endpoint that keeps old blocks too, with --confirm-with archive; if you know that another program used the key, go on with --accept-verdict.',
  ),
  E_JOURNAL_WRITE: define(
    3,
    (c: { path: string; problem: string }) => `The journal ${c.path} cannot be written: ${c.problem}.`,
    () => 'Nothing was sent. Make the folder writable and try again.',
  ),
  E_JOURNAL_READ: define(
    3,
    (c: { path: string; problem: string }) => `The journal ${c.path} cannot be read: ${c.problem}.`,
    () => 'Nothing was sent. Make the file readable and try again.',
  ),
  E_JOURNAL_BUSY: define(
    3,
    (c: { path: string; who: string }) =>
      `Another taoctl, ${c.who}, is still at work; its lock is ${c.path}.`,
    () => 'Nothing was sent. Wait for it, or delete the lock if you are sure that it is gone.',
  ),
  E_JOURNAL_NEWER: define(
    3,
    (c: { path: string; found: number; known: number }) =>
      `The journal ${c.path} was written by a newer taoctl (format ${c.found}); this one writes format ${c.known}.`,
    () => 'Nothing was sent. Use the newer taoctl.',
  ),
  E_ENTRY_UNKNOWN: define(
    3,
    (c: { text: string }) => `There is no journal entry '${c.text}'.`,
    () => next('List the entries with', 'journal', 'list'),
  ),
  E_ENTRY_DAMAGED: define(
    3,
    (c: { entry: string }) => `The bytes of journal entry ${c.entry} do not have its hash.`,
    () => 'Nothing was sent. Look for its outcome with the hash in an explorer.',
  ),
  E_INTENT_CHANGED: define(
    3,
    (c: { id: string; before: string; now: string }) =>
      `The intent id '${c.id}' was used for another trade: ${c.before}; now it is ${c.now}.`,
    () => 'Nothing was sent. Use a new id for a new trade.',
  ),
  E_STORED_BALANCE: define(
    3,
    (c: { problem: string }) => `A stored amount is damaged: ${c.problem}.`,
    () => 'Restore the file from a copy.',
  ),
} as const
