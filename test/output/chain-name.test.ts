import { expect, test } from 'vitest'
import { chainName, localNames, subnetName } from '../../src/output/faces/chain-name.ts'

const isLocal = localNames(['coldkey_1', 'hot_25', 'coldkey_2/hot_1'])
const shown = (name: string) => chainName(name, isLocal, 32).slice(1, -1)

test.each([
  'hot_25',
  'HOT_25',
  ' hot_25 ',
  'hot\u200b_25',
  'ｈot_25',
  'coldkey_2',
  'hot_1',
  'coldkey_2/hot_1',
])('%j from the chain is marked as the chain’s', name => expect(shown(name)).toMatch(/ \(on the chain\)$/))

test('other names are shown as they are, and a long one keeps its mark', () => {
  expect(shown('North Star')).toBe('North Star')
  const long = localNames(['a'.repeat(60)])
  const text = chainName('a'.repeat(60), long, 32).slice(1, -1)
  expect([text.length, text.endsWith('… (on the chain)')]).toEqual([32, true])
})

test('a subnet is marked for its name, its symbol or both, and keeps some of its name', () => {
  const subnet = (symbol: string, name: string) => subnetName({ symbol, name }, isLocal, 16).slice(1, -1)
  expect(subnet('פ', 'gen42')).toBe('פ gen42')
  expect(subnet('פ', 'HOT_25')).toBe('פ HOT_25 (on the chain)')
  expect(subnet('hot_1', 'x')).toBe('hot_1 x (on the chain)')
  expect(subnet('coldkey_2', '')).toBe('coldkey_… (on the chain)')
  expect(subnet('פ', 'a subnet with a long name')).toBe('פ a subnet with…')
})
