import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeOnEachRuntime } from '../support/runtimes.ts'
import { coldkey1, hot25 } from '../support/test-chain.ts'
import { openTrader, type Trader } from '../support/trader.ts'

describeOnEachRuntime('stake remove', ({ metadata }) => {
  let trader: Trader
  beforeAll(async () => {
    trader = await openTrader({ metadata: metadata() })
  })
  afterAll(() => trader.close())

  const remove = (netuid: number) => ['remove', '--hotkey', 'hot_25', '--netuid', `${netuid}`]

  test('plans without touching a key', async () => {
    const data = await trader.plan(...remove(45), '--amount', '10')
    expect(data.trades[0]).toMatchObject({
      ...{ verb: 'remove', status: 'planned', originHotkey: hot25, originNetuid: 45 },
      ...{ destinationHotkey: null, destinationNetuid: null, destinationColdkey: coldkey1 },
      sold: { unit: 'alpha', netuid: 45, rao: '10000000000' },
      quoted: { unit: 'TAO', netuid: 0, rao: '346570218' },
    })
  })

  test('sells for what was quoted, to the rao, the fee in alpha', async () => {
    const { trades } = await trader.trade(...remove(45), '--amount', '25%')
    expect(trades[0].swapFee.unit).toBe('alpha')
  })

  test('from root one to one', async () => {
    const { trades } = await trader.trade(...remove(0), '--amount', '1')
    expect(trades[0]).toMatchObject({ received: { unit: 'TAO', rao: '1000000000' }, legs: [] })
  })

  test('all: nothing of the position is left', async () => {
    await trader.trade(...remove(45), '--all')
    const { document } = await trader.run('list')
    expect(document.data.positions.some((row: { netuid: number }) => row.netuid === 45)).toBe(false)
  })

  test('refuses a part below the minimum, and more than there is', async () => {
    await trader.refused([...remove(1), '--amount', '0.01', '--yes'], 'E_BELOW_MINIMUM', 3)
    await trader.refused([...remove(1), '--amount', '100000', '--yes'], 'E_NOT_ENOUGH_STAKE', 3)
    await trader.refused([...remove(99), '--all', '--yes'], 'E_SUBNET_UNKNOWN', 3)
  })
})
