import type { Address } from '../../chain/address.ts'
import { hostOf } from '../../chain/network/network.ts'
import { replacedText } from '../../chain/outcome/find-extrinsic.ts'
import { CliError } from '../../errors/cli-error.ts'
import { isInDoubt, type JournalEntry } from '../../journal/entry.ts'
import { requireSameRequest } from '../../journal/intent.ts'
import { recordedFrom } from '../../journal/recorded.ts'
import type { Desk } from '../desk.ts'
import { type Judged, noteOf, openJudge } from '../sending/judge.ts'
import { setAside } from './set-aside.ts'

/** What tells of earlier transactions. */
type EntriesDesk = Pick<Desk, 'chain' | 'journal' | 'halt' | 'output' | 'clock' | 'others' | 'acceptVerdict'>

/** What is asked for, and by whom. */
export interface Intended {
  readonly verb: string
  readonly request: string
  readonly coldkey: Address
  readonly intentId: string | undefined
}

/** An entry that may have executed, or may yet. */
interface Doubt {
  readonly entry: JournalEntry
  /** What the endpoints say of it now. */
  readonly judged: Judged
}

/** What the journal says before something is signed. */
export interface Before {
  /** The entry that is this very intent: done, still under way, or executed although its node refused it. */
  readonly same: JournalEntry | undefined
  /** Entries of which it is not known who used their nonce: whoever signs now must use no higher one. */
  readonly doubts: readonly Doubt[]
  /** Already in a block of which the chain to be signed for must know. */
  readonly settled: readonly JournalEntry[]
}

/**
 * Finds out what became of all entries of a coldkey that are in doubt, however old, and notes it.
 * @throws E_ENTRY_OPEN when one may still execute, E_INTENT_CHANGED, what the endpoint fails with
 */
export async function lookBefore(desk: EntriesDesk, intended: Intended): Promise<Before> {
  const { journal, chain } = desk
  const { coldkey, intentId } = intended
  await setAside(desk, ({ signer }) => signer === coldkey)
  const read = async () =>
    (await journal.entries()).entries.filter(
      ({ signer, genesis }) => signer === coldkey && genesis === chain.genesis,
    )
  const inDoubt = (await read()).filter(isInDoubt)
  const wasRefused = new Set(inDoubt.filter(isRefused).map(({ entry }) => entry))
  const judgements = new Map<string, Judged>()
  for (const entry of inDoubt) judgements.set(entry.entry, await noteEnd(desk, entry))
  await noteReplaced(desk, await read())
  const all = await read()
  const own = all.filter(each => each.intentId === intentId && each.state !== 'abandoned')
  if (intentId !== undefined) requireSameRequest(own, intended)
  const same =
    (intentId === undefined ? [] : own).findLast(
      entry => isDone(entry) || (entry.isOpen && !isRefused(entry)),
    ) ?? all.find(entry => isDone(entry) && wasRefused.has(entry.entry) && isSame(entry, intended))
  const doubts = all.flatMap(entry => {
    const judged = isInDoubt(entry) ? judgements.get(entry.entry) : undefined
    return judged && !(entry.state === 'included' && judged.kind === 'included') ? [{ entry, judged }] : []
  })
  if (!same) {
    const open = doubts.find(({ entry }) => entry.isOpen && !isRefused(entry))
    // The same trade, run again once the earlier one executed, would execute twice.
    if (open) throw openError(open, !isSame(open.entry, intended))
  }
  return { same, doubts, settled: all.filter(entry => isDone(entry) || entry.state === 'included') }
}

/**
 * Refuses a nonce that two extrinsics could execute under, or that an endpoint gave which does not know the last block.
 * With the nonce of an entry in doubt, or a lower one where its era is over, at most one of the two executes, whoever
 * lies; with a higher one both may, and with --accept-verdict it is noted that this was taken.
 * @throws E_ENTRY_OPEN, E_ENTRY_DOUBT, E_ENDPOINT
 */
export async function requireNonce(
  { acceptVerdict, journal }: Pick<EntriesDesk, 'acceptVerdict' | 'journal'>,
  { doubts, settled }: Before,
  { nonce, block }: { readonly nonce: number; readonly block: { readonly number: number } },
): Promise<void> {
  const others = doubts.filter(({ entry }) => entry.nonce !== nonce)
  for (const doubt of others) {
    const { entry, judged } = doubt
    if (entry.isOpen || (entry.nonce > nonce && judged.kind !== 'expired')) throw openError(doubt, true)
    const isBlind = judged.kind === 'possible' && judged.lasting
    if (entry.nonce < nonce && !(acceptVerdict && isBlind)) throw doubtError(doubt)
  }
  const used = settled.find(entry => entry.lastBlock >= block.number && entry.nonce >= nonce)
  if (used) {
    const problem = `it gives nonce ${nonce}, which a transaction in block ${used.detail.blockNumber} has used`
    throw new CliError('E_ENDPOINT', { problem }, { retryable: true })
  }
  for (const { entry } of others.filter(each => each.entry.nonce < nonce)) {
    await journal.update(entry, 'expired', { reason: 'taken so with --accept-verdict', proof: 'absent' })
  }
}

/** What became of an entry; an end is noted in the journal, once. */
async function noteEnd(desk: EntriesDesk, entry: JournalEntry): Promise<Judged> {
  const { journal } = desk
  const judged = await judgeEntry(desk, entry)
  if (judged.kind === 'finalized') {
    const { number, block, index } = judged
    await journal.update(entry, 'finalized', { blockNumber: number, blockHash: block, index })
  }
  if (judged.kind === 'rejected') await journal.update(entry, 'rejected', noteOf(judged))
  if (judged.kind === 'expired') {
    const isAbsent = mayBeAbsent(desk, entry, judged)
    const note = { ...noteOf(judged), ...(isAbsent && { proof: 'absent' }) }
    if (entry.isOpen || isAbsent) await journal.update(entry, 'expired', note)
  }
  return judged
}

/** That an endpoint cannot tell of an entry closed before keeps nobody from signing with its nonce. */
async function judgeEntry(desk: EntriesDesk, entry: JournalEntry): Promise<Judged> {
  try {
    return await openJudge(desk, recordedFrom(entry))()
  } catch (error) {
    if (entry.isOpen || !(error instanceof CliError) || !error.is('E_ENDPOINT')) throw error
    return { kind: 'possible', reason: error.message.replace(/\.$/, ''), lasting: true }
  }
}

/** How long the user of a nonce is looked for before its absence is enough. Unit: milliseconds. */
const LONG = 60 * 60_000

/**
 * Whether an entry whose nonce was used counts as one that did not execute, although who used it cannot be found: long
 * afterwards, where the blocks of its era are without it at the endpoint in use and at another that was named. That is
 * their word.
 */
function mayBeAbsent(
  { clock, acceptVerdict }: EntriesDesk,
  entry: JournalEntry,
  { nonce, votes }: Extract<Judged, { readonly kind: 'expired' }>,
): boolean {
  if (nonce === undefined || nonce <= entry.nonce) return false
  // One host is one owner, whatever path is written behind it.
  const hosts = new Set(votes.endpoints.map(hostOf))
  return acceptVerdict || (hosts.size > 1 && clock.now() - entry.time >= LONG)
}

/** Notes of entries in doubt that another one of the journal used their nonce. */
async function noteReplaced({ journal }: EntriesDesk, entries: readonly JournalEntry[]): Promise<void> {
  const done = new Map(entries.filter(isDone).map(entry => [entry.nonce, entry]))
  for (const entry of entries.filter(isInDoubt)) {
    const user = done.get(entry.nonce)
    const { blockNumber: number, blockHash: block } = user?.detail ?? {}
    // One of before is no user: an account that was emptied and paid into anew starts at 0 again.
    if (!user || number === undefined || block === undefined || number <= entry.firstBlock.number) continue
    const reason = replacedText(entry, { hash: user.hash, block: { number } })
    const evidence = { usedBy: { hash: user.hash, number, block } }
    await journal.update(entry, 'rejected', { reason, proof: 'replaced', evidence })
  }
}

/** A pool's refusal is noted without proof, and so leaves the entry open. */
const isRefused = ({ state, isOpen }: JournalEntry) => isOpen && state === 'rejected'
const isDone = ({ state }: JournalEntry) => state === 'finalized'

/** Whether it was asked for in the same words. Who was told of a refusal and asks again means the same trade. */
const isSame = (entry: JournalEntry, { verb, request, intentId }: Intended) =>
  entry.verb === verb && entry.request === request && entry.intentId === (intentId ?? null)

function openError({ entry: { entry, hash, lastBlock }, judged }: Doubt, retryable: boolean): CliError {
  const reason = judged.kind === 'possible' ? judged.reason : `block ${lastBlock} is not final yet`
  return new CliError('E_ENTRY_OPEN', { entry, hash, reason }, { journal: entry, retryable })
}

/** Its nonce was used, as far as the endpoint can be believed, by nobody known. */
function doubtError({ entry: { entry, hash, nonce }, judged }: Doubt): CliError {
  const isOver = judged.kind === 'expired' && judged.nonce !== undefined && judged.nonce > nonce
  const silent = judged.kind === 'expired' ? judged.votes.silent : []
  const others = silent.map(({ endpoint, reason }) => `; ${endpoint}: ${reason}`).join('')
  const reason =
    judged.kind === 'possible'
      ? judged.reason
      : isOver
        ? `nobody shows who used its nonce ${nonce}${others}`
        : `its nonce ${nonce} is used in a block or pool that is not final`
  return new CliError('E_ENTRY_DOUBT', { entry, hash, reason }, { journal: entry, retryable: !isOver })
}
