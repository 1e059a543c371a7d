import { expect, test } from 'vitest'
import { parseTao } from '../../src/balance/index.ts'
import {
  isAboveMinimum,
  requireAboveMinimum,
  requireAtLeastMinimum,
  requireFee,
} from '../../src/plan/checks.ts'
import { failureOf } from '../support/failure.ts'

const minimum = parseTao('0.002')
const codeWhere = async (work: () => void) => {
  try {
    work()
    return 'passes'
  } catch {
    return (await failureOf(work)).code
  }
}

test.each([
  ['0.001999999', 'E_BELOW_MINIMUM', 'E_BELOW_MINIMUM'],
  ['0.002', 'E_BELOW_MINIMUM', 'passes'],
  ['0.002000001', 'passes', 'passes'],
])('%s TAO: across subnets %s, within one %s', async (worth, across, within) => {
  const amount = parseTao(worth)
  expect(await codeWhere(() => requireAboveMinimum('This trade', amount, minimum))).toBe(across)
  expect(await codeWhere(() => requireAtLeastMinimum('This move', amount, minimum))).toBe(within)
  expect(isAboveMinimum(amount, minimum)).toBe(across === 'passes')
})

test('the refusal names what, its worth and the minimum', async () => {
  const { message, exit } = await failureOf(() =>
    requireAboveMinimum('This trade', parseTao('0.001'), minimum),
  )
  expect(message).toBe('This trade is worth 0.001 TAO; the chain moves nothing below 0.002 TAO.')
  expect(exit).toBe(3)
})

test.each([
  ['0.000137463', 'passes'],
  ['0.000137462', 'E_FEE'],
  ['0', 'E_FEE'],
  ['1', 'passes'],
])('with %s TAO free, a fee of 0.000136963 with a deposit of 0.0000005: %s', async (free, expected) => {
  const check = () => requireFee(parseTao(free), parseTao('0.000136963'), parseTao('0.0000005'))
  expect(await codeWhere(check)).toBe(expected)
})
