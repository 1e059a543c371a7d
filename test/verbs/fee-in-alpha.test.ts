import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkScenario } from '../../devnet/scenario/read.ts'
import { developmentKey } from '../../devnet/scenario/wallet-keys.ts'
import { openTrader, type Trader } from '../support/trader.ts'

const addressOf = (name: string) => developmentKey(name).address

/** Enough to exist, too little for any fee. */
const scenario = checkScenario(
  {
    name: 'poor',
    wallets: [
      { name: 'coldkey_1', free: '0.0001', hotkeys: ['h', 'g'] },
      { name: 'coldkey_2', free: '1', hotkeys: ['h'] },
    ],
    subnets: [
      { netuid: 0, name: 'root', symbol: 'T', tao: '1000' },
      { netuid: 8, name: 'eight', symbol: 'e', alphaIn: '2000000', tao: '50000' },
      { netuid: 45, name: 'forty-five', symbol: 'f', alphaIn: '2600000', tao: '90154' },
    ],
    positions: [
      { coldkey: 'coldkey_1', hotkey: 'h', netuid: 45, alpha: '21.536911597' },
      { coldkey: 'coldkey_2', hotkey: 'h', netuid: 45, alpha: '7.1' },
      { coldkey: 'coldkey_1', hotkey: 'h', netuid: 8, alpha: '3' },
    ],
  },
  'the test',
)

let trader: Trader
beforeEach(async () => {
  trader = await openTrader({ scenario })
})
afterEach(() => trader.close())

const verbs: readonly (readonly [verb: string, words: readonly string[]])[] = [
  ['swap', ['swap', '--hotkey', 'h', '--origin', '45', '--destination', '8']],
  ['swap to root', ['swap', '--hotkey', 'h', '--origin', '45', '--destination', '0']],
  ['move', ['move', '--origin-hotkey', 'h', '--destination-hotkey', 'g', '--origin', '45']],
  ['transfer', ['transfer', '--hotkey', 'h', '--origin', '45', '--to', 'coldkey_2']],
  ['remove', ['remove', '--hotkey', 'h', '--netuid', '45']],
]

describe.each(verbs)('%s with a fee that free TAO cannot pay', (_name, words) => {
  test('is refused with the amount, and told how to pay it', async () => {
    const error = await trader.refused([...words, '--amount', '5', '--yes'], 'E_FEE', 3)
    expect(error.message).toMatch(/^The transaction fee is 0\.00[0-9]+ TAO, but only 0\.0001 TAO is free\.$/)
    expect(error.hint).toContain('--fee-in-alpha')
  })

  test.each([
    [['--amount', '5']],
    [['--amount', '33%']],
    [['--all']],
  ])('is paid in alpha on request, and brings what was quoted, to the rao: %j', async amount => {
    const wanted = [...words, ...amount, '--fee-in-alpha']
    const planned = await trader.plan(...wanted)
    const done = await trader.trade(...wanted)
    expect(planned.alphaFee).toMatchObject({ sold: { unit: 'alpha', netuid: 45 }, tao: { unit: 'TAO' } })
    expect(done.alphaFee).toEqual(planned.alphaFee)
    expect(done.transactionFee.rao).toBe('0')
    expect(done.trades[0].received).toEqual(planned.trades[0].quoted)
  })
})

test('no alpha is sold where free TAO does', async () => {
  const data = await trader.trade(
    ...['remove', '--wallet', 'coldkey_2', '--hotkey', 'h', '--netuid', '45'],
    ...['--amount', '1', '--fee-in-alpha'],
  )
  expect(data.alphaFee).toBe(null)
  expect(BigInt(data.transactionFee.rao)).toBeGreaterThan(0n)
})

test('the chain takes no alpha for a batch', async () => {
  const words = ['swap-all', '--destination', '0', '--all-hotkeys', '--fee-in-alpha', '--yes']
  const error = await trader.refused(words, 'E_FEE', 3)
  expect(error.hint).toContain('takes no alpha')
})

test('people see the fee apart', async () => {
  const [, words = []] = verbs[0] ?? []
  const { out } = await trader.show([...words, '--all', '--fee-in-alpha', '--yes'])
  expect(out).toMatch(/^Chain fee +0\.[0-9]+ α45, sold for 0\.00[0-9]+ TAO$/m)
})

describe('at a lower price than planned, when the fee takes more of the position', () => {
  /** In the block of the trade, after its plan: 2 of 1000 less TAO. */
  const priceFalls = () =>
    trader.devnet.control.storage.write('SubtensorModule', 'SubnetTAO', [45], 89_974_000_000_000n)

  test.each(verbs)('%s --all is done: nothing is left of it', async (_name, words) => {
    const wanted = [...words, '--all', '--fee-in-alpha']
    const { alphaFee } = await trader.plan(...wanted)
    priceFalls()
    const { code, document } = await trader.run(...wanted, '--yes')
    expect([code, document.error]).toEqual([0, undefined])
    expect(document.data.trades[0]).toMatchObject({ status: 'done', reason: null, remainder: null })
    expect(BigInt(document.data.alphaFee.sold.rao)).toBeGreaterThan(BigInt(alphaFee.sold.rao))
    expect(Object.keys(document.data.alphaFee)).toEqual(['sold', 'tao'])
  })
})

describe('what is locked', () => {
  const lockAllBut = (rest: bigint) => {
    const { storage, blocks } = trader.devnet.control
    const lock = { locked_mass: 21_536_911_597n - rest, conviction: 0n, last_update: 0n }
    storage.write('SubtensorModule', 'Lock', [addressOf('coldkey_1'), 45, addressOf('coldkey_1/h')], lock)
    storage.write('SubtensorModule', 'DecayingLock', [addressOf('coldkey_1'), 45], false)
    blocks.make()
  }
  const move = ['move', '--origin-hotkey', 'h', '--destination-hotkey', 'g', '--origin', '45']

  test('pays no fee', async () => {
    lockAllBut(1_000n)
    const wanted = [...move, '--amount', '5', '--fee-in-alpha', '--yes']
    const error = await trader.refused(wanted, 'E_QUOTE', 3)
    expect(error.message).toContain('more than may leave the position')
  })

  test('leaves what is free to pay it', async () => {
    lockAllBut(1_000_000_000n)
    const { alphaFee } = await trader.trade(...move, '--amount', '5', '--fee-in-alpha')
    expect(BigInt(alphaFee.sold.rao)).toBeGreaterThan(0n)
  })
})
