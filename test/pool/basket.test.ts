import { expect, test } from 'vitest'
import { basketOwed, basketPayout, basketRebase } from '../../src/pool/basket.ts'

const [rate, stake] = [53_024_289n, 123_456_789_012n]

test.each([
  [1_000_000_000n, 524_157_929n],
  [-5_000_000n, 1_529_157_929n],
  [1_524_157_929n, 0n],
  [2_000_000_000n, 0n],
])('with %i claimed, %i shares are owed', (claimed, owed) => {
  expect(basketOwed(rate, stake, claimed)).toBe(owed)
})

test('shares are worth their part of the basket, and no more than all of it', () => {
  const [shares, nav] = [8_765_432_109_876n, 9_876_543_210_123n]
  expect(basketPayout(524_157_929n, shares, nav)).toBe(590_600_482n)
  expect(basketPayout(shares * 2n, shares, nav)).toBe(nav)
  expect(basketPayout(5n, 0n, nav)).toBe(0n)
})

test('what is owed stays owed when stake leaves, but for a share', () => {
  for (const leaving of [1n, 777_777_777n, stake]) {
    const claimed = 1_000_000_000n - basketRebase(rate, leaving)
    const left = basketOwed(rate, stake - leaving, claimed)
    expect([524_157_928n, 524_157_929n, 524_157_930n]).toContain(left)
  }
})
