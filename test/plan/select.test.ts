import { describe, expect, test } from 'vitest'
import type { Address } from '../../src/chain/address.ts'
import type { Position } from '../../src/chain/read/stake.ts'
import { positionsInScope, type Scope } from '../../src/plan/select.ts'
import { codeOf } from '../support/failure.ts'
import { someOf } from '../support/plans.ts'
import { coldkey1, hot1, hot25, hot26 } from '../support/test-chain.ts'

const position = (netuid: number, hotkey: Address, stake = '1'): Position => ({
  ...{ coldkey: coldkey1, hotkey, netuid, registered: true },
  stake: someOf(netuid, stake),
})
const held = [
  position(0, hot25),
  position(45, hot25),
  position(8, hot26),
  position(45, hot26),
  position(1, hot25, '0'),
]
const scope = (more: Partial<Scope> = {}): Scope => ({
  destination: 0,
  origins: [],
  hotkeys: [],
  everyHotkey: true,
  ...more,
})
const chosen = (more?: Partial<Scope>) =>
  positionsInScope(held, scope(more)).map(({ netuid, hotkey }) => [netuid, hotkey])

describe('positions to move', () => {
  test('are all but the destination and the empty ones, in the order of the chain', () => {
    expect(chosen()).toEqual([
      [45, hot25],
      [8, hot26],
      [45, hot26],
    ])
  })

  test.each([
    [
      'of named subnets',
      { origins: [45] },
      [
        [45, hot25],
        [45, hot26],
      ],
    ],
    [
      'of named hotkeys',
      { hotkeys: [hot26], everyHotkey: false },
      [
        [8, hot26],
        [45, hot26],
      ],
    ],
    ['of both', { origins: [8, 45], hotkeys: [hot25] }, [[45, hot25]]],
    ['of one hotkey that alone holds stake there', { origins: [8], everyHotkey: false }, [[8, hot26]]],
    [
      'root too, when it is not the destination',
      { destination: 8, hotkeys: [hot25] },
      [
        [0, hot25],
        [45, hot25],
      ],
    ],
  ] as const)('%s', (_, more, expected) => {
    expect(chosen(more)).toEqual(expected)
  })
})

describe('is refused', () => {
  test('when several hotkeys hold stake and none was named', async () => {
    expect(await codeOf(() => chosen({ everyHotkey: false }))).toEqual(['E_HOTKEYS_AMBIGUOUS', 2])
  })

  test.each([
    ['an origin without stake', { origins: [64] }],
    ['an origin with nothing but an empty position', { origins: [1] }],
    ['a hotkey without stake', { hotkeys: [hot1] }],
  ])('%s', async (_, more) => {
    expect(await codeOf(() => chosen(more))).toEqual(['E_NO_STAKE', 3])
  })
})
