import { describe, expect, test } from 'vitest'
import { authorMetadata } from '../../../../devnet/metadata/author.ts'
import { readRuntime } from '../../../../src/scale/runtime.ts'
import { carriers, refusals } from './carriers.ts'
import { locks, moves } from './moves.ts'
import { purchases, sales } from './trades.ts'
import { unmet } from './unmet.ts'

const rows = [...purchases, ...sales, ...moves, ...locks, ...carriers, ...refusals]

/** Errors of SubtensorModule a staking call can meet, or is said to: facts/chain.md 7.1. */
const documented = [
  4, 5, 7, 9, 12, 13, 14, 36, 64, 74, 75, 76, 82, 83, 84, 85, 87, 90, 91, 94, 96, 97, 104, 118, 122, 123, 124,
  128, 129, 130, 131, 133, 135, 136, 137, 138, 139, 140, 146,
]
/** The others it names: 7.1, 7.2 and the errors of pools in section 4. */
const others = [
  'Balances.InsufficientBalance',
  'Balances.ExistentialDeposit',
  'Token.FundsUnavailable',
  'Token.NotExpendable',
  'Token.BelowMinimum',
  'System.CallFiltered',
  'BadOrigin',
  'invalid {"custom":0}',
  'invalid {"custom":21}',
  'invalid {"custom":255}',
  'invalid "Payment"',
  'invalid "Stale"',
  'invalid "Future"',
  'invalid "ExhaustsResources"',
]

describe('the error', () => {
  test.each(rows.map((row, index) => ({ ...row, index })))('$error of $rule (row $index)', ({
    error,
    meet,
  }) => {
    expect(meet()).toBe(error)
  })
})

test('every documented error is met or told why not, and none is both', () => {
  const runtime = readRuntime(authorMetadata().v16)
  const named = (pallet: number, indices: readonly number[]) =>
    indices.flatMap(index => {
      const found = runtime.variantAt('errors', pallet, index)
      return found === undefined ? [] : [`${found.pallet}.${found.name}`]
    })
  const upTo = Array.from({ length: 20 }, (_, index) => index)
  const wanted = [
    ...named(7, documented),
    ...named(11, upTo),
    ...named(16, upTo),
    ...named(28, upTo),
    ...others,
  ]
  expect(named(7, documented)).toHaveLength(documented.length)
  const met = new Set(rows.map(({ error }) => error))
  expect(wanted.filter(error => !met.has(error) && unmet[error] === undefined)).toEqual([])
  expect([...met].filter(error => unmet[error] !== undefined)).toEqual([])
})
