import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Envelope } from '../support/binary.ts'
import { hot25, hot26 } from '../support/test-chain.ts'
import { openTrader, type Trader } from '../support/trader.ts'

/** A chain of its own for each test. */
let trader: Trader
beforeEach(async () => {
  trader = await openTrader()
})
afterEach(() => trader.close())

const move = async (from: string, to: string, ...words: readonly string[]): Promise<Envelope> => {
  const hotkeys = ['--origin-hotkey', from, '--destination-hotkey', to]
  return (await trader.trade('move', ...hotkeys, ...words)).trades[0]
}

test('between hotkeys on one subnet: the exact amount, no pool, no fee', async () => {
  const trade = await move('hot_25', 'hot_26', '--origin', '45', '--amount', '0.4')
  expect(trade).toMatchObject({
    ...{ verb: 'move', originHotkey: hot25, destinationHotkey: hot26, legs: [], swapFee: null },
    ...{ sold: { netuid: 45, rao: '400000000' }, received: { netuid: 45, rao: '400000000' } },
  })
})

test('of all that is on one subnet', async () => {
  const trade = await move(hot25, hot26, '--origin', '45', '--all')
  expect(trade).toMatchObject({ sold: { rao: '21536911597' }, received: { rao: '21536911597' } })
})

test('across subnets: the fee once, at the origin', async () => {
  const trade = await move('hot_26', 'hot_25', '--origin', '8', '--destination', '64', '--amount', '5')
  expect(trade.swapFee).toEqual({ unit: 'alpha', netuid: 8, rao: '2517738', decimal: '0.002517738' })
  expect(trade.legs.map((leg: Envelope) => leg.fee.rao)).toEqual(['2517738', '0'])
})

test('from root to another hotkey of root', async () => {
  const trade = await move('hot_25', 'hot_26', '--origin', '0', '--amount', '1.5')
  expect(trade).toMatchObject({ legs: [], swapFee: null, received: { netuid: 0, rao: '1500000000' } })
})
