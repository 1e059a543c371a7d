import { afterEach, beforeEach, expect, test } from 'vitest'
import { addStake } from '../devnet/control/signed.ts'
import { someOf } from '../support/plans.ts'
import { coldkey1, coldkey2, hot25, hot26 } from '../support/test-chain.ts'
import { openTrader, type Trader } from '../support/trader.ts'

let trader: Trader
beforeEach(async () => {
  trader = await openTrader()
})
afterEach(() => trader.close())

const swap = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '8']
const move = ['move', '--origin-hotkey', 'hot_25', '--destination-hotkey', 'hot_26', '--origin', '45']
const across = `--origin 45 --destination`

/** What a trade of all warns of when 1.5 alpha accrue in the very block it runs in. */
async function warnings(words: readonly string[]): Promise<readonly { code: string; message: string }[]> {
  trader.devnet.control.storage.dividend({ hotkey: hot25, alpha: someOf(45, '1.5') })
  const { code, document } = await trader.run(...words, '--all', '--yes')
  expect([code, document.data.trades[0].status]).toEqual([0, 'done'])
  return document.warnings
}

test.each([
  ['a swap', swap, `swap --hotkey ${hot25} ${across} 8 --all`],
  ['a move', move, `move --origin-hotkey ${hot25} --destination-hotkey ${hot26} ${across} 45 --all`],
  [
    'a transfer',
    ['transfer', '--hotkey', 'hot_25', '--to', 'coldkey_2', '--origin', '45'],
    `transfer --to ${coldkey2} --hotkey ${hot25} ${across} 45 --all`,
  ],
])('%s of all names what accrued in between, and the command that takes it along', async (_, words, again) => {
  const [warning, ...others] = await warnings(words)
  expect(warning?.code).toBe('W_REMAINDER')
  expect(warning?.message).toContain(`1.5 alpha 45 stayed on subnet 45 with hotkey ${hot25}`)
  expect(warning?.message).toMatch(new RegExp(`taoctl stake ${again} --network local --wallet coldkey_1$`))
  expect(others).toEqual([])
})

test.each([
  ['a swap', swap],
  ['a move', move],
])('%s of all names a command only where what accrued is enough for one of its own', async (_, words) => {
  const ended = async (alpha: string) => {
    trader.devnet.control.storage.dividend({ hotkey: hot25, alpha: someOf(45, alpha) })
    const { document } = await trader.run(...words, '--all', '--yes')
    const { remainder } = document.data.trades[0]
    expect(remainder.stake.decimal).toBe(alpha)
    return { message: document.warnings[0].message, command: remainder.command }
  }
  const enough = await ended('0.06')
  expect(enough.message).toContain(enough.command)
  const little = await ended('0.05')
  expect([little.command, little.message]).toEqual([
    null,
    expect.stringContaining('too little to move alone'),
  ])
  expect(little.message).not.toContain('taoctl')
})

test('a removal of all takes along what accrued', async () => {
  expect(await warnings(['remove', '--hotkey', 'hot_25', '--netuid', '45'])).toEqual([])
})

test('nothing is said where nothing stayed', async () => {
  const { document } = await trader.run(...swap, '--all', '--yes')
  expect(document.warnings).toEqual([])
})

test('a transfer across subnets names what the swap brought beyond its quote', async () => {
  const call = addStake(45, 40_000_000_000n)
  await trader.devnet.control.trades.before({ signer: 'coldkey_2', call, before: { signer: coldkey1 } })
  const words = [
    'transfer',
    '--hotkey',
    'hot_25',
    '--to',
    'coldkey_2',
    '--origin',
    '45',
    '--destination',
    '64',
  ]
  const { document } = await trader.run(...words, '--all', '--yes')
  const { data } = await trader.run('list').then(({ document: list }) => list)
  const stayed = data.positions.find(
    (row: { netuid: number; hotkey: string }) => row.netuid === 64 && row.hotkey === hot25,
  )
  expect(document.warnings).toMatchObject([{ code: 'W_REMAINDER' }])
  expect(document.warnings[0].message).toContain(`${stayed.stake.decimal} alpha 64 stayed on subnet 64`)
  expect(document.warnings[0].message).toContain('too little to move alone')
})
