import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkScenario } from '../../devnet/scenario/read.ts'
import type { Envelope } from '../support/binary.ts'
import { openTrader, type Trader } from '../support/trader.ts'

const scenario = {
  name: 'shallow',
  wallets: [{ name: 'coldkey_1', free: '100', hotkeys: ['h'] }],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'T', tao: '1000' },
    { netuid: 8, name: 'deep', symbol: 'd', alphaIn: '2000000', tao: '50000' },
    { netuid: 45, name: 'shallow', symbol: 's', alphaIn: '1000', tao: '100' },
  ],
  positions: [{ coldkey: 'coldkey_1', hotkey: 'h', netuid: 45, alpha: '1000' }],
}

let trader: Trader
beforeAll(async () => {
  trader = await openTrader({ scenario: checkScenario(scenario, 'the test') })
})
afterAll(() => trader.close())

const swap = (amount: string) => [
  ...['swap', '--hotkey', 'h', '--origin', '45', '--destination', '8'],
  ...['--amount', amount, '--tolerance', '5%'],
]
const codesOf = ({ warnings }: Envelope) => warnings.map(({ code }: Envelope) => code)

test('a trade that costs up to 5% of the price goes without a word', async () => {
  const { document } = await trader.run(...swap('20'), '--dry-run')
  expect(codesOf(document)).toEqual([])
})

test('one that costs more is named with leg and percentage, once however often it is planned', async () => {
  const { document } = await trader.run(...swap('100'), '--yes')
  expect(document.ok).toBe(true)
  expect(codesOf(document)).toEqual(['W_PRICE_IMPACT'])
  const [leg] = document.data.trades[0].legs
  expect(document.warnings[0].message).toContain(`${leg.impactPercent}% on subnet 45`)
})

test('a quote is warned of in the words of the plan', async () => {
  const asked = ['--origin', '45', '--destination', '8', '--tolerance', '5%', '--amount']
  const quoteOf = async (amount: string) => {
    const { document } = await trader.run('quote', ...asked, amount)
    return document
  }
  const impactOf = ({ warnings }: Envelope) =>
    warnings.filter(({ code }: Envelope) => code === 'W_PRICE_IMPACT')
  expect(impactOf(await quoteOf('20'))).toEqual([])
  const [{ document: plan }, quote] = [await trader.run(...swap('300'), '--dry-run'), await quoteOf('300')]
  expect(impactOf(quote)).toEqual(impactOf(plan))
  expect(impactOf(quote)).toHaveLength(1)
})

test('one that costs more than 30% needs --accept-impact where nobody is asked', async () => {
  const error = await trader.refused([...swap('800'), '--yes'], 'E_PRICE_IMPACT', 3)
  expect(error.message).toMatch(/subnet 45: it pays [3-9][0-9.]+% less/)
  expect(error.retryable).toBe(false)
  const { document } = await trader.run(...swap('800'), '--yes', '--dry-run')
  expect(document.error).toMatchObject({ code: 'E_PRICE_IMPACT', exit: 3 })
  const accepted = await trader.run(...swap('500'), '--yes', '--accept-impact')
  expect(accepted.code).toBe(0)
  expect(codesOf(accepted.document)).toEqual(['W_PRICE_IMPACT'])
})

test('a person is told before the question, and decides', async () => {
  const { code, err, questions } = await trader.show(swap('300'), { terminal: true, replies: ['no'] })
  expect([code, questions]).toEqual([3, ['DEVNET: sign and send?']])
  expect(err).toContain('Warning: The trade moves the price against itself, fee included: ')
  expect(err).toContain('% on subnet 45')
})
