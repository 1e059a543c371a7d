import Type from 'typebox'

const strict = { additionalProperties: false }

const hex = Type.String({ pattern: '^0x([0-9a-fA-F]{2})*$' })
/** BLAKE2b-256 of a block or extrinsic. */
const hash = Type.String({ pattern: '^0x[0-9a-fA-F]{64}$' })
const hashes = Type.Optional(Type.Array(hash))
const milliseconds = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000_000 })
const count = Type.Integer({ minimum: 1, maximum: 100_000 })
const netuid = Type.Integer({ minimum: 0, maximum: 65_535 })

const newBlock = Type.Object(
  {
    /** How many, each on the one before; 1 by default. */
    count: Type.Optional(count),
    /** Block to build on; the best by default. */
    parent: Type.Optional(hash),
    /** Hashes of ready transactions to take; all by default. */
    include: hashes,
    exclude: hashes,
  },
  strict,
)

const target = {
  direction: Type.Enum(['request', 'answer', 'notification']),
  method: Type.Optional(Type.String()),
  skip: Type.Optional(Type.Integer({ minimum: 0 })),
  times: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Literal('always')])),
}

const fault = Type.Union([
  Type.Object({ ...target, kind: Type.Enum(['drop', 'duplicate', 'garble', 'close']) }, strict),
  Type.Object({ ...target, kind: Type.Literal('delay'), milliseconds }, strict),
  Type.Object(
    {
      ...target,
      kind: Type.Literal('error'),
      code: Type.Integer(),
      message: Type.String(),
      data: Type.Optional(Type.String()),
    },
    strict,
  ),
  Type.Object({ ...target, kind: Type.Literal('result'), result: Type.Unknown() }, strict),
])

const dividend = Type.Object(
  {
    /** An address, or the name of a development key such as `coldkey_1/hot_25`. */
    hotkey: Type.String(),
    netuid,
    /** Decimal text with at most 9 decimals. */
    alpha: Type.String(),
  },
  strict,
)

/** Raw keys and SCALE bytes, or values by pallet, item and key. */
const storage = Type.Union([
  Type.Array(Type.Tuple([hex, Type.Union([hex, Type.Null()])])),
  Type.Record(
    Type.String(),
    Type.Record(
      Type.String(),
      Type.Array(Type.Tuple([Type.Array(Type.Union([Type.String(), Type.Integer()])), Type.Unknown()])),
    ),
  ),
])

const reorg = Type.Object(
  {
    /** Block the branches have in common, by hash or by how far it is below the best; 1 by default. */
    parent: Type.Optional(hash),
    depth: Type.Optional(count),
    drop: hashes,
    include: hashes,
  },
  strict,
)

const limit = Type.Integer({ minimum: 0, maximum: 1_000_000 })

const frontRun = Type.Object(
  {
    /** Name of a development key. */
    signer: Type.String({ minLength: 1, maxLength: 129 }),
    /** SCALE bytes of a call. */
    call: hex,
    before: Type.Object(
      { hash: Type.Optional(hash), signer: Type.Optional(Type.String()), call: Type.Optional(Type.String()) },
      strict,
    ),
  },
  strict,
)

const upgrade = Type.Union([
  Type.Object({ specVersion: Type.Integer({ minimum: 1, maximum: 0xffff_ffff }) }, strict),
  Type.Object({ metadata: hex }, strict),
])

const restart = Type.Object(
  { downFor: Type.Optional(milliseconds), keepPool: Type.Optional(Type.Boolean()) },
  strict,
)

/** Parameters of the `dev_*` methods by position: names and shapes. */
export const parameters = {
  dev_newBlock: Type.Object({ block: Type.Optional(Type.Union([hash, newBlock])) }, strict),
  dev_finalizeBlock: Type.Object({ block: Type.Optional(hash) }, strict),
  dev_setBlockBuildMode: Type.Object({ mode: Type.Union([Type.Enum(['Instant', 'Manual']), count]) }, strict),
  dev_pause: Type.Object({}, strict),
  dev_resume: Type.Object({}, strict),
  dev_setAutoFinality: Type.Object({ automatic: Type.Boolean() }, strict),
  dev_timeTravel: Type.Object({ time: Type.Union([milliseconds, Type.String()]) }, strict),
  dev_advanceTime: Type.Object({ milliseconds }, strict),
  dev_setStorage: Type.Object({ storage }, strict),
  dev_addDividend: Type.Object({ dividend }, strict),
  dev_reorg: Type.Object({ reorg: Type.Optional(reorg) }, strict),
  dev_setPoolLimits: Type.Object({ limits: Type.Object({ ready: limit, future: limit }, strict) }, strict),
  dev_placeBefore: Type.Object({ frontRun }, strict),
  dev_upgrade: Type.Object({ upgrade }, strict),
  dev_hangUp: Type.Object({}, strict),
  dev_restart: Type.Object({ restart: Type.Optional(restart) }, strict),
  dev_addFault: Type.Object({ fault }, strict),
  dev_removeFault: Type.Object({ fault: Type.Optional(Type.Integer()) }, strict),
  dev_faults: Type.Object({}, strict),
} as const

/** Name of a method that controls the chain. */
export type ControlMethod = keyof typeof parameters
