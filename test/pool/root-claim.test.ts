import { expect, test } from 'vitest'
import { rootOwed } from '../../src/pool/root-claim.ts'

const HALF = 1n << 31n
const ONE = 1n << 32n

// Expected by hand from claim_root.rs:77-130: an I96F32 product, less what was claimed, floored at 0, cut to u64.
test.each([
  ['half of an odd stake rounds down', HALF, 3n, 0n, 1n],
  ['what was claimed is taken off', ONE, 10n, 4n, 6n],
  ['the fraction is kept until the end', HALF, 5n, 1n, 1n],
  ['more claimed than earned is nothing', ONE, 10n, 11n, 0n],
  ['the least rate on the most stake', 1n, 2n ** 64n - 1n, 0n, 2n ** 32n - 1n],
  ['what does not fit is cut', ONE << 60n, 2n ** 64n - 1n, 0n, 2n ** 64n - 1n],
  ['a claim beyond the range is the range', ONE, 5n, 2n ** 128n - 1n, 0n],
  ['nothing staked', ONE, 0n, 0n, 0n],
])('%s', (_, rate, stake, claimed, owed) => {
  expect(rootOwed(rate, stake, claimed)).toBe(owed)
})
