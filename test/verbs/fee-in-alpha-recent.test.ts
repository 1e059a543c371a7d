import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkScenario } from '../../devnet/scenario/read.ts'
import { developmentKey } from '../../devnet/scenario/wallet-keys.ts'
import type { Envelope } from '../support/binary.ts'
import { describeOnRecent } from '../support/recent-runtimes.ts'
import { openTrader, type Trader } from '../support/trader.ts'

const address = (name: string) => developmentKey(name).address

/** Enough to exist, too little for any fee. */
const scenario = checkScenario(
  {
    name: 'poor',
    wallets: [
      { name: 'coldkey_1', free: '0.0001', hotkeys: ['h', 'g'] },
      { name: 'coldkey_2', free: '1' },
    ],
    subnets: [
      { netuid: 0, name: 'root', symbol: 'T', tao: '1000' },
      { netuid: 8, name: 'eight', symbol: 'e', alphaIn: '2000000', tao: '50000' },
      { netuid: 45, name: 'forty-five', symbol: 'f', alphaIn: '2600000', tao: '90154' },
    ],
    positions: [{ coldkey: 'coldkey_1', hotkey: 'h', netuid: 45, alpha: '21.536911597' }],
  },
  'the test',
)

describeOnRecent('a fee in alpha', ({ name, specVersion, metadata }) => {
  let trader: Trader
  beforeEach(async () => {
    trader = await openTrader({ scenario, metadata: metadata() })
  })
  afterEach(() => trader.close())
  const accepted = ['--yes', '--accept-spec', `${specVersion}`]
  const across = [
    'move',
    '--origin-hotkey',
    'h',
    '--destination-hotkey',
    'g',
    '--origin',
    '45',
    '--destination',
    '8',
  ]

  const at45 = ['--hotkey', 'h', '--origin', '45']
  test.each([
    ['swap', ['swap', ...at45, '--destination', '8']],
    ['swap to root', ['swap', ...at45, '--destination', '0']],
    ['swap at any price', ['swap', ...at45, '--destination', '8', '--unprotected']],
    ['move', ['move', '--origin-hotkey', 'h', '--destination-hotkey', 'g', '--origin', '45']],
    ['move across subnets', across],
    ['transfer', ['transfer', ...at45, '--to', 'coldkey_2']],
    [
      'transfer across subnets',
      ['transfer', ...at45, '--to', 'coldkey_2', '--destination', '8', '--unprotected'],
    ],
    ['remove', ['remove', '--hotkey', 'h', '--netuid', '45']],
  ])('that takes more than planned, as the price fell, leaves %s --all done', async (_name, words) => {
    trader.devnet.control.storage.write('SubtensorModule', 'SubnetTAO', [45], 89_974_000_000_000n)
    const { code, document } = await trader.run(...words, '--all', '--fee-in-alpha', ...accepted)
    expect([code, document.error]).toEqual([0, undefined])
    expect(document.data.trades[0]).toMatchObject({ status: 'done', reason: null, remainder: null })
    const { positions } = (await trader.run('list')).document.data
    // Where no word means everything, a few hundredths of the fee stay.
    const left = positions.find((row: Envelope) => row.netuid === 45 && row.hotkey === address('coldkey_1/h'))
    expect(BigInt(left?.stake.rao ?? 0) * 20n).toBeLessThanOrEqual(BigInt(document.data.alphaFee.sold.rao))
    if (name === 'finney-475-v15-composed') expect(left).toBeUndefined()
  })

  test('is taken for move_stake_limit', async () => {
    const { code, document } = await trader.run(...across, '--amount', '5', '--fee-in-alpha', ...accepted)
    expect([code, document.error]).toEqual([0, undefined])
    expect(document.data.calls[0].name).toBe('move_stake_limit')
    expect(document.data.trades[0]).toMatchObject({
      status: 'done',
      received: document.data.trades[0].quoted,
    })
    expect(document.data.alphaFee.sold).toMatchObject({ unit: 'alpha', netuid: 45 })
  })

  test("is not taken from a miner's collateral", async () => {
    const { storage, blocks } = trader.devnet.control
    const collateral = { locked: 21_536_910_000n, drain_ratio: 1n << 64n, min_locked: 0n, earned: 0n }
    const key = [45, address('coldkey_1/h'), address('coldkey_1')]
    storage.write('SubtensorModule', 'MinerCollateral', key, collateral)
    blocks.make()
    const words = [...across, '--amount', '5', '--fee-in-alpha', ...accepted]
    const error = await trader.refused(words, 'E_QUOTE', 3)
    expect(error.message).toContain('more than may leave the position')
  })
})
