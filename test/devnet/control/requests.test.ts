import { afterAll, beforeAll, expect, test } from 'vitest'
import { parameters } from '../../../devnet/control/schema.ts'
import { type RunningDevnet, startDevnet } from '../../../devnet/start.ts'
import { createManualClock } from '../node/manual-clock.ts'

let devnet: RunningDevnet

beforeAll(async () => {
  devnet = await startDevnet({ clock: createManualClock(), seal: { kind: 'manual' } })
})
afterAll(() => devnet.stop())

test('every method of control is served', () => {
  expect(devnet.core.methods.filter(name => name.startsWith('dev_'))).toEqual(Object.keys(parameters).sort())
})

const hash = `0x${'11'.repeat(32)}`

test.each([
  ['dev_newBlock', ['0x12']],
  ['dev_newBlock', [hash], `there is no block ${hash}`],
  ['dev_newBlock', [{ count: 0 }]],
  ['dev_newBlock', [{ counts: 1 }]],
  ['dev_newBlock', [{}, {}], 'dev_newBlock has 1 parameters'],
  ['dev_finalizeBlock', [1]],
  ['dev_setBlockBuildMode', ['Sometimes']],
  ['dev_setBlockBuildMode', []],
  ['dev_pause', [true]],
  ['dev_timeTravel', ['tomorrow'], 'not a time such as 2026-01-01T00:00:00Z'],
  ['dev_timeTravel', [1.5]],
  ['dev_advanceTime', [-1]],
  ['dev_setStorage', [{ System: { Account: [['5F', 1]] } }]],
  ['dev_setStorage', [{ System: { Nothing: [[[], 1]] } }], 'the runtime has no System.Nothing'],
  ['dev_setStorage', [{ System: { Account: [[['5F'], {}]] } }], 'the key does not fit System.Account'],
  ['dev_setStorage', [{ SubtensorModule: { SubnetTAO: [[[45], 'much']] } }], 'the value does not fit'],
  ['dev_setStorage', [{ SubtensorModule: { SubnetTAO: [[[], '1']] } }], 'has 1 parts'],
  ['dev_addDividend', [{ hotkey: 'coldkey_1/hot_25', netuid: 45, alpha: 1 }]],
  ['dev_addDividend', [{ hotkey: 'coldkey_1/hot_25', netuid: 45, alpha: '0.0000000001' }], 'alpha: '],
  ['dev_addDividend', [{ hotkey: 'coldkey_1/hot_25', netuid: 45, alpha: '0' }], 'more than nothing'],
  ['dev_addFault', [{ kind: 'drop' }]],
  ['dev_addFault', [{ kind: 'eat', direction: 'request' }]],
  ['dev_addFault', [{ kind: 'error', direction: 'request' }]],
])('%s refuses %j', async (method, params, problem = '') => {
  const failure = await devnet.core.request(method, params).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(failure).toMatchObject({ code: -32602, data: expect.stringContaining(problem) })
  expect(devnet.chain.tree.best().header.number).toBe(0)
})

test('time may be told as text', async () => {
  expect(await devnet.core.request('dev_timeTravel', ['2026-02-03T04:05:06Z'])).toBe(
    Date.UTC(2026, 1, 3, 4, 5, 6),
  )
  await devnet.core.request('dev_newBlock', [])
  expect(devnet.chain.tree.best().timestamp).toBe(BigInt(Date.UTC(2026, 1, 3, 4, 5, 6)))
})

test('a field left out of a stored record stays', async () => {
  await devnet.core.request('dev_setStorage', [
    {
      System: {
        Account: [[[devnet.chain.contextAfter(devnet.chain.tree.best()).author], { data: { free: '77' } }]],
      },
    },
  ])
  await devnet.core.request('dev_newBlock', [])
  const { author } = devnet.chain.contextAfter(devnet.chain.tree.best())
  const stored = devnet.chain.stateOf(devnet.chain.tree.best()).stored('System', 'Account', [author])
  expect(stored).toMatchObject({ providers: 1, data: { free: 77n } })
})
