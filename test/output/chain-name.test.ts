import { expect, test } from 'vitest'
import { chainName, localNames } from '../../src/output/faces/chain-name.ts'

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
