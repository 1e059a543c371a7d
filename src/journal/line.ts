import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { readBalance } from '../balance/index.ts'
import type { Signed } from '../chain/extrinsic/compose.ts'
import type { EntryChange, EntryDetail, EntryState, EntryTrade, Intent, JournalEntry } from './entry.ts'

/** The format this version writes. Lines of format 1 are read too. */
export const FORMAT = 2

/** What a line of the file says. */
export type JournalLine =
  | { readonly kind: 'signed'; readonly entry: JournalEntry }
  | { readonly kind: 'change'; readonly of: string; readonly change: EntryChange }
  | { readonly kind: 'newer'; readonly format: number }
  | { readonly kind: 'damaged'; readonly problem: string }

const hex = Type.Unsafe<`0x${string}`>(Type.String({ pattern: '^0x([0-9a-f]{2})*$' }))
const hash = Type.Unsafe<`0x${string}`>(Type.String({ pattern: '^0x[0-9a-f]{64}$' }))
const name = Type.String({ pattern: '^[0-9a-f]{16}$' })
const count = Type.Integer({ minimum: 0 })
/** Only `readBalance` can tell. */
const amount = Type.Unknown()
const any = { time: Type.Number(), entry: name }

const signed = {
  ...any,
  state: Type.Literal('signed'),
  signer: Type.String(),
  nonce: count,
  lastBlock: count,
  hash,
  bytes: hex,
}
const text = Type.Union([Type.String(), Type.Null()])
const hotkeys = { originHotkey: text, destinationHotkey: text }
const oldSigned = Type.Object({
  ...signed,
  format: Type.Literal(1),
  firstBlock: count,
  intent: Type.Object({
    verb: Type.String(),
    genesis: hash,
    trades: Type.Array(Type.Object({ ...hotkeys, sold: amount, quoted: amount })),
  }),
})
const newSigned = Type.Object({
  ...signed,
  format: Type.Literal(FORMAT),
  network: Type.Object({ name: Type.String(), endpoint: Type.String() }),
  genesis: hash,
  specVersion: count,
  era: count,
  firstBlock: Type.Object({ number: count, hash }),
  intent: Type.Object({
    verb: Type.String(),
    request: Type.String(),
    plan: Type.Optional(Type.Unknown()),
    intentId: text,
    trades: Type.Array(
      Type.Object({
        ...hotkeys,
        destinationColdkey: Type.String(),
        verb: Type.String(),
        sold: amount,
        quoted: amount,
        minReceived: amount,
        limitPrice: text,
      }),
    ),
  }),
})
const block = Type.Object({ number: count, hash: Type.String() })
const evidence = Type.Object({
  final: Type.Optional(block),
  nonce: Type.Optional(count),
  usedBy: Type.Optional(Type.Object({ hash: Type.String(), number: count, block: Type.String() })),
  endpoints: Type.Optional(Type.Array(Type.String())),
  silent: Type.Optional(Type.Array(Type.Object({ endpoint: Type.String(), reason: Type.String() }))),
})
const detail = {
  blockNumber: Type.Optional(count),
  blockHash: Type.Optional(Type.String()),
  index: Type.Optional(count),
  reason: Type.Optional(Type.String()),
  proof: Type.Optional(Type.String({ minLength: 1 })),
  report: Type.Optional(Type.Unknown()),
  evidence: Type.Optional(evidence),
  takenBack: Type.Optional(Type.String()),
}
const change = Type.Object({
  ...any,
  format: Type.Union([Type.Literal(1), Type.Literal(FORMAT)]),
  state: Type.Enum(['included', 'finalized', 'rejected', 'expired', 'unknown', 'abandoned']),
  ...detail,
})

// Compiled, because a journal may have hundreds of thousands of lines.
const checks = {
  change: Compile(change),
  newSigned: Compile(newSigned),
  oldSigned: Compile(oldSigned),
}

/** Understands one line. Never throws. */
export function readLine(text: string): JournalLine {
  const bad = (problem: string): JournalLine => ({ kind: 'damaged', problem })
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return bad('it is no object')
    const { format, state } = value as { readonly format?: unknown; readonly state?: unknown }
    if (typeof format !== 'number' || !Number.isInteger(format)) return bad('it has no format')
    if (format > FORMAT) return { kind: 'newer', format }
    if (state !== 'signed')
      return checks.change.Check(value) ? readChange(value) : bad('it lacks what a note has')
    if (checks.newSigned.Check(value)) return { kind: 'signed', entry: readEntry(value) }
    if (checks.oldSigned.Check(value)) return { kind: 'signed', entry: readOldEntry(value) }
    return bad('it lacks what an entry has')
  } catch (error) {
    return bad(
      error instanceof SyntaxError ? 'it is not JSON' : error instanceof Error ? error.message : 'unreadable',
    )
  }
}

/** The line of a new entry. */
export function signedLine(
  time: number,
  entry: string,
  { unsigned, bytes, hash }: Signed,
  intent: Intent,
): string {
  const { verb, request, intentId, network, genesis, specVersion, trades, plan } = intent
  const { signer, nonce, era, block, lastBlock } = unsigned
  return JSON.stringify({
    ...{ format: FORMAT, time, entry, state: 'signed', network, genesis, specVersion },
    ...{ signer, nonce, era, firstBlock: block, lastBlock, hash },
    intent: { verb, request, intentId, trades, plan },
    bytes,
  })
}

/** The line of a note about an entry. */
export function changeLine(time: number, entry: string, state: EntryState, detail: EntryDetail): string {
  return JSON.stringify({ format: FORMAT, time, entry, state, ...detail })
}

function readChange({ format: _, time, entry, state, ...detail }: Type.Static<typeof change>): JournalLine {
  return { kind: 'change', of: entry, change: { time, state, detail } }
}

const unchanged = { state: 'signed', detail: {}, changes: [], isOpen: true } as const

function readEntry({ format: _, intent, ...value }: Type.Static<typeof newSigned>): JournalEntry {
  return { ...value, ...intent, trades: intent.trades.map(readTrade), ...unchanged }
}

function readOldEntry({
  format: _,
  intent,
  firstBlock,
  ...value
}: Type.Static<typeof oldSigned>): JournalEntry {
  const verb = intent.verb.replace(/^.*\./, '')
  const untold = { verb, destinationColdkey: value.signer, minReceived: null, limitPrice: null }
  const missing = { request: null, intentId: null, network: null, specVersion: null, era: null }
  return {
    ...{ ...value, ...missing, verb: intent.verb, genesis: intent.genesis },
    firstBlock: { number: firstBlock, hash: null },
    trades: intent.trades.map(trade => readTrade({ ...trade, ...untold })),
    ...unchanged,
  }
}

type StoredTrade = Type.Static<typeof newSigned>['intent']['trades'][number]

function readTrade({ sold, quoted, minReceived, ...trade }: StoredTrade): EntryTrade {
  return {
    ...trade,
    sold: readBalance(sold),
    quoted: readBalance(quoted),
    minReceived: minReceived === null ? null : readBalance(minReceived),
  }
}
