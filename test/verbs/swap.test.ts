import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Envelope } from '../support/binary.ts'
import { openTrader, type Trader } from '../support/trader.ts'

/** A chain of its own for each test. All fees: floor(amount × 33 / 65535). */
let trader: Trader
beforeEach(async () => {
  trader = await openTrader()
})
afterEach(() => trader.close())

const swap = async (origin: number, destination: number, ...amount: readonly string[]): Promise<Envelope> => {
  const places = ['--origin', `${origin}`, '--destination', `${destination}`]
  const { trades } = await trader.trade('swap', '--hotkey', 'hot_25', ...places, ...amount)
  expect(trades).toHaveLength(1)
  return trades[0]
}

test('alpha to alpha, an amount', async () => {
  const trade = await swap(45, 8, '--amount', '10')
  expect(trade.sold).toEqual({ unit: 'alpha', netuid: 45, rao: '10000000000', decimal: '10' })
  expect(trade.received).toMatchObject({ unit: 'alpha', netuid: 8, rao: '7927720524' })
  expect(trade.swapFee).toEqual({ unit: 'alpha', netuid: 45, rao: '5035477', decimal: '0.005035477' })
  expect(trade.legs.map((leg: Envelope) => leg.netuid)).toEqual([45, 8])
  expect(trade.legs[1].fee.rao).toBe('0')
})

test('alpha to alpha, a share of the position, rounded down', async () => {
  // 21536911597 × 33 / 100 = 7107180827.01
  expect((await swap(45, 1, '--amount', '33%')).sold.rao).toBe('7107180827')
})

test('alpha to alpha, all but what is kept', async () => {
  expect((await swap(45, 64, '--keep', '1')).sold.rao).toBe('20536911597')
})

test('root to alpha: one to one into TAO, the fee in TAO', async () => {
  const trade = await swap(0, 64, '--amount', '2')
  expect(trade.sold).toMatchObject({ unit: 'alpha', netuid: 0, rao: '2000000000' })
  expect(trade.swapFee).toEqual({ unit: 'TAO', netuid: 0, rao: '1007095', decimal: '0.001007095' })
  expect(trade.legs).toHaveLength(1)
})

test('alpha to root, all: the position is gone', async () => {
  const trade = await swap(1, 0, '--all')
  expect(trade.received).toMatchObject({ unit: 'alpha', netuid: 0 })
  const { document } = await trader.run('list')
  expect(document.data.positions.map((row: Envelope) => row.netuid)).toEqual([0, 8, 45, 64])
})

test("btcli's spellings do the same", async () => {
  const words = ['--origin-netuid', '45', '--dest-netuid', '0', '--swap-all', '--wallet.hotkey', 'hot_25']
  const { calls, trades } = await trader.trade('swap', ...words)
  expect(calls[0]).toMatchObject({ pallet: 'SubtensorModule', name: 'swap_stake_limit' })
  expect(trades[0].received.rao).toBe('746401905')
})
