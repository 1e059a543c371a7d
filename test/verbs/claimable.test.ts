import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '../support/binary.ts'
import { coldkey1, hot25 } from '../support/test-chain.ts'
import { openTrader, type Trader } from '../support/trader.ts'

let trader: Trader
beforeAll(async () => {
  trader = await openTrader()
  const { storage, blocks } = trader.devnet.control
  storage.write('SubtensorModule', 'RootClaimable', [hot25], [[45, 1n << 31n]])
  storage.write('SubtensorModule', 'RootClaimed', [45, hot25, coldkey1], 700_000_000n)
  blocks.make()
})
afterAll(() => trader.close())

const warningsOf = async (...words: readonly string[]) => {
  const { document } = await trader.run('swap', ...words, '--amount', '1', '--dry-run')
  expect(document.ok).toBe(true)
  return document.warnings.map(({ code, message }: Envelope) => [code, message])
}

test('root stake that leaves with unclaimed alpha says how much', async () => {
  const [warning, ...others] = await warningsOf('--hotkey', 'hot_25', '--origin', '0', '--destination', '8')
  expect(others).toEqual([])
  expect(warning[0]).toBe('W_CLAIMABLE')
  expect(warning[1]).toMatch(/nobody claimed: [0-9.]+ alpha 45\.$/)
})

test('stake of other subnets and hotkeys leaves without a word', async () => {
  expect(await warningsOf('--hotkey', 'hot_25', '--origin', '45', '--destination', '8')).toEqual([])
  expect(await warningsOf('--hotkey', 'hot_26', '--origin', '8', '--destination', '45')).toEqual([])
})
