import fc from 'fast-check'
import * as b from '../../src/balance/index.ts'
import { balanceFromRao, priceOfTrade } from '../../src/balance/wire.ts'

export const MAX = 2n ** 64n - 1n
export const five = b.alphaOf(b.netuid(5))

/** The same cases in every run. */
export const runs = (seed: number, numRuns = 2_000) => ({ seed, numRuns })

/** Rao over the whole range: near both ends, near powers of ten and two, and anywhere by size. */
export const rao = fc.oneof(
  fc.bigInt(0n, MAX),
  fc.bigInt(0n, 1_000n),
  fc.bigInt(MAX - 1_000n, MAX),
  fc.tuple(fc.integer({ min: 0, max: 19 }), fc.bigInt(-2n, 2n)).map(([e, d]) => clamp(10n ** BigInt(e) + d)),
  fc.tuple(fc.integer({ min: 0, max: 64 }), fc.bigInt(-2n, 2n)).map(([e, d]) => clamp(2n ** BigInt(e) + d)),
)
export const positive = rao.filter(n => n > 0n)
export const unit = fc.oneof(
  fc.constant(b.tao),
  fc.integer({ min: 0, max: 65_535 }).map(n => b.alphaOf(b.netuidFrom(n, 'x'))),
)
export const price = fc
  .tuple(positive, rao)
  .map(([sold, bought]) => priceOfTrade(balanceFromRao(sold, five), balanceFromRao(bought, b.tao)))

function clamp(n: bigint): bigint {
  return n < 0n ? 0n : n > MAX ? MAX : n
}
