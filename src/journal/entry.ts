import type { SomeBalance } from '../balance/index.ts'

/** A hash or bytes in hex. */
export type HexText = `0x${string}`

/** What one trade of an extrinsic was meant to do. */
export interface EntryTrade {
  readonly verb: string
  /** Null for free TAO. */
  readonly originHotkey: string | null
  readonly destinationHotkey: string | null
  /** Whose it is afterwards. */
  readonly destinationColdkey: string
  readonly sold: SomeBalance
  readonly quoted: SomeBalance
  /** Null when there was none. */
  readonly minReceived: SomeBalance | null
  /** As the chain took it, in decimal digits; null when there was none. */
  readonly limitPrice: string | null
}

/** What an extrinsic was signed for, beside what stands in its own bytes. */
export interface Intent {
  /** The command, as in 'stake.swap'. */
  readonly verb: string
  /** What was asked for, in words that are the same for the same request. */
  readonly request: string
  /** Of --intent-id. */
  readonly intentId: string | null
  readonly network: { readonly name: string; readonly endpoint: string }
  readonly genesis: HexText
  readonly specVersion: number
  readonly trades: readonly EntryTrade[]
  /** All that was planned, for whoever tells later what became of it. */
  readonly plan?: unknown
}

/** What can be noted about an extrinsic once it is signed. 'abandoned': its development chain began again without it. */
export type EntryState = 'included' | 'finalized' | 'rejected' | 'expired' | 'unknown' | 'abandoned'

/** What a verdict stands on, for whoever checks it again. */
export interface Evidence {
  /** The final head up to which blocks were searched. */
  readonly final?: { readonly number: number; readonly hash: string }
  /** The account's nonce there. */
  readonly nonce?: number
  /** The extrinsic of the account that used the nonce. */
  readonly usedBy?: { readonly hash: string; readonly number: number; readonly block: string }
  /** URLs of those whose word it is. */
  readonly endpoints?: readonly string[]
  /** Named endpoints that could not tell, and why. */
  readonly silent?: readonly { readonly endpoint: string; readonly reason: string }[]
}

/** What is known about a state. */
export interface EntryDetail {
  readonly blockNumber?: number
  readonly blockHash?: string
  /** Index of the extrinsic in its block. */
  readonly index?: number
  /** For people. */
  readonly reason?: string
  /**
   * How it is known that the extrinsic can never execute, in a word or two: 'replaced', 'never sent', 'absent'. Only with
   * it is 'rejected' the end: a node's refusal alone proves nothing.
   */
  readonly proof?: string
  /** What the state stands on. */
  readonly evidence?: Evidence
  /** Of 'unknown': hash of the block that was noted to hold it, and does not. */
  readonly takenBack?: string
  /** The command's report when it ended, as in --json. Amounts in it come back only through `readBalance`. */
  readonly report?: unknown
}

export interface EntryChange {
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly state: EntryState
  readonly detail: EntryDetail
}

/** What was signed and what became of it. What entries of format 1 do not say is null. */
export interface JournalEntry extends Omit<Intent, 'request' | 'network' | 'specVersion'> {
  /** Its name: the first 16 hex digits of the hash. */
  readonly entry: string
  /** When it was written; milliseconds since the epoch. */
  readonly time: number
  readonly request: string | null
  readonly network: Intent['network'] | null
  readonly specVersion: number | null
  readonly signer: string
  readonly nonce: number
  /** Blocks the extrinsic is valid for. */
  readonly era: number | null
  /** The block the era counts from. */
  readonly firstBlock: { readonly number: number; readonly hash: HexText | null }
  /** The last block that may hold it. */
  readonly lastBlock: number
  readonly hash: HexText
  readonly bytes: HexText
  /**
   * 'signed' until more is known. Once it is the end, only a final block that holds it changes it, that such a block does
   * not, who used its nonce, or that its chain began again; and 'abandoned' anything that is noted later.
   */
  readonly state: EntryState | 'signed'
  readonly detail: EntryDetail
  /** All that was noted, oldest first. */
  readonly changes: readonly EntryChange[]
  /** Whether the extrinsic may still change what the chain holds, as far as the journal knows. */
  readonly isOpen: boolean
}

/** Whether a state cannot change any more: final in a block, or proven never to get into one. */
function isEnd({ state, detail }: Pick<EntryChange, 'state' | 'detail'>): boolean {
  if (state === 'rejected') return detail.proof !== undefined
  return state === 'finalized' || state === 'expired' || state === 'abandoned'
}

/** Proofs after which nothing is left to find out: none of them is undone by a nonce. */
const CERTAIN = ['replaced', 'never sent', 'absent']

/**
 * Whether an extrinsic may have executed or may yet, for all that is known: as long as it is open, and once it is closed
 * as expired or rejected, until it is known who used its nonce. Nothing is signed with a nonce above its own meanwhile.
 */
export function isInDoubt({ isOpen, state, detail }: Pick<JournalEntry, 'isOpen' | 'state' | 'detail'>) {
  if (isOpen) return true
  return (state === 'expired' || state === 'rejected') && !CERTAIN.includes(detail.proof ?? '')
}

/** Whether a note says of a final block that it does not hold the extrinsic after all. */
const isTakenBack = (entry: JournalEntry, { state, detail: { takenBack } }: EntryChange) =>
  entry.state === 'finalized' &&
  state === 'unknown' &&
  takenBack !== undefined &&
  takenBack === entry.detail.blockHash

/** An entry with one more note about it. A final block that holds it counts more than a proof that none will. */
export function withChange(entry: JournalEntry, change: EntryChange): JournalEntry {
  const changes = [...entry.changes, change]
  const { state, detail } = change
  const counts =
    entry.isOpen ||
    (state === 'finalized' && entry.state !== 'finalized') ||
    isTakenBack(entry, change) ||
    (isInDoubt(entry) && isEnd(change)) ||
    state === 'abandoned' ||
    entry.state === 'abandoned'
  return counts ? { ...entry, changes, state, detail, isOpen: !isEnd(change) } : { ...entry, changes }
}

/** What was known of an entry on its own chain, whether it is set aside now or not. */
export function knownBefore(entry: JournalEntry): JournalEntry {
  const asSigned: JournalEntry = { ...entry, state: 'signed', detail: {}, changes: [], isOpen: true }
  return entry.changes.filter(({ state }) => state !== 'abandoned').reduce(withChange, asSigned)
}
