import fc from 'fast-check'
import type { Genesis, GenesisSubnet } from '../../../devnet/types.ts'
import { author, subnet } from '../../devnet/runtime/chain.ts'
import { spread } from '../../fuzz/world.ts'
import { coldkey, hotOne, hotTwo, type Rulebook, stranger } from './stage.ts'

/** What a trade takes from, or gives to: alpha of a subnet under a hotkey, or TAO. */
export interface Place {
  readonly netuid: number | undefined
  readonly hotkey: string
}

/** A trade whose amount is yet to be made from what there is and what it is worth. */
export interface Act {
  readonly from: Place
  readonly to: Place
  /** Whether to another coldkey. */
  readonly transfer: boolean
  /** Answers rao of the side sold, given the position or the free TAO, and a rough price. */
  readonly amount: (base: bigint, priceRao: bigint) => bigint
}

export interface Case {
  readonly rulebook: Rulebook
  readonly genesis: Omit<Genesis, 'timestamp' | 'author'>
  readonly free: bigint
  readonly acts: readonly Act[]
  /** Whether the signer pays a fee, which takes alpha where TAO does not do; else somebody else pays. */
  readonly pays: boolean
}

const NETUIDS = [1, 2, 3] as const
const UNIT = 10n ** 9n
const MINIMUM = 2_000_000n

/** What one class of cases is about; the rest is left to chance. */
interface Class {
  readonly weight?: fc.Arbitrary<bigint>
  readonly reserve?: fc.Arbitrary<bigint>
  readonly amount?: fc.Arbitrary<Act['amount']>
  readonly free?: fc.Arbitrary<bigint>
  readonly acts?: fc.Arbitrary<readonly Omit<Act, 'amount'>[]>
  readonly rulebook?: fc.Arbitrary<Rulebook>
  readonly position?: fc.Arbitrary<bigint>
  readonly pays?: true
}

const anyWeight = fc.oneof(
  fc.constant(500_000_000_000_000_000n),
  fc.bigInt(490_000_000_000_000_000n, 510_000_000_000_000_000n),
  fc.bigInt(10_000_000_000_000_000n, 990_000_000_000_000_000n),
)
const anyReserve = fc.oneof(spread(1e12, 1e16), spread(1e8, 2.1e16))
const anyFree = spread(1e10, 1e14)
const off = fc.bigInt(-2n, 2n)
const notNegative = (value: bigint) => (value < 0n ? 0n : value)

const part: fc.Arbitrary<Act['amount']> = fc.oneof(
  fc.bigInt(1n, 1_000_000n).map(
    (millionths): Act['amount'] =>
      base =>
        (base * millionths) / 1_000_000n,
  ),
  spread(1e6, 1e13).map(
    (fixed): Act['amount'] =>
      base =>
        fixed < base ? fixed : base,
  ),
  fc.constant((base: bigint) => base),
)
const roundingEdge: fc.Arbitrary<Act['amount']> = fc.tuple(spread(1, 1e9), off).map(
  ([times, by]): Act['amount'] =>
    () =>
      notNegative(21_845n * times + by),
)
/** Worth the minimum, or the least addition, give or take a rao of TAO and two of the amount. */
const minimumEdge: fc.Arbitrary<Act['amount']> = fc
  .tuple(fc.constantFrom(MINIMUM, MINIMUM + 1_007n, MINIMUM - 1n, MINIMUM + 1n), off)
  .map(
    ([worth, by]): Act['amount'] =>
      (_, price) =>
        notNegative((worth * UNIT) / (price || 1n) + by),
  )

const pool = fc.constantFrom(...NETUIDS)
const hot = fc.constantFrom(hotOne, hotTwo)
const tao = (hotkey: string): Place => ({ netuid: undefined, hotkey })

/** Any trade across subnets, or within one. */
const anyAct: fc.Arbitrary<Omit<Act, 'amount'>> = fc
  .record({
    kind: fc.constantFrom(
      'swap',
      'swap',
      'toRoot',
      'fromRoot',
      'toStable',
      'fromStable',
      'add',
      'remove',
      'move',
      'transfer',
    ),
    netuid: pool,
    by: fc.constantFrom(1, 2),
    hotkey: hot,
    other: hot,
  })
  .map(({ kind, netuid, by, hotkey, other }) => {
    const at = (of: number, who = hotkey): Place => ({ netuid: of, hotkey: who })
    const next = ((netuid - 1 + by) % 3) + 1
    const across = (from: Place, to: Place, transfer = false) => ({ from, to, transfer })
    switch (kind) {
      case 'toRoot':
        return across(at(netuid), at(0))
      case 'fromRoot':
        return across(at(0), at(netuid))
      case 'toStable':
        return across(at(netuid), at(4))
      case 'fromStable':
        return across(at(4), at(netuid))
      case 'add':
        return across(tao(hotkey), at(netuid))
      case 'remove':
        return across(at(netuid), tao(hotkey))
      case 'move':
        return across(at(netuid), at(next, other))
      case 'transfer':
        return across(at(netuid), at(next), true)
      default:
        return across(at(netuid), at(next))
    }
  })

/** Several positions into one pool: every origin, some with both hotkeys. */
const intoOne = fc
  .subarray(
    [0, 2, 3, 4].flatMap(netuid => [hotOne, hotTwo].map(hotkey => ({ netuid, hotkey }))),
    { minLength: 3, maxLength: 6 },
  )
  .map(places => places.map(from => ({ from, to: { netuid: 1, hotkey: from.hotkey }, transfer: false })))

/** Both hotkeys' positions on one subnet, and where they go. */
const twoHotkeys = fc.tuple(pool, fc.constantFrom(0, 'tao', 'next')).map(([netuid, goal]) =>
  [hotOne, hotTwo].map(hotkey => {
    const to = goal === 'tao' ? tao(hotkey) : { netuid: goal === 0 ? 0 : (netuid % 3) + 1, hotkey }
    return { from: { netuid, hotkey }, to, transfer: false }
  }),
)

const within = fc
  .tuple(fc.constantFrom(0, 1, 2, 3, 4), fc.boolean())
  .map(([netuid, transfer]) => [
    { from: { netuid, hotkey: hotOne }, to: { netuid, hotkey: transfer ? hotOne : hotTwo }, transfer },
  ])

const poor = fc.oneof(fc.constant(0n), fc.bigInt(500n, 1_000n))

/** Pools of real size, and a position everywhere. */
const real: Class = { reserve: spread(1e12, 1e16), position: spread(1e9, 1e13) }

/** The classes every quote is tried on. The chain knows no account with 1 to 499 rao. */
export const classes: Readonly<Record<string, Class>> = {
  'weights 0.01 to 0.99': { weight: fc.bigInt(10n ** 16n, 99n * 10n ** 16n) },
  'amounts at the edges of fee rounding': { amount: roundingEdge },
  'amounts worth the minimum, one more, one less': { amount: minimumEdge },
  'reserves near 1,000,000 rao': {
    reserve: fc.oneof(fc.bigInt(999_990n, 1_000_010n), spread(1e6, 1e8)),
    position: spread(1e5, 1e9),
    amount: fc.oneof(
      minimumEdge,
      part,
      fc.constant((base: bigint) => base),
    ),
  },
  'free TAO 0 to 1,000 rao': { free: poor },
  'three and more legs into one pool': { ...real, acts: intoOne },
  'two hotkeys on one subnet': { acts: twoHotkeys, position: spread(1e7, 1e14) },
  'a position already at the destination': { ...real, acts: anyAct.map(act => [act]) },
  'trades of every kind in one batch': {
    ...real,
    acts: fc.array(
      anyAct.filter(({ transfer }) => !transfer),
      { minLength: 2, maxLength: 5 },
    ),
  },
  'within one subnet': { acts: within, amount: fc.oneof(minimumEdge, part) },
  'the fee paid in alpha': {
    free: poor,
    pays: true,
    acts: anyAct.filter(({ from }) => from.netuid !== undefined).map(act => [act]),
  },
  'the ellipse of later runtimes': {
    rulebook: fc.constant('next'),
    acts: fc.oneof(
      anyAct.map(act => [act]),
      intoOne,
      twoHotkeys,
    ),
  },
  'pools whose weights cannot be read': {
    rulebook: fc.constant('blind'),
    // Pools of real size: simulations cannot tell of dust, of pools run dry in the course of a batch, and of prices that
    // reach the chain's own bounds.
    reserve: spread(1e14, 1e15),
    weight: fc.bigInt(4n * 10n ** 17n, 6n * 10n ** 17n),
    position: spread(1e9, 1e14),
    amount: fc.constantFrom(
      base => base,
      base => base / 2n,
    ),
    acts: fc.oneof(
      anyAct.map(act => [act]),
      intoOne,
      twoHotkeys,
    ),
  },
}

const poolOf = (
  { weight = anyWeight, reserve = anyReserve }: Class,
  netuid: number,
): fc.Arbitrary<GenesisSubnet> =>
  fc
    .record({
      alphaIn: reserve,
      tao: reserve,
      quoteWeight: weight,
      feeRate: fc.constantFrom(33, 33, 33, 0, 1, 655, 10_000),
    })
    .map(given => subnet(netuid, given))

const place = fc.oneof({ weight: 1, arbitrary: fc.constant(0n) }, { weight: 9, arbitrary: spread(1e6, 1e15) })

/** A case of a class: a chain on which one coldkey, under two hotkeys, holds something nearly everywhere. */
export function caseOf(of: Class): fc.Arbitrary<Case> {
  const places = [0, 1, 2, 3, 4].flatMap(netuid => [hotOne, hotTwo].map(hotkey => ({ netuid, hotkey })))
  return fc
    .record({
      rulebook: of.rulebook ?? fc.constantFrom<Rulebook>('present', 'present', 'present', 'next'),
      pools: fc.tuple(...NETUIDS.map(netuid => poolOf(of, netuid))),
      alphas: fc.array(of.position ?? place, { minLength: places.length, maxLength: places.length }),
      others: spread(1, 1e15),
      free: of.free ?? anyFree,
      acts: of.acts ?? anyAct.map(act => [act]),
      amounts: fc.array(of.amount ?? part, { minLength: 8, maxLength: 8 }),
    })
    .map(({ pools, alphas, others, acts, amounts, free, rulebook }) => ({
      rulebook,
      free,
      pays: of.pays ?? false,
      acts: acts.map((act, i) => ({ ...act, amount: amounts[i] ?? (base => base) })),
      genesis: {
        accounts: [
          { address: coldkey, free },
          { address: stranger, free: 10n ** 12n },
          { address: author, free: UNIT },
        ],
        hotkeys: [
          { address: hotOne, owner: coldkey, netuids: [1, 2] },
          { address: hotTwo, owner: stranger, netuids: [1] },
        ],
        subnets: [subnet(0), ...pools, subnet(4, { mechanism: 0 })],
        positions: [
          ...places
            .map((each, i) => ({ ...each, coldkey, alpha: alphas[i] ?? 0n }))
            .filter(({ alpha }) => alpha > 0n),
          { coldkey: stranger, hotkey: hotTwo, netuid: 2, alpha: others },
        ],
      },
    }))
}
