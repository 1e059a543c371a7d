import { expect, test } from 'vitest'
import { defineItem } from '../../../devnet/state/item.ts'
import { account } from '../../../devnet/state/system.ts'
import { add, addLimit, alice, hotOne, hotTwo, remove, testChain } from './chain.ts'

const balancer = defineItem<[number], bigint>('Swap', 'SwapBalancer', 0n)
const share = defineItem<[string, string, number], unknown>('SubtensorModule', 'AlphaV2', 0)
const factor = defineItem<[], bigint>('SubtensorModule', 'NominatorMinRequiredStake', 0n)

test('a weight above 1 leaves no weight for the other side', () => {
  const chain = testChain()
  chain.state.write(balancer, 2n * 10n ** 18n, 1)
  for (const call of [add(1, 10n ** 11n), remove(1, 10n ** 12n), addLimit(1, 10n ** 11n, 10n ** 9n)]) {
    expect(chain.send(alice, call)).not.toMatch(/^invalid/)
  }
  expect(chain.api('SwapRuntimeApi_current_alpha_price', 1)).toBe(0n)
})

test('a share with a huge exponent reads as the largest amount', () => {
  const chain = testChain()
  chain.state.write(share, { mantissa: 10n ** 21n, exponent: 2n ** 40n }, hotOne, alice, 1)
  expect(chain.stake(hotOne, alice, 1)).toBe(2n ** 64n - 1n)
})

test('an account takes no more TAO than it can count', () => {
  const chain = testChain()
  const before = chain.state.read(account, alice)
  chain.state.write(account, { ...before, data: { ...before.data, free: 2n ** 64n - 1n } }, alice)
  expect(chain.send(alice, remove(1, 1_000_000_000_000n))).toBe('Arithmetic.Overflow')
})

test('the least nomination saturates', () => {
  const chain = testChain({
    positions: [{ coldkey: alice, hotkey: hotTwo, netuid: 1, alpha: 10_000_000_000_000n }],
  })
  chain.state.write(factor, 2n ** 64n - 1n)
  expect(chain.send(alice, remove(1, 1_000_000_000_000n, hotTwo))).toBe('ok')
  expect(chain.stake(hotTwo, alice, 1)).toBe(0n)
})
