import fc from 'fast-check'
import { spread } from './world.ts'

/** An amount in rao that depends on what the signer has, or a limit price that depends on the price. */
type Relative = (base: bigint) => bigint

const off = fc.bigInt(-2n, 2n)
const largest = 2n ** 64n - 1n
const fixed = (value: bigint): Relative => {
  return () => value
}
const partOf = (base: bigint, millionths: bigint) => (base * millionths) / 1_000_000n

/** Two numbers, made into an amount that is never below 0. */
const relative = (
  one: fc.Arbitrary<bigint>,
  other: fc.Arbitrary<bigint>,
  of: (base: bigint, one: bigint, other: bigint) => bigint,
): fc.Arbitrary<Relative> =>
  fc.tuple(one, other).map(([left, right]) => base => {
    const value = of(base, left, right)
    return value > 0n ? value : 0n
  })

/** Around all there is, around parts of it, the minimum, the places where the fee rounds, and anywhere. */
export const amount: fc.Arbitrary<Relative> = fc.oneof(
  { weight: 4, arbitrary: relative(off, off, (base, by) => base + by) },
  {
    weight: 6,
    arbitrary: relative(fc.bigInt(1n, 1_000_000n), off, (base, part, by) => partOf(base, part) + by),
  },
  { weight: 2, arbitrary: relative(spread(1, 1e9), off, (_, times, by) => 21_845n * times + by) },
  { weight: 2, arbitrary: off.map(by => fixed(2_000_000n + by)) },
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, largest).map(fixed) },
  { weight: 2, arbitrary: spread(1, 1e15).map(fixed) },
)

/** Near the price, anywhere, and the numbers with a meaning of their own. */
export const limit: fc.Arbitrary<Relative> = fc.oneof(
  fc.constantFrom(0n, 1n, largest).map(fixed),
  spread(1e3, 1e12).map(fixed),
  relative(fc.bigInt(980_000n, 1_020_000n), off, (price, part) => partOf(price, part)),
)
