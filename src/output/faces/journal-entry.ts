import type { EntryChange, Evidence, JournalEntry } from '../../journal/entry.ts'
import type { Json } from '../face.ts'

/** An entry for scripts. */
export function entryJson(entry: JournalEntry): Json {
  const { trades, changes, isOpen, genesis, state, ...rest } = entry
  return {
    ...{ entry: rest.entry, time: rest.time, state, open: isOpen },
    ...{ verb: rest.verb, request: rest.request, intentId: rest.intentId },
    ...{ network: rest.network && { ...rest.network }, genesisHash: genesis, specVersion: rest.specVersion },
    ...{ signer: rest.signer, nonce: rest.nonce, era: rest.era },
    ...{ firstBlock: { ...rest.firstBlock }, lastBlock: rest.lastBlock },
    trades: trades.map(trade => ({ ...trade })),
    changes: changes.map(changeJson),
    ...{ hash: rest.hash, bytes: rest.bytes },
  }
}

function changeJson({ time, state, detail }: EntryChange): Json {
  const { blockNumber, blockHash, index, reason, proof, evidence, takenBack } = detail
  return {
    ...{ time, state, blockNumber: blockNumber ?? null, blockHash: blockHash ?? null, index: index ?? null },
    ...{ reason: reason ?? null, proof: proof ?? null },
    ...{ evidence: evidence ? evidenceJson(evidence) : null, takenBack: takenBack ?? null },
  }
}

const evidenceJson = ({ final, nonce, usedBy, endpoints = [], silent = [] }: Evidence): Json => ({
  final: final ? { ...final } : null,
  nonce: nonce ?? null,
  usedBy: usedBy ? { ...usedBy } : null,
  endpoints: [...endpoints],
  silent: silent.map(each => ({ ...each })),
})

/** A moment as '2026-01-01 00:00:00' UTC; to the minute when short. */
export function moment(time: number, style: 'short' | 'medium'): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short', timeStyle: style }).format(
    time,
  )
}

/** A state in words: whether it can still change is what people need to know. */
export function stateText({ state, isOpen }: Pick<JournalEntry, 'state' | 'isOpen'>): string {
  return isOpen ? `${state}, open` : state
}
