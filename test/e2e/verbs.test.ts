import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tradeAndBalance } from '../support/portfolio.ts'
import { openStage, type Stage } from '../support/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const hot25 = '5Di19xisqYiJi2o4EB5hbFcCT9TDdNBHUYqbmhJjLozck8GG'
const hot26 = '5FxMrBejLPf5f9CA4ExUPFCtcke3KXDPrb9kBqjYBDTcxEyS'

/** One chain for the file, each trade on what the one before it left. All fees: floor(amount × 33 / 65535). */
describe('stake swap, one trade after the other', () => {
  const swap = async (origin: number, destination: number, ...amount: readonly string[]) => {
    const places = ['--origin', `${origin}`, '--destination', `${destination}`]
    const data = await tradeAndBalance(stage, ['swap', '--hotkey', 'hot_25', ...places, ...amount])
    expect(data.trades).toHaveLength(1)
    return data.trades[0]
  }

  it('alpha to alpha, an amount', async () => {
    const trade = await swap(45, 8, '--amount', '10')
    expect(trade.sold).toEqual({ unit: 'alpha', netuid: 45, rao: '10000000000', decimal: '10' })
    expect(trade.received).toMatchObject({ unit: 'alpha', netuid: 8 })
    expect(trade.swapFee).toEqual({ unit: 'alpha', netuid: 45, rao: '5035477', decimal: '0.005035477' })
    expect(trade.legs.map((leg: { netuid: number }) => leg.netuid)).toEqual([45, 8])
    expect(trade.legs[1].fee.rao).toBe('0')
  })

  it('alpha to alpha, a share of the position, rounded down', async () => {
    const trade = await swap(45, 1, '--amount', '25%')
    expect(trade.sold.rao).toBe('2884227899')
  })

  it('alpha to alpha, all but what is kept', async () => {
    const trade = await swap(45, 64, '--keep', '1')
    expect(trade.sold.rao).toBe('7652683698')
  })

  it('root to alpha: one to one into TAO, the fee in TAO', async () => {
    const trade = await swap(0, 64, '--amount', '2')
    expect(trade.sold).toMatchObject({ unit: 'alpha', netuid: 0, rao: '2000000000' })
    expect(trade.swapFee).toEqual({ unit: 'TAO', netuid: 0, rao: '1007095', decimal: '0.001007095' })
    expect(trade.legs).toHaveLength(1)
  })

  it('alpha to root, all: the position is gone', async () => {
    const trade = await swap(1, 0, '--all')
    expect(trade.received).toMatchObject({ unit: 'alpha', netuid: 0 })
    const { document } = await stage.home.json(...stage.trade(['list']))
    expect(document.data.positions.some((row: { netuid: number }) => row.netuid === 1)).toBe(false)
  })

  it("btcli's spellings do the same", async () => {
    const words = ['--origin-netuid', '64', '--dest-netuid', '0', '--swap-all', '--wallet.hotkey', 'hot_25']
    const data = await tradeAndBalance(stage, ['swap', ...words])
    expect(data.calls[0]).toMatchObject({ pallet: 'SubtensorModule', name: 'swap_stake_limit' })
  })
})

describe('stake move', () => {
  const move = async (from: string, to: string, ...words: readonly string[]) => {
    const hotkeys = ['--origin-hotkey', from, '--destination-hotkey', to]
    return (await tradeAndBalance(stage, ['move', ...hotkeys, ...words])).trades[0]
  }

  it('between hotkeys on one subnet: the exact amount, no pool, no fee', async () => {
    const trade = await move('hot_25', 'hot_26', '--origin', '45', '--amount', '0.4')
    expect(trade).toMatchObject({
      ...{ verb: 'move', originHotkey: hot25, destinationHotkey: hot26, legs: [], swapFee: null },
      ...{ sold: { netuid: 45, rao: '400000000' }, received: { netuid: 45, rao: '400000000' } },
    })
  })

  it('of all that is left on one subnet', async () => {
    const trade = await move(hot25, hot26, '--origin', '45', '--all')
    expect(trade.sold.rao).toBe('600000000')
  })

  it('across subnets: the fee once, at the origin', async () => {
    const trade = await move('hot_26', 'hot_25', '--origin', '8', '--destination', '64', '--amount', '5')
    expect(trade.swapFee).toEqual({ unit: 'alpha', netuid: 8, rao: '2517738', decimal: '0.002517738' })
    expect(trade.legs.map((leg: { fee: { rao: string } }) => leg.fee.rao)).toEqual(['2517738', '0'])
  })

  it('from root to another hotkey of root', async () => {
    const trade = await move('hot_25', 'hot_26', '--origin', '0', '--amount', '1.5')
    expect(trade).toMatchObject({ legs: [], swapFee: null, received: { netuid: 0, rao: '1500000000' } })
  })
})
