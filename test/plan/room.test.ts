import { describe, expect, test } from 'vitest'
import { howManyFit, partsThatFit } from '../../src/plan/block-space.ts'

const load = (length: number, refTime: bigint, proofSize = 0n) => ({ length, refTime, proofSize })

describe('how many calls fit', () => {
  test.each([
    ['time', load(10_000, 1000n), 9],
    ['time to the picosecond', load(10_000, 1020n), 10],
    ['length, with room for longer prefixes', load(100 + 8 + 50 * 3, 10n ** 9n), 4],
    ['not even one', load(10_000, 119n), 0],
  ])('%s', (_, room, expected) => {
    expect(howManyFit(load(100, 120n), load(150, 220n), room)).toBe(expected)
  })

  test('a proof that does not grow is no limit, one that grows is', () => {
    const room = load(10_000, 10n ** 9n, 5n)
    expect(howManyFit(load(100, 1n, 5n), load(100, 1n, 5n), room)).toBe(Number.MAX_SAFE_INTEGER)
    expect(howManyFit(load(100, 1n, 2n), load(100, 1n, 3n), room)).toBe(4)
  })
})

describe('parts that fit', () => {
  const at = (netuid: number, ...hotkeys: readonly string[]) => hotkeys.map(hotkey => ({ netuid, hotkey }))

  test('are subnets together as long as they fit', () => {
    const positions = [...at(3, 'a', 'b'), ...at(1, 'a'), ...at(2, 'a', 'b'), ...at(9, 'c')]
    expect(partsThatFit(positions, 3)).toEqual([
      { options: '--origin 1 --origin 2', count: 3 },
      { options: '--origin 3 --origin 9', count: 3 },
    ])
  })

  test('are hotkeys of a subnet that holds too many', () => {
    expect(partsThatFit([...at(1, 'x'), ...at(2, 'a', 'b', 'c')], 2)).toEqual([
      { options: '--origin 2 --hotkey a --hotkey b', count: 2 },
      { options: '--origin 2 --hotkey c', count: 1 },
      { options: '--origin 1', count: 1 },
    ])
  })
})
