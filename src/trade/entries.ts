import type { Address } from '../chain/address.ts'
import { openTrace, type Verdict } from '../chain/outcome/trace.ts'
import { CliError } from '../errors/cli-error.ts'
import type { JournalEntry } from '../journal/entry.ts'
import { requireSameRequest } from '../journal/intent.ts'
import { recordedFrom } from '../journal/recorded.ts'
import { type AsideDeps, setAside } from './began-again.ts'

/** What is asked for, and by whom. */
export interface Intended {
  readonly verb: string
  readonly request: string
  readonly coldkey: Address
  readonly intentId: string | undefined
}

/** What the journal says before something is signed. */
export interface Before {
  /** The entry that is this very intent: done, still under way, or executed although its node refused it. */
  readonly same: JournalEntry | undefined
  /** Refused by a pool, but not proven dead: whoever signs now must use the same nonce. */
  readonly refused: readonly JournalEntry[]
  /** Already in a block of which the chain to be signed for must know. */
  readonly settled: readonly JournalEntry[]
}

/**
 * Finds out what became of all open entries of a coldkey, and notes it.
 * @throws E_ENTRY_OPEN when one may still execute, E_INTENT_CHANGED, what the endpoint fails with
 */
export async function lookBefore(deps: AsideDeps, intended: Intended): Promise<Before> {
  const { journal, chain } = deps
  const { coldkey, intentId } = intended
  const verdicts = new Map<string, Verdict>()
  const wasRefused = new Set<string>()
  await setAside(deps, ({ signer }) => signer === coldkey)
  for (const entry of await journal.open(coldkey, chain.genesis)) {
    if (isRefused(entry)) wasRefused.add(entry.entry)
    verdicts.set(entry.entry, await settle(deps, entry))
  }
  const byIntent = intentId === undefined ? [] : await journal.byIntent(intentId, coldkey, chain.genesis)
  const own = byIntent.filter(({ state }) => state !== 'abandoned')
  requireSameRequest(own, intended)
  const { entries } = await journal.entries()
  const all = entries.filter(({ signer, genesis }) => signer === coldkey && genesis === chain.genesis)
  const same =
    own.findLast(entry => isDone(entry) || (entry.isOpen && !isRefused(entry))) ??
    all.find(entry => isDone(entry) && wasRefused.has(entry.entry) && isSame(entry, intended))
  if (!same) {
    const open = all.find(entry => entry.isOpen && !isRefused(entry) && !isIn(entry, verdicts))
    // The same trade, run again once the earlier one executed, would execute twice.
    if (open) throw openError(open, verdicts.get(open.entry), !isSame(open, intended))
  }
  return {
    same,
    refused: all.filter(entry => entry.isOpen && isRefused(entry)),
    settled: all.filter(entry => isDone(entry) || entry.state === 'included'),
  }
}

/**
 * Refuses a nonce that two extrinsics could execute under, or that an endpoint gave which does not know the last block.
 * @throws E_ENTRY_OPEN, E_ENDPOINT
 */
export function requireNonce(
  { refused, settled }: Before,
  { nonce, block }: { readonly nonce: number; readonly block: { readonly number: number } },
): void {
  const other = refused.find(entry => entry.nonce !== nonce)
  if (other) throw openError(other, undefined, true)
  const used = settled.find(entry => entry.lastBlock >= block.number && entry.nonce >= nonce)
  if (!used) return
  const problem = `it gives nonce ${nonce}, which a transaction in block ${used.detail.blockNumber} has used`
  throw new CliError('E_ENDPOINT', { problem }, { retryable: true })
}

/** What became of an entry; an end is noted in the journal. */
async function settle({ chain, journal, halt }: AsideDeps, entry: JournalEntry): Promise<Verdict> {
  const verdict = await halt.race(openTrace(chain.rpc, recordedFrom(entry))())
  if (verdict.kind === 'finalized') {
    const { number, block, index } = verdict
    await journal.update(entry, 'finalized', { blockNumber: number, blockHash: block, index })
  }
  if (verdict.kind === 'rejected')
    await journal.update(entry, 'rejected', { reason: verdict.reason, proof: 'nonce used' })
  if (verdict.kind === 'expired') await journal.update(entry, 'expired', {})
  return verdict
}

/** A pool's refusal is noted without proof, and so leaves the entry open. */
const isRefused = ({ state }: JournalEntry) => state === 'rejected'
const isDone = ({ state }: JournalEntry) => state === 'finalized'

/** In a block that was enough for its command, and that the best chain still has. */
const isIn = ({ entry, state }: JournalEntry, verdicts: ReadonlyMap<string, Verdict>) =>
  state === 'included' && verdicts.get(entry)?.kind === 'included'

/** Whether it was asked for in the same words. Who was told of a refusal and asks again means the same trade. */
const isSame = (entry: JournalEntry, { verb, request, intentId }: Intended) =>
  entry.verb === verb && entry.request === request && entry.intentId === (intentId ?? null)

function openError(
  { entry, hash, lastBlock }: JournalEntry,
  verdict: Verdict | undefined,
  retryable: boolean,
): CliError {
  const reason = verdict?.kind === 'possible' ? verdict.reason : `block ${lastBlock} is not final yet`
  return new CliError('E_ENTRY_OPEN', { entry, hash, reason }, { journal: entry, retryable })
}
