import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import type { Envelope } from '../support/binary.ts'
import { openTrader, type Trader } from '../support/trader.ts'

/** A chain of its own for each test: none sees what another left. */
let trader: Trader
afterEach(() => trader.close())

const origins = (data: Envelope) => data.trades.map((trade: Envelope) => trade.originNetuid)
const rows = async (): Promise<readonly Envelope[]> => (await trader.run('list')).document.data.positions
const netuids = async () => (await rows()).map(row => row.netuid)
const height = () => trader.devnet.chain.tree.best().header.number

describe('stake swap-all', () => {
  beforeEach(async () => {
    trader = await openTrader()
  })

  test('of named origins: these and no others', async () => {
    const data = await trader.trade('swap-all', '--destination', '8', '--origin', '45', '--origin', '1')
    expect(origins(data)).toEqual([1, 45])
    expect(data.trades[1].sold.rao).toBe('21536911597')
    expect(data.trades[1].swapFee.rao).toBe('10844862')
    expect(await netuids()).toEqual([0, 8, 8, 64])
  })

  test('of a named hotkey: only what sits on it, and no batch for one trade', async () => {
    const data = await trader.trade('swap-all', '--destination', '0', '--hotkey', 'hot_26')
    expect(origins(data)).toEqual([8])
    expect(data.trades[0].sold.rao).toBe('42000000001')
    expect(data.calls[0].name).toBe('swap_stake_limit')
    expect(await netuids()).toEqual([0, 0, 1, 45, 64])
  })

  test('into an alpha subnet: several trades through one pool, in one atomic batch, each as quoted', async () => {
    const data = await trader.trade('swap-all', '--destination', '1', '--all-hotkeys')
    expect(origins(data)).toEqual([0, 8, 45, 64])
    expect(data.calls).toHaveLength(1)
    expect(data.calls[0]).toMatchObject({ pallet: 'Utility', name: 'batch_all' })
    expect(data.calls[0].args.calls).toHaveLength(4)
    for (const { originNetuid, swapFee } of data.trades)
      expect(swapFee.unit).toBe(originNetuid === 0 ? 'TAO' : 'alpha')
    expect(await netuids()).toEqual([1, 1, 1])
    expect(height()).toBe(1)
  })

  test('with --allow-partial the plan says that it is the most, of each and together', async () => {
    const words = ['swap-all', '--destination', '0', '--origin', '45', '--origin', '1', '--dry-run']
    const part = (await trader.show([...words, '--allow-partial'])).out
    expect(part.match(/^Receive at most +[0-9.]+ τ on root$/gm)).toHaveLength(2)
    expect(part).toMatch(/^In all at most +[0-9.]+ τ on root$/m)
    expect((await trader.show(words)).out).toMatch(/^In all +[0-9.]+ τ on root$/m)
  })

  test('tells what it takes on trust once for all trades', async () => {
    const words = ['swap-all', '--destination', '0', '--origin', '45', '--origin', '1']
    const plan = (await trader.show([...words, '--dry-run'])).out
    const [before = '', ...after] = plan.split(/^Taken on trust {2,}/m)
    expect([after.length, before.match(/^Sell /gm)?.length]).toEqual([1, 2])
    expect(after[0]).toMatch(/^the fee rate \(at worst 15\.2% less\)\n +the stake \([^\n]+\)\nColdkey /)
    expect((await trader.show([...words, '--yes'])).out).not.toContain('Taken on trust')
  })

  test('into root: several sales in one pool, each as quoted', async () => {
    await trader.trade('swap-all', '--destination', '1', '--all-hotkeys')
    const data = await trader.trade('swap-all', '--destination', '0', '--all-hotkeys')
    expect(origins(data)).toEqual([1, 1, 1])
    expect(data.staysBehind).toEqual([])
    expect(await netuids()).toEqual([0, 0, 0])
  })
})

/** A wallet with a good position, one worth less than the chain moves, and one on a subnet that has not started. */
const scenario: Scenario = {
  name: 'leftovers',
  wallets: [
    { name: 'coldkey_1', free: '10', hotkeys: ['h'] },
    { name: 'poor', free: '0.001', hotkeys: ['h'] },
  ],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'T', tao: '1000' },
    { netuid: 8, name: 'eight', symbol: 'e', alphaIn: '2000000', tao: '50000' },
    { netuid: 9, name: 'waiting', symbol: 'w', alphaIn: '2000000', tao: '50000', started: false },
    { netuid: 45, name: 'forty-five', symbol: 'f', alphaIn: '2600000', tao: '90154' },
  ],
  positions: [
    { coldkey: 'coldkey_1', hotkey: 'h', netuid: 8, alpha: '0.05' },
    { coldkey: 'coldkey_1', hotkey: 'h', netuid: 9, alpha: '100' },
    { coldkey: 'coldkey_1', hotkey: 'h', netuid: 45, alpha: '21.536911597' },
    { coldkey: 'poor', hotkey: 'h', netuid: 45, alpha: '10' },
  ],
}

describe('stake swap-all where some positions cannot move', () => {
  beforeEach(async () => {
    trader = await openTrader({ scenario })
  })

  const all = ['swap-all', '--destination', '0']
  const left = [
    { netuid: 8, stake: { rao: '50000000' }, reason: expect.stringContaining('less than the chain moves') },
    { netuid: 9, stake: { rao: '100000000000' }, reason: expect.stringContaining('not started') },
  ]

  test('names them in the plan, and refuses under --yes', async () => {
    const plan = await trader.plan(...all)
    expect(plan).toMatchObject({ staysBehind: left })
    expect(origins(plan)).toEqual([45])
    const error = await trader.refused([...all, '--yes'], 'E_UNMOVABLE', 3)
    expect(error.hint).toContain('--skip-unmovable')
  })

  test('refuses a position that was named, --skip-unmovable or not', async () => {
    const refused = (words: readonly string[], code: string) => trader.refused([...words, '--yes'], code, 3)
    await refused([...all, '--origin', '8', '--origin', '45', '--skip-unmovable'], 'E_UNMOVABLE')
    await refused([...all, '--origin', '8', '--skip-unmovable'], 'E_NOTHING_MOVABLE')
    const swap = ['swap', '--hotkey', 'h', '--destination', '0', '--all', '--origin']
    await refused([...swap, '8'], 'E_BELOW_MINIMUM')
    await refused([...swap, '9'], 'E_SUBNET_NOT_STARTED')
  })

  test('refuses one that cannot pay the fee', async () => {
    const words = ['swap', '--hotkey', 'h', '--destination', '0', '--all', '--origin', '45', '--yes']
    const error = await trader.refused([...words, '--wallet', 'poor'], 'E_FEE', 3)
    expect(error.message).toContain('0.001 TAO')
    expect(error.message).toMatch(/fee is 0\.00[0-9]+ TAO/)
  })

  test('flags dust in the list and hides nothing', async () => {
    expect((await rows()).map(row => [row.netuid, row.dust])).toEqual([
      [8, true],
      [9, false],
      [45, false],
    ])
  })

  test('moves the others with --skip-unmovable', async () => {
    const data = await trader.trade(...all, '--skip-unmovable')
    expect(data).toMatchObject({ staysBehind: left, trades: [{ received: { rao: '746401905' } }] })
    expect(await netuids()).toEqual([0, 8, 9])
  })
})

test('of a named subnet with more positions than one, those that cannot move may stay behind', async () => {
  trader = await openTrader({
    scenario: {
      ...scenario,
      wallets: [{ name: 'coldkey_1', free: '10', hotkeys: ['h', 'g'] }],
      positions: [
        { coldkey: 'coldkey_1', hotkey: 'h', netuid: 45, alpha: '21' },
        { coldkey: 'coldkey_1', hotkey: 'g', netuid: 45, alpha: '0.01' },
        { coldkey: 'coldkey_1', hotkey: 'g', netuid: 8, alpha: '0.05' },
      ],
    },
  })
  const all = ['swap-all', '--destination', '0', '--all-hotkeys', '--origin', '45']
  const error = await trader.refused([...all, '--yes'], 'E_UNMOVABLE', 3)
  expect(error.hint).toBe('Add --skip-unmovable to move the others.')
  const named = await trader.refused([...all, '--origin', '8', '--skip-unmovable', '--yes'], 'E_UNMOVABLE', 3)
  expect([named.message, named.hint]).toEqual([
    'Some positions would stay behind: 0.05 on subnet 8 (worth less than the chain moves).',
    'Nothing of a subnet you named can move: leave out --origin 8.',
  ])
  const data = await trader.trade(...all, '--skip-unmovable')
  expect(data).toMatchObject({ staysBehind: [{ netuid: 45, stake: { rao: '10000000' } }] })
})
