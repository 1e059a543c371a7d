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

test('on one subnet is told as a move between hotkeys, and sells nothing', async () => {
  const hotkeys = ['--origin-hotkey', 'hot_25', '--destination-hotkey', 'hot_26']
  const words = ['move', ...hotkeys, '--origin', '45', '--amount', '0.4']
  const plan = await trader.show([...words, '--dry-run'])
  expect(plan.out).toMatch(/^Move +from hotkey hot_25 to hotkey hot_26 on subnet 45$/m)
  expect(plan.out).toMatch(/^Amount +0\.4 α45\nArrives +0\.4 α45$/m)
  const done = await trader.show([...words, '--yes'])
  expect(done.out).toMatch(/^Moved +0\.4 α45\nQuoted +0\.4 α45\nArrived +0\.4 α45$/m)
  expect(`${plan.out}${done.out}`).not.toMatch(/Sell|Sold|Receive|to subnet/)
  const across = await trader.show([...words, '--destination', '8', '--dry-run'])
  expect(across.out).toMatch(/^Move +subnet 45 to subnet 8$/m)
  expect(across.out).toMatch(/^Sell +0\.4 α45$/m)
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
