import Type from 'typebox'
import { address, anyAmount, decimal, hash, nullable, success } from './common.ts'

const text = Type.String()
const count = Type.Integer({ minimum: 0 })
const time = Type.Number({ description: 'milliseconds since 1970, UTC' })
const states = ['included', 'finalized', 'rejected', 'expired', 'unknown', 'abandoned'] as const

/** What a verdict stands on. */
const evidence = Type.Object({
  final: nullable(Type.Object({ number: count, hash })),
  nonce: nullable(count),
  usedBy: nullable(Type.Object({ hash, number: count, block: hash })),
  endpoints: Type.Array(text),
  silent: Type.Array(Type.Object({ endpoint: text, reason: text })),
})

const entry = Type.Object({
  entry: Type.String({ pattern: '^[0-9a-f]{16}$' }),
  time,
  state: Type.Enum(['signed', ...states]),
  open: Type.Boolean({ description: 'whether it may still change what the chain holds' }),
  verb: text,
  request: nullable(text),
  intentId: nullable(text),
  network: nullable(Type.Object({ name: text, endpoint: text })),
  genesisHash: hash,
  specVersion: nullable(count),
  signer: address,
  nonce: count,
  era: nullable(count),
  firstBlock: Type.Object({ number: count, hash: nullable(hash) }),
  lastBlock: count,
  trades: Type.Array(
    Type.Object({
      verb: text,
      originHotkey: nullable(address),
      destinationHotkey: nullable(address),
      destinationColdkey: address,
      sold: anyAmount,
      quoted: anyAmount,
      minReceived: nullable(anyAmount),
      limitPrice: nullable(decimal),
    }),
  ),
  changes: Type.Array(
    Type.Object({
      time,
      state: Type.Enum([...states]),
      blockNumber: nullable(count),
      blockHash: nullable(hash),
      index: nullable(count),
      reason: nullable(text),
      proof: nullable(text),
      evidence: nullable(evidence),
      takenBack: nullable(hash),
    }),
  ),
  hash,
  bytes: Type.String({ pattern: '^0x[0-9a-f]*$' }),
})

/** The documents of `journal list` and `journal show`. */
export const journalSchemas = {
  list: success('journal.list', Type.Object({ path: text, entries: Type.Array(entry) })),
  show: success('journal.show', entry),
} as const

/** What names a transaction of the journal. */
const named = { entry: text, verb: text, hash }

/** The document of `journal resume` without an entry; with one it is that of the trade. */
export const journalResumeSchema = success(
  'journal.resume',
  Type.Object({
    entries: Type.Array(
      Type.Object({
        ...named,
        exit: Type.Integer(),
        code: nullable(text),
        message: nullable(text),
        data: Type.Unknown(),
      }),
    ),
  }),
  'always',
)

/** The document of `journal audit`. */
export const journalAuditSchema = success(
  'journal.audit',
  Type.Object({
    entries: Type.Array(
      Type.Object({
        ...named,
        state: Type.Enum(['finalized', 'rejected', 'expired']),
        result: Type.Enum(['confirmed', 'contradicted', 'unknown']),
        finding: text,
      }),
    ),
  }),
  'always',
)
