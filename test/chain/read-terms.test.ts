import { expect, test } from 'vitest'
import { readFeeRate, readWeight } from '../../src/chain/read/terms.ts'
import { failureOf } from '../support/failure.ts'

const saying = (value: unknown) => ({ storage: async () => value })

test.each([0, 33, 10_000])('a fee rate of %i is read', async rate => {
  expect(await readFeeRate(saying(rate), 45)).toBe(rate)
})

test.each([10_001, 65_535, 2 ** 32 - 1])('a fee rate of %i is a false answer', async rate => {
  expect((await failureOf(readFeeRate(saying(rate), 45))).code).toBe('E_ENDPOINT')
})

test.each([10n ** 16n, 5n * 10n ** 17n, 99n * 10n ** 16n])('a weight of %i is read', async weight => {
  expect(await readWeight(saying(weight), 45)).toBe(weight)
})

test.each([
  0n,
  10n ** 16n - 1n,
  99n * 10n ** 16n + 1n,
  2n ** 64n - 1n,
])('a weight of %i is a false answer', async weight => {
  expect((await failureOf(readWeight(saying(weight), 45))).code).toBe('E_ENDPOINT')
})
