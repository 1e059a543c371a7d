import Type from 'typebox'

/** Name of a wallet or hotkey: also a file name. */
const name = Type.String({ pattern: '^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$' })
/** An amount as decimal text with at most 9 decimals. */
const amount = Type.String()
const netuid = Type.Integer({ minimum: 0, maximum: 65_535 })
const strict = { additionalProperties: false }

const hotkeySchema = Type.Union([
  /** Registered on every subnet. */
  name,
  Type.Object({ name, registered: Type.Array(netuid) }, strict),
])

const walletSchema = Type.Object(
  {
    name,
    /** Free TAO; 0 by default. */
    free: Type.Optional(amount),
    hotkeys: Type.Optional(Type.Array(hotkeySchema)),
    /** What its holder calls itself on the chain. */
    identity: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
    /** A swap of its coldkey that is under way at block 0. */
    coldkeySwap: Type.Optional(Type.Enum(['announced', 'disputed'])),
  },
  strict,
)

const accountSchema = Type.Object({ address: Type.String(), free: amount }, strict)

const subnetSchema = Type.Object(
  {
    netuid,
    name: Type.String({ maxLength: 64 }),
    symbol: Type.String({ maxLength: 16 }),
    /** A pool, or 1:1 as root. Root is stable, the others are dynamic by default. */
    mechanism: Type.Optional(Type.Enum(['dynamic', 'stable'])),
    /** Alpha reserve of the pool. */
    alphaIn: Type.Optional(amount),
    /** TAO reserve of the pool. */
    tao: Type.Optional(amount),
    /** Weight of the TAO side, 0.01 to 0.99 with at most 18 decimals; 0.5 by default. */
    quoteWeight: Type.Optional(Type.String()),
    /** Of 65535; 33 by default. */
    feeRate: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    /** Whether it trades; true by default. */
    started: Type.Optional(Type.Boolean()),
    /** Whether its stake may change owners; true by default. */
    transfers: Type.Optional(Type.Boolean()),
    tempo: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
  },
  strict,
)

const positionSchema = Type.Object(
  {
    /** A wallet. */
    coldkey: name,
    /** A hotkey of that wallet, or `wallet/hotkey`. */
    hotkey: Type.String(),
    netuid,
    alpha: amount,
  },
  strict,
)

/** Who owns what at block 0. */
export const scenarioSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 64 }),
    /** UTC, such as 2026-01-01T00:00:00Z; that moment by default. */
    genesisTime: Type.Optional(Type.String()),
    wallets: Type.Optional(Type.Array(walletSchema)),
    accounts: Type.Optional(Type.Array(accountSchema)),
    subnets: Type.Array(subnetSchema),
    positions: Type.Optional(Type.Array(positionSchema)),
  },
  strict,
)

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T

/** A scenario file as JSON. `resolveScenario` holds it to what a shape cannot say. */
export type Scenario = Frozen<Type.Static<typeof scenarioSchema>>
