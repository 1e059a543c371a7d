import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeOnEachRuntime } from '../support/runtimes.ts'
import { coldkey1, hot25 } from '../support/test-chain.ts'
import { openTrader, type Trader } from '../support/trader.ts'

describeOnEachRuntime('stake add', ({ metadata }) => {
  let trader: Trader
  beforeAll(async () => {
    trader = await openTrader({ metadata: metadata() })
  })
  afterAll(() => trader.close())

  const add = (netuid: number) => ['add', '--hotkey', 'hot_25', '--netuid', `${netuid}`]

  test('plans without touching a key', async () => {
    const data = await trader.plan(...add(45), '--amount', '1')
    expect(data).toMatchObject({ kind: 'planned', extrinsic: null, journal: null })
    expect(data.trades[0]).toMatchObject({
      ...{ verb: 'add', status: 'planned', originHotkey: null, originNetuid: null },
      ...{ destinationHotkey: hot25, destinationNetuid: 45, destinationColdkey: coldkey1 },
      sold: { unit: 'TAO', rao: '1000000000' },
      quoted: { unit: 'alpha', netuid: 45 },
    })
  })

  test('buys what was quoted, to the rao, the fee in TAO', async () => {
    const { trades } = await trader.trade(...add(45), '--amount', '1.5')
    expect(trades[0].swapFee).toEqual({ unit: 'TAO', netuid: 0, rao: '755321', decimal: '0.000755321' })
    expect(trades[0].legs).toHaveLength(1)
  })

  test('onto root one to one', async () => {
    const { trades } = await trader.trade(...add(0), '--amount', '2')
    expect(trades[0]).toMatchObject({ received: { unit: 'alpha', netuid: 0, rao: '2000000000' }, legs: [] })
  })

  test('a share of what is free, rounded down, and all but what is kept', async () => {
    expect((await trader.plan(...add(8), '--amount', '1%')).trades[0].sold.unit).toBe('TAO')
    const { transactionFee } = await trader.trade(...add(8), '--keep', '3')
    expect(BigInt(transactionFee.rao)).toBeGreaterThan(0n)
    const { document } = await trader.run('list')
    expect(document.data.free.rao).toBe('3000000000')
  })

  test('all but the fee and the existential deposit', async () => {
    await trader.trade(...add(1), '--all')
    const { document } = await trader.run('list')
    expect(document.data.free.rao).toBe('500')
  })

  test('refuses what is not free', async () => {
    await trader.refused(
      [...add(45), '--amount', '1', '--wallet', 'coldkey_2', '--dry-run'],
      'E_HOTKEY_MISSING',
      4,
    )
    await trader.refused([...add(45), '--amount', '1', '--yes'], 'E_FEE', 3)
  })
})
