import fc from 'fast-check'
import type { Genesis, GenesisSubnet } from '../../devnet/types.ts'
import { author, key, subnet } from '../devnet/runtime/chain.ts'

export const coldkeys = [key(2), key(3), key(4)] as const
export const hotkeys = [key(11), key(12)] as const
/** Root, three pools, one subnet that trades 1:1. */
export const netuids = [0, 1, 2, 3, 4] as const
const poolNetuids = [1, 2, 3] as const

/** A whole number with its logarithm spread evenly, so that every order of magnitude is met. */
export function spread(least: number, most: number): fc.Arbitrary<bigint> {
  return fc
    .tuple(
      fc.double({ min: Math.log10(least), max: Math.log10(most), noNaN: true }),
      fc.integer({ min: -2, max: 2 }),
    )
    .map(([exponent, off]) => {
      const value = BigInt(Math.round(10 ** exponent)) + BigInt(off)
      return value > 0n ? value : 1n
    })
}

/** Weight of the TAO side of 1e18: mostly anywhere from 0.01 to 0.99, often the usual half. */
const quoteWeight = fc.oneof(
  { weight: 2, arbitrary: fc.constant(500_000_000_000_000_000n) },
  { weight: 1, arbitrary: fc.bigInt(490_000_000_000_000_000n, 510_000_000_000_000_000n) },
  { weight: 3, arbitrary: fc.bigInt(10_000_000_000_000_000n, 990_000_000_000_000_000n) },
)

const reserve = fc.oneof(
  { weight: 1, arbitrary: spread(1e6, 1e7) },
  { weight: 3, arbitrary: spread(1e6, 2.1e16) },
  { weight: 3, arbitrary: spread(1e12, 1e16) },
)

const pool = (netuid: number): fc.Arbitrary<GenesisSubnet> =>
  fc
    .record({
      alphaIn: reserve,
      tao: reserve,
      quoteWeight,
      feeRate: fc.constantFrom(33, 33, 33, 0, 1, 655, 10_000),
      started: fc.integer({ min: 0, max: 19 }).map(dice => dice > 0),
      transfers: fc.integer({ min: 0, max: 9 }).map(dice => dice > 0),
    })
    .map(given => subnet(netuid, given))

const free = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0n) },
  { weight: 1, arbitrary: fc.bigInt(500n, 1_500n) },
  { weight: 2, arbitrary: spread(1e3, 1e9) },
  { weight: 8, arbitrary: spread(1e9, 1e14) },
)

const alpha = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0n) },
  { weight: 1, arbitrary: spread(1, 1e7) },
  { weight: 4, arbitrary: spread(1e8, 1e14) },
)

/** Genesis of a chain on which anything may happen, kept within what a chain can hold. */
export const world: fc.Arbitrary<Partial<Genesis>> = fc
  .record({
    pools: fc.tuple(...poolNetuids.map(pool)),
    frees: fc.tuple(...coldkeys.map(() => free)),
    authorFree: fc.constantFrom(0n, 500n, 1_000n, 1_000_000_000n),
    alphas: fc.array(alpha, {
      minLength: coldkeys.length * hotkeys.length * netuids.length,
      maxLength: coldkeys.length * hotkeys.length * netuids.length,
    }),
  })
  .map(({ pools, frees, authorFree, alphas }) => ({
    accounts: [
      ...coldkeys.map((address, index) => ({ address, free: frees[index] ?? 0n })),
      { address: author, free: authorFree },
    ].filter(account => account.free > 0n),
    hotkeys: hotkeys.map((address, index) => ({
      address,
      owner: coldkeys[index] ?? author,
      netuids: [1, 2],
    })),
    subnets: [subnet(0), ...pools, subnet(4, { mechanism: 0 })],
    positions: coldkeys
      .flatMap(coldkey => hotkeys.flatMap(hotkey => netuids.map(netuid => ({ coldkey, hotkey, netuid }))))
      .map((position, index) => ({ ...position, alpha: alphas[index] ?? 0n }))
      .filter(position => position.alpha > 0n),
  }))
