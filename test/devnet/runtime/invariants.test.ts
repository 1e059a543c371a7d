import { expect, test } from 'vitest'
import { invariants } from '../../support/invariants.ts'
import { alice, bob, hotOne, pay, testChain } from './chain.ts'

test.each([
  ['System.Account', [alice], { nonce: 0, data: { free: 1n, reserved: 0n } }, 'accounts hold'],
  ['SubtensorModule.SubnetTAO', [1], 10n ** 17n, 'the account of subnet 1'],
  ['SubtensorModule.SubnetAlphaOut', [1], 5n, 'SubnetAlphaOut of 5'],
  ['SubtensorModule.TotalHotkeyAlpha', [hotOne, 9], 4n, 'read 0 alpha rao in 0 rows of 4'],
])('a wrong %s is noticed', (id, key, value, line) => {
  const { state } = testChain()
  expect(invariants(state)).toEqual([])
  state.write({ id, pallet: '', name: '', fallback: undefined as unknown }, value, ...key)
  expect(invariants(state).join()).toContain(line)
})

test('what a failed extrinsic left behind is noticed', () => {
  const chain = testChain()
  const before = chain.state.snapshot()
  expect(chain.send(alice, pay(bob, 1n))).toBe('Token.BelowMinimum')
  expect(chain.changedByFailure(before)).toEqual([])
  chain.state.write({ id: 'SubtensorModule.Owner', pallet: '', name: '', fallback: '' }, bob, hotOne)
  expect(chain.changedByFailure(before)).toEqual([`SubtensorModule.Owner/${hotOne}`])
})
