import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTrader, type Trader } from '../support/trader.ts'

let trader: Trader
beforeAll(async () => {
  trader = await openTrader()
})
afterAll(() => trader.close())

const swap = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '8', '--amount', '1']
const remove = ['remove', '--hotkey', 'hot_25', '--netuid', '45', '--amount', '1']
const add = ['add', '--hotkey', 'hot_25', '--netuid', '45', '--amount', '1']

test.each([
  ['a swap', swap, 'swap_stake_limit'],
  ['a removal', remove, 'remove_stake_limit'],
  ['an addition', add, 'add_stake_limit'],
])('%s carries a limit for 0.5%% less than quoted', async (_, words, call) => {
  const { trades, calls } = await trader.plan(...words)
  const [trade] = trades
  expect(calls[0]).toMatchObject({ name: call, args: { allow_partial: false } })
  expect(BigInt(trade.minReceived.rao)).toBe((BigInt(trade.quoted.rao) * 995n) / 1000n)
  expect(trade.limitPrice).toMatch(/^[0-9.]+$/)
})

test('a minimum, a limit price and a fraction are taken instead, and any price where it is asked for', async () => {
  const { trades } = await trader.plan(...remove, '--min-received', '0.0346')
  expect(trades[0].minReceived.rao).toBe('34600000')
  const limited = await trader.plan(...remove, '--limit-price', '0.03')
  expect(limited.trades[0]).toMatchObject({ limitPrice: '0.030015117', minReceived: { rao: '30000000' } })
  const fraction = await trader.show([...swap, '--rate-tolerance', '0.01', '--dry-run'])
  expect(fraction.err).toContain('--rate-tolerance 0.01 is a tolerance of 1%')
  const { calls } = await trader.plan(...swap, '--unprotected')
  expect(calls[0].name).toBe('swap_stake')
  expect((await trader.plan(...swap, '--partial')).calls[0].args.allow_partial).toBe(true)
})

test('all of a position goes by the call that takes what is there', async () => {
  const { calls } = await trader.plan('remove', '--hotkey', 'hot_25', '--netuid', '45', '--all')
  expect(calls[0].name).toBe('remove_stake_full_limit')
})

test.each([
  ['a minimum above the quote', ['--min-received', '1000000'], 'E_MIN_ABOVE_QUOTE', 3],
  ['a limit price already crossed', ['--limit-price', '5'], 'E_LIMIT_CROSSED', 3],
  ['a tolerance without its sign', ['--tolerance', '1'], 'E_TOLERANCE', 2],
  ['a tolerance above 50%', ['--tolerance', '50.000001%'], 'E_TOLERANCE', 2],
  ['a negative tolerance', ['--tolerance', '-1%'], 'E_TOLERANCE', 2],
  ['two protections', ['--tolerance', '1%', '--min-received', '1'], 'E_PROTECTION_CHOICE', 2],
  ['a protection and none', ['--limit-price', '1', '--unprotected'], 'E_PROTECTION_CHOICE', 2],
  ['a limit price of 10 decimals', ['--limit-price', '0.0000000001'], 'E_LIMIT_PRICE', 2],
  ['a limit price of 0', ['--limit-price', '0'], 'E_LIMIT_PRICE', 2],
  ['a minimum of 0, which protects nothing', ['--min-received', '0'], 'E_USAGE', 2],
  ['a minimum that is no amount', ['--min-received', '1e3'], 'E_BALANCE_SYNTAX', 2],
] as const)('%s is refused by every verb', async (_, words, code, exit) => {
  await trader.refused([...swap, ...words, '--yes'], code, exit)
  if (code === 'E_LIMIT_CROSSED') return
  await trader.refused([...remove, ...words, '--yes'], code, exit)
  await trader.refused([...add, ...words, '--yes'], code, exit)
})

test('many positions share a tolerance, and no minimum', async () => {
  const { trades, calls } = await trader.plan('remove-all', '--all-hotkeys')
  expect(trades.every((trade: { minReceived: unknown }) => trade.minReceived !== null)).toBe(true)
  expect(calls[0].name).toBe('batch_all')
  const best = await trader.plan('remove-all', '--all-hotkeys', '--best-effort')
  expect(best.calls[0].name).toBe('force_batch')
})

test('a move across subnets goes in two calls where one has no limit', async () => {
  const move = ['move', '--origin-hotkey', 'hot_25', '--destination-hotkey', 'hot_26', '--origin', '45']
  const { calls, trades } = await trader.trade(...move, '--destination', '1', '--all')
  expect(calls[0].args.calls.map((call: { name: string }) => call.name)).toEqual([
    'move_stake',
    'swap_stake_limit',
  ])
  expect(trades[0]).toMatchObject({ status: 'done', destinationNetuid: 1 })
})

test('remove-all brings what was quoted for each, and leaves nothing', async () => {
  await trader.trade('remove-all', '--all-hotkeys')
  const { document } = await trader.run('list')
  expect(document.data.positions).toEqual([])
})

test('a move that names two origin hotkeys is refused: one would be ignored', async () => {
  const move = ['move', '--origin-hotkey', 'hot_25', '--hotkey', 'hot_26', '--destination-hotkey', 'hot_1']
  const error = await trader.refused([...move, '--origin', '45', '--all', '--yes'], 'E_USAGE', 2)
  expect(error.message).toContain('--origin-hotkey or --hotkey')
})

test.each([
  ['--tolerance', '1%'],
  ['--min-received', '1'],
  ['--limit-price', '1'],
])('a move or transfer within a subnet passes no pool: %s is refused there', async (...option) => {
  const position = ['--origin', '45', '--amount', '1', '--dry-run', ...option]
  const move = ['move', '--origin-hotkey', 'hot_25', '--destination-hotkey', 'hot_26', ...position]
  const transfer = ['transfer', '--hotkey', 'hot_25', '--to', 'coldkey_2', ...position]
  for (const words of [move, transfer]) {
    const error = await trader.refused(words, 'E_NOTHING_TO_PROTECT', 2)
    expect(error.message).toContain(option[0])
  }
})
