import { afterEach, beforeEach, expect, test } from 'vitest'
import { someOf } from '../support/plans.ts'
import { hot25, hot26 } from '../support/test-chain.ts'
import { openTrader, type Trader } from '../support/trader.ts'

let trader: Trader
beforeEach(async () => {
  trader = await openTrader()
})
afterEach(() => trader.close())

/** Takes effect in the block of the trade. */
const earn = () => trader.devnet.control.storage.dividend({ hotkey: hot25, alpha: someOf(45, '1') })

const stakeAt45 = async () => {
  const { document } = await trader.run('list')
  const row = document.data.positions.find(
    (each: { netuid: number; hotkey: string }) => each.netuid === 45 && each.hotkey === hot25,
  )
  return row?.stake
}

const at45 = `--hotkey ${hot25} --origin 45`
const cases: readonly (readonly [name: string, words: readonly string[], command: string])[] = [
  ['swap', ['--hotkey', 'hot_25', '--origin', '45', '--destination', '8'], `swap ${at45} --destination 8`],
  [
    'move',
    ['--origin-hotkey', 'hot_25', '--destination-hotkey', 'hot_26', '--origin', '45'],
    `move --origin-hotkey ${hot25} --destination-hotkey ${hot26} --origin 45 --destination 45`,
  ],
  [
    'transfer',
    ['--hotkey', 'hot_25', '--origin', '45', '--to', 'coldkey_2'],
    `transfer --to COLDKEY_2 ${at45} --destination 45`,
  ],
]

test.each(
  cases,
)('%s --all names what was earned in between, and the command that takes it', async (verb, words, command) => {
  earn()
  const { document } = await trader.run(verb, ...words, '--all', '--yes')
  const [trade] = document.data.trades
  const left = await stakeAt45()
  expect(BigInt(left.rao)).toBeGreaterThan(0n)
  expect(trade).toMatchObject({ status: 'done', remainder: { stake: left } })
  expect(trade.remainder.command).toBe(
    `taoctl stake ${command.replace('COLDKEY_2', trade.destinationColdkey)} --all --network local --wallet coldkey_1`,
  )
  const again = await trader.run(...trade.remainder.command.split(' ').slice(2), '--yes')
  expect(again.document.data.trades[0].remainder).toBe(null)
  expect(await stakeAt45()).toBeUndefined()
})

test.each(cases)('%s --all leaves nothing that reads where nothing was earned', async (verb, words) => {
  const { trades } = await trader.trade(verb, ...words, '--all')
  expect(trades[0].remainder).toBe(null)
  expect(await stakeAt45()).toBeUndefined()
})

test('remove --all takes what was earned in between too', async () => {
  earn()
  const { document } = await trader.run('remove', '--hotkey', 'hot_25', '--netuid', '45', '--all', '--yes')
  expect(document.data.trades[0]).toMatchObject({ status: 'done', remainder: null })
  expect(await stakeAt45()).toBeUndefined()
})

test('swap-all and remove-all leave nothing that reads', async () => {
  await trader.trade('swap-all', '--destination', '8', '--all-hotkeys')
  const { document } = await trader.run('list')
  expect(new Set(document.data.positions.map((row: { netuid: number }) => row.netuid))).toEqual(new Set([8]))
  await trader.trade('remove-all', '--all-hotkeys')
  expect((await trader.run('list')).document.data.positions).toEqual([])
})

test('a part leaves its rest without a word', async () => {
  const { trades } = await trader.trade('swap', ...(cases[0]?.[1] ?? []), '--amount', '1')
  expect(trades[0].remainder).toBe(null)
})

test('people are told of the remainder with the command', async () => {
  earn()
  const { out, err } = await trader.show(['swap', ...(cases[0]?.[1] ?? []), '--all', '--yes'])
  expect(out).toMatch(/^Remainder +[0-9.]+ α45, earned in between$/m)
  expect(err).toContain(`Move it on with: taoctl stake swap ${at45} --destination 8 --all`)
})
