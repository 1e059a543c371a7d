import { expect, test } from 'vitest'
import { hotOne, hotTwo, testChain } from './chain.ts'

test('who is registered on a subnet reads the same from every side', () => {
  const { stored } = testChain()
  for (const [netuid, hotkeys] of [
    [1, [hotOne, hotTwo]],
    [2, [hotTwo]],
    [3, []],
  ] as const) {
    expect(stored('SubtensorModule', 'SubnetworkN', netuid) ?? 0).toBe(hotkeys.length)
    for (const [uid, hotkey] of hotkeys.entries()) {
      expect(stored('SubtensorModule', 'Keys', netuid, uid)).toBe(hotkey)
      expect(stored('SubtensorModule', 'Uids', netuid, hotkey)).toBe(uid)
      expect(stored('SubtensorModule', 'IsNetworkMember', hotkey, netuid)).toBe(true)
    }
    expect(stored('SubtensorModule', 'Keys', netuid, hotkeys.length)).toBeUndefined()
  }
  expect(stored('SubtensorModule', 'IsNetworkMember', hotOne, 2)).toBeUndefined()
})

test('a subnet shows what registering costs and how many find room', () => {
  const { stored } = testChain()
  expect(stored('SubtensorModule', 'Burn', 1)).toBe(1_000_000_000n)
  expect(stored('SubtensorModule', 'MaxAllowedUids', 1)).toBe(256)
})
