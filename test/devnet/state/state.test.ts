import { describe, expect, test } from 'vitest'
import { defineItem } from '../../../devnet/state/item.ts'
import { createState } from '../../../devnet/state/state.ts'

const counter = defineItem<[], number>('Test', 'Counter', 7)
const balance = defineItem<[who: string, netuid: number], bigint>('Test', 'Balance', 0n)

describe('reading and writing', () => {
  test('an absent value reads as the fallback and is not stored', () => {
    const state = createState()
    expect(state.read(counter)).toBe(7)
    expect(state.has(counter)).toBe(false)
    expect(state.stored('Test', 'Counter', [])).toBeUndefined()
  })

  test('a value can be written, read by name and removed', () => {
    const state = createState()
    state.write(counter, 7)
    state.write(balance, 5n, 'A', 1)
    expect(state.has(counter)).toBe(true)
    expect(state.read(balance, 'A', 1)).toBe(5n)
    expect(state.stored('Test', 'Balance', ['A', 1])).toBe(5n)
    expect(state.stored('Test', 'Balance', ['A', 1n])).toBe(5n)
    state.remove(balance, 'A', 1)
    expect(state.read(balance, 'A', 1)).toBe(0n)
    expect(state.listed('Test', 'Balance')).toEqual([])
  })

  test('entries come with their keys, all or by prefix', () => {
    const state = createState()
    state.write(balance, 1n, 'A', 1)
    state.write(balance, 2n, 'A', 11)
    state.write(balance, 3n, 'AA', 1)
    expect(state.entries(balance)).toHaveLength(3)
    expect(state.entries(balance, 'A').map(entry => entry.key)).toEqual([
      ['A', 1],
      ['A', 11],
    ])
    expect(state.listed('Test', 'Balance')).toHaveLength(3)
    expect(state.listed('Test', 'Nothing')).toEqual([])
  })
})

describe('rolling back', () => {
  test('a throwing transaction undoes values and events, also of an inner one that succeeded', () => {
    const state = createState()
    state.write(counter, 1)
    expect(() =>
      state.transact(() => {
        state.transact(() => state.write(counter, 2))
        state.emit('Test', 'Happened', undefined)
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(state.read(counter)).toBe(1)
    expect(state.events).toEqual([])
  })

  test('an inner failure that is caught leaves the outer transaction its work', () => {
    const state = createState()
    const result = state.transact(() => {
      state.write(counter, 2)
      try {
        state.transact(() => {
          state.write(counter, 3)
          throw new Error('inner')
        })
      } catch {}
      return 'done'
    })
    expect(result).toBe('done')
    expect(state.read(counter)).toBe(2)
  })

  test('a snapshot stays as it was and can be restored', () => {
    const state = createState()
    state.write(counter, 1)
    const before = state.snapshot()
    state.write(counter, 2)
    expect(createState(before).read(counter)).toBe(1)
    state.restore(before)
    expect(state.read(counter)).toBe(1)
  })

  test('forks go their own ways', () => {
    const state = createState()
    state.write(counter, 1)
    const fork = state.fork()
    fork.write(counter, 2)
    state.write(balance, 9n, 'A', 1)
    expect(state.read(counter)).toBe(1)
    expect(fork.read(balance, 'A', 1)).toBe(0n)
  })

  test('what did not change is shared between versions', () => {
    const state = createState()
    state.write(balance, 9n, 'A', 1)
    const before = state.snapshot()
    state.write(counter, 2)
    expect(state.snapshot().items.get('Test.Balance')).toBe(before.items.get('Test.Balance'))
  })
})

describe('events', () => {
  test('carry the phase they happened in, until the next block begins', () => {
    const state = createState()
    state.emit('Test', 'Early', undefined)
    state.enter({ type: 'ApplyExtrinsic', value: 3 })
    state.emit('Test', 'Later', { a: 1 })
    expect(state.events).toEqual([
      { phase: { type: 'Initialization' }, pallet: 'Test', name: 'Early', fields: undefined },
      { phase: { type: 'ApplyExtrinsic', value: 3 }, pallet: 'Test', name: 'Later', fields: { a: 1 } },
    ])
    state.beginBlock()
    expect(state.events).toEqual([])
    expect(state.phase).toEqual({ type: 'Initialization' })
  })
})
