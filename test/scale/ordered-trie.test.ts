import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fromHex, type Hex } from '../../src/scale/bytes.ts'
import { layoutOf, orderedTrieRoot } from '../../src/scale/ordered-trie.ts'

interface Case {
  readonly name: string
  readonly values: readonly Hex[]
  readonly v0: Hex
  readonly v1: Hex
}

const read = (url: URL): { readonly about: string; readonly cases: readonly Case[] } =>
  JSON.parse(readFileSync(url, 'utf8'))

const SHORTER = new URL('../vectors/extrinsics-root.json', import.meta.url)
const ALL = new URL('../../../shared/vectors/extrinsics-root.json', import.meta.url)
const { cases } = read(existsSync(ALL) ? ALL : SHORTER)

describe('the ordered trie root of a list equals the one of compiled sp-trie', () => {
  test.each(cases)('$name', ({ values, v0, v1 }) => {
    const bytes = values.map(fromHex)
    expect(orderedTrieRoot(bytes, 'v0')).toBe(v0)
    expect(orderedTrieRoot(bytes, 'v1')).toBe(v1)
  })
})

test('a list of other order or with one byte changed has another root', () => {
  const values = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5, 6), Uint8Array.of(7)]
  const root = orderedTrieRoot(values, 'v0')
  expect(orderedTrieRoot(values.toReversed(), 'v0')).not.toBe(root)
  expect(orderedTrieRoot([Uint8Array.of(1, 2, 4), ...values.slice(1)], 'v0')).not.toBe(root)
})

test('system versions 0 and 1 lay extrinsics roots out as v0, later ones as v1', () => {
  expect([0, 1, 2, 3].map(layoutOf)).toEqual(['v0', 'v0', 'v1', 'v1'])
})
