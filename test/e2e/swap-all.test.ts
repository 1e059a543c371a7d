import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Envelope, makeHome } from '../support/binary.ts'
import { portfolio, tradeAndBalance } from '../support/portfolio.ts'
import { expectRefused } from '../support/refusal.ts'
import { openStage, type Stage } from '../support/stage.ts'

let stage: Stage
afterAll(() => stage.close())

const origins = (data: Envelope) => data.trades.map((trade: Envelope) => trade.originNetuid)
const netuids = async () => [...(await portfolio(stage)).stakes.keys()].map(key => +(key.split(' ')[0] ?? ''))

/** One chain, each trade on what the one before it left. */
describe('stake swap-all', () => {
  beforeAll(async () => {
    stage = await openStage()
  })

  it('of named origins: these and no others', async () => {
    const words = ['swap-all', '--destination', '8', '--origin', '45', '--origin', '1']
    const data = await tradeAndBalance(stage, words)
    expect(origins(data)).toEqual([1, 45])
    expect(data.trades[1].sold.rao).toBe('21536911597')
    expect(data.trades[1].swapFee.rao).toBe('10844862')
    expect(await netuids()).toEqual([0, 8, 8, 64])
  })

  it('of a named hotkey: only what sits on it, and no batch for one trade', async () => {
    const data = await tradeAndBalance(stage, ['swap-all', '--destination', '0', '--hotkey', 'hot_26'])
    expect(origins(data)).toEqual([8])
    expect(data.trades[0].sold.rao).toBe('42000000001')
    expect(data.calls[0].name).toBe('swap_stake_limit')
    expect(await netuids()).toEqual([0, 0, 8, 64])
  })

  it('into an alpha subnet: several trades through one pool, in one atomic batch, each as quoted', async () => {
    const height = await stage.node.height()
    const data = await tradeAndBalance(stage, ['swap-all', '--destination', '1', '--all-hotkeys'])
    expect(origins(data)).toEqual([0, 0, 8, 64])
    expect(data.calls).toHaveLength(1)
    expect(data.calls[0]).toMatchObject({ pallet: 'Utility', name: 'batch_all' })
    expect(data.calls[0].args.calls).toHaveLength(4)
    for (const { originNetuid, swapFee } of data.trades)
      expect(swapFee.unit).toBe(originNetuid === 0 ? 'TAO' : 'alpha')
    expect(await netuids()).toEqual([1, 1, 1])
    expect(await stage.node.height()).toBe(height + 1)
  })

  it('into root: several sales in one pool, each as quoted', async () => {
    const data = await tradeAndBalance(stage, ['swap-all', '--destination', '0', '--all-hotkeys'])
    expect(origins(data)).toEqual([1, 1, 1])
    expect(data.staysBehind).toEqual([])
    expect(await netuids()).toEqual([0, 0, 0])
    await stage.close()
  })
})

/** A wallet with a good position, one worth less than the chain moves, and one on a subnet that has not started. */
const scenario = JSON.stringify({
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
})

async function openLeftovers(): Promise<Stage> {
  const files = await makeHome()
  const path = join(files.folder, 'leftovers.json')
  await writeFile(path, scenario)
  const opened = await openStage('--scenario', path)
  await files.remove()
  return opened
}

describe('stake swap-all where some positions cannot move', () => {
  beforeAll(async () => {
    stage = await openLeftovers()
  })

  const all = ['swap-all', '--destination', '0']
  const left = [
    { netuid: 8, stake: { rao: '50000000' }, reason: expect.stringContaining('less than the chain moves') },
    { netuid: 9, stake: { rao: '100000000000' }, reason: expect.stringContaining('not started') },
  ]

  it('names them in the plan, and refuses under --yes', async () => {
    const plan = await stage.home.json(...stage.trade([...all, '--dry-run']).filter(word => word !== '--yes'))
    expect(plan).toMatchObject({ code: 0, document: { data: { staysBehind: left } } })
    expect(origins(plan.document.data)).toEqual([45])
    const document = await expectRefused(stage.home, stage.trade(all), { code: 'E_UNMOVABLE', exit: 3 })
    expect(document.error.hint).toContain('--skip-unmovable')
    expect(await stage.node.height()).toBe(0)
  })

  it('refuses a position that was named, --skip-unmovable or not, and one that cannot pay the fee', async () => {
    const refused = (words: readonly string[], code: string) =>
      expectRefused(stage.home, stage.trade(words), { code, exit: 3 })
    await refused([...all, '--origin', '8', '--origin', '45', '--skip-unmovable'], 'E_UNMOVABLE')
    await refused([...all, '--origin', '8', '--skip-unmovable'], 'E_NOTHING_MOVABLE')
    const swap = ['swap', '--hotkey', 'h', '--destination', '0', '--all', '--origin']
    await refused([...swap, '8'], 'E_BELOW_MINIMUM')
    await refused([...swap, '9'], 'E_SUBNET_NOT_STARTED')
    const asPoor = stage.trade([...swap, '45']).map(word => (word === 'coldkey_1' ? 'poor' : word))
    const poor = await expectRefused(stage.home, asPoor, { code: 'E_FEE', exit: 3, says: '0.001 TAO' })
    expect(poor.error.message).toMatch(/fee is 0\.00[0-9]+ TAO/)
    expect(await stage.node.height()).toBe(0)
  })

  it('flags dust in the list and hides nothing', async () => {
    const { document } = await stage.home.json(...stage.trade(['list']))
    const rows = document.data.positions.map((row: Envelope) => [row.netuid, row.dust])
    expect(rows).toEqual([
      [8, true],
      [9, false],
      [45, false],
    ])
  })

  it('moves the others with --skip-unmovable', async () => {
    const data = await tradeAndBalance(stage, [...all, '--skip-unmovable'])
    expect(data).toMatchObject({ staysBehind: left, trades: [{ received: { rao: '746401905' } }] })
    expect(await netuids()).toEqual([0, 8, 9])
  })
})
