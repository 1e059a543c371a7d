import type { UnifiedMetadata } from '@polkadot-api/substrate-bindings'
import { describe, expect, test } from 'vitest'
import { checkTypes } from '../../src/scale/check-types.ts'

type Entry = UnifiedMetadata['lookup'][number]
type Definition = Entry['def']

const lookup = (...defs: readonly Definition[]): Entry[] =>
  defs.map((def, id) => ({ id, path: [], params: [], def, docs: [] }))
const field = (type: number) => ({ name: undefined, type, typeName: undefined, docs: [] })
const struct = (...types: readonly number[]): Definition => ({ tag: 'composite', value: types.map(field) })
const choice = (...types: readonly number[]): Definition => ({
  tag: 'variant',
  value: types.map((type, index) => ({ name: `v${index}`, fields: [field(type)], index, docs: [] })),
})
const list = (type: number): Definition => ({ tag: 'sequence', value: type })
const array = (type: number, len: number): Definition => ({ tag: 'array', value: { type, len } })
const u8: Definition = { tag: 'primitive', value: { tag: 'u8', value: undefined } }
const unit: Definition = { tag: 'tuple', value: [] }

test.each<[name: string, types: readonly Entry[]]>([
  ['a struct of a list of bytes', lookup(struct(1, 1), list(2), u8)],
  ['a call that holds calls', lookup(choice(2, 1), list(0), u8)],
  ['a value that may hold another of its kind', lookup(choice(0, 1), u8)],
  ['a list of lists of itself', lookup(list(0))],
  ['a megabyte of bytes', lookup(array(1, 1_000_000), u8)],
])('%s is fine', (_, types) => {
  expect(() => checkTypes(types)).not.toThrow()
})

test.each<[name: string, types: readonly Entry[], says: string]>([
  ['a type that is not there', lookup(struct(7)), 'type 7, which is not there'],
  ['types that are not in their places', lookup(u8, unit).reverse(), 'not in its place'],
  ['a struct that holds itself', lookup(struct(0)), 'has no end'],
  ['structs that hold each other', lookup(struct(1, 2), struct(0), u8), 'has no end'],
  ['a choice of nothing but itself', lookup(choice(0)), 'has no end'],
  ['an array of itself', lookup(array(0, 2)), 'has no end'],
  ['a list of nothing', lookup(list(1), unit), 'a list of nothing'],
  ['a list of structs of nothing', lookup(list(1), struct(2, 2), array(3, 9), unit), 'a list of nothing'],
  ['a billion of nothing', lookup(array(1, 1_000_000_000), unit), 'too large'],
  [
    'pairs of pairs of pairs',
    lookup(...Array.from({ length: 40 }, (_, id) => (id < 39 ? struct(id + 1, id + 1) : unit))),
    'too large',
  ],
  [
    'the same behind a choice',
    lookup(
      ...Array.from({ length: 40 }, (_, id) =>
        id === 0 ? choice(1) : id < 39 ? struct(id + 1, id + 1) : unit,
      ),
    ),
    'too large',
  ],
  [
    'a thousand structs inside each other',
    lookup(...Array.from({ length: 1000 }, (_, id) => (id < 999 ? struct(id + 1) : u8))),
    'nest too deep',
  ],
  [
    'a thousand lists inside each other',
    lookup(...Array.from({ length: 1000 }, (_, id) => (id < 999 ? list(id + 1) : u8))),
    'nest too deep',
  ],
  [
    'a thousand structs inside each other, the innermost first',
    lookup(...Array.from({ length: 1000 }, (_, id) => (id > 0 ? struct(id - 1) : u8))),
    'nest too deep',
  ],
  ['too many types', lookup(...Array.from({ length: 2_001 }, () => u8)), '2001 types'],
])('%s is refused', (_, types, says) => {
  expect(() => checkTypes(types)).toThrow(says)
})

test('a parameter of an Option is a part of it, since its codec is made from that', () => {
  const [option, ...rest] = lookup(choice(1), u8)
  if (!option) throw new Error('no type')
  const params = [{ name: 'T', type: 9 }]
  expect(() => checkTypes([{ ...option, path: ['Option'], params }, ...rest])).toThrow('type 9')
})

describe('an Option or Result, whose codecs are made from its parameters', () => {
  const variant = (name: string, index: number, ...types: readonly number[]) => ({
    ...{ name, index, docs: [] },
    fields: types.map(field),
  })
  type Variants = ReturnType<typeof variant>[]
  const named = (name: string, value: Variants, ...types: readonly number[]): Entry[] => {
    const [first, ...rest] = lookup({ tag: 'variant', value }, u8, unit)
    if (!first) throw new Error('no type')
    const params = types.map((type, i) => ({ name: 'TE'[i] ?? '', type }))
    return [{ ...first, path: [name], params }, ...rest]
  }
  const option = [variant('None', 0), variant('Some', 1, 1)]
  const result = [variant('Ok', 0, 1), variant('Err', 1, 2)]

  test.each([
    ['Option', option, [1]],
    ['Result', result, [1, 2]],
    ['Other', option, [2, 2]],
  ] as const)('%s as Rust writes it is fine', (name, variants, types) => {
    expect(() => checkTypes(named(name, [...variants], ...types))).not.toThrow()
  })

  test.each([
    ['an option of something else', 'Option', option, [2]],
    ['an option without a parameter', 'Option', option, []],
    ['an option the other way round', 'Option', option.map((each, i) => ({ ...each, index: 1 - i })), [1]],
    ['an option with a third way', 'Option', [...option, variant('Both', 2)], [1]],
    ['an option of two', 'Option', [variant('None', 0), variant('Some', 1, 1, 1)], [1, 1]],
    ['a result with its parameters swapped', 'Result', result, [2, 1]],
    ['a result with other names', 'Result', [variant('Err', 0, 1), variant('Ok', 1, 2)], [1, 2]],
  ] as const)('%s is refused', (_, name, variants, types) => {
    expect(() => checkTypes(named(name, [...variants], ...types))).toThrow('than its parameters say')
  })
})
