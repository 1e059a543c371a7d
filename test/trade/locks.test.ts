import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { type Alpha, netuidFrom, parseAlpha, tao, zero } from '../../src/balance/index.ts'
import type { Chain } from '../../src/chain/chain.ts'
import type { ChainView } from '../../src/chain/view.ts'
import type { Wanted } from '../../src/plan/amount.ts'
import type { PlanDesk } from '../../src/trade/verb.ts'
import { moveVerb } from '../../src/trade/verbs/move.ts'
import { swapVerb } from '../../src/trade/verbs/swap.ts'
import { swapAllVerb } from '../../src/trade/verbs/swap-all.ts'
import { failureOf } from '../support/failure.ts'
import { someOf, unguarded } from '../support/plans.ts'
import { coldkey1, hot25, hot26, openChain, startChain } from '../support/test-chain.ts'

let devnet: RunningDevnet
let chain: Chain
let open: ChainView
beforeAll(async () => {
  devnet = await startChain()
  chain = await openChain(devnet)
  open = await chain.head()
})
afterAll(async () => {
  chain.close()
  await devnet.stop()
})

const origin = netuidFrom(45, 'origin')
const destination = netuidFrom(64, 'destination')
const exact = (text: string) => ({ kind: 'exact', amount: parseAlpha(text, origin) }) as const
const all = { kind: 'all' } as const

/** The chain as it would be if only so much were available. */
const withAvailable = (amounts: Readonly<Record<number, string>>): ChainView => ({
  ...open,
  availability: async () =>
    new Map(
      Object.entries(amounts).map(([netuid, available]) => [
        +netuid,
        { available: someOf(+netuid, available), locked: someOf(+netuid, '1') },
      ]),
    ),
})

/** What a verb plans with at this view; no transaction costs anything. */
const deskOf = (view: ChainView): PlanDesk => ({
  ...{ view, coldkey: coldkey1, runtime: chain.runtime, agreed: undefined, isTrusted: false },
  feeOf: async () => zero(tao),
  loadOf: async () => ({ length: 0, refTime: 0n, proofSize: 0n }),
})

const swap = (wanted: Wanted<Alpha<'origin'>>) =>
  swapVerb({ hotkey: hot25, origin, destination, wanted, guard: unguarded })

test.each([
  ['all of a position partly locked', all, '21.536911596', 'E_LOCKED'],
  ['one rao more than is available', exact('10.000000001'), '10', 'E_LOCKED'],
  ['what is available', exact('10'), '10', undefined],
  ['all of what is available', all, '21.536911597', undefined],
])('a swap of %s', async (_, wanted, available, code) => {
  const planning = swap(wanted).plan(deskOf(withAvailable({ 45: available })))
  if (code === undefined) expect((await planning).trades).toHaveLength(1)
  else expect((await failureOf(planning)).code).toBe(code)
})

test('a chain without locks holds nothing back', async () => {
  expect((await swap(all).plan(deskOf(withAvailable({})))).trades).toHaveLength(1)
})

describe('a move', () => {
  const to = (destination: number) =>
    moveVerb({
      originHotkey: hot25,
      destinationHotkey: hot26,
      origin,
      destination: netuidFrom(destination, 'destination'),
      wanted: all,
      guard: unguarded,
    })

  test('across subnets needs available stake', async () => {
    const failure = await failureOf(to(64).plan(deskOf(withAvailable({ 45: '0' }))))
    expect([failure.code, failure.exit]).toEqual(['E_LOCKED', 3])
    expect(failure.message).toBe('21.536911597 is more than the 0 of subnet 45 that is not locked.')
  })

  test('to another hotkey of the same subnet takes the lock along', async () => {
    expect((await to(45).plan(deskOf(withAvailable({ 45: '0' })))).trades).toHaveLength(1)
  })
})

test('swap-all leaves locked positions behind and moves the others', async () => {
  const options = {
    destination,
    origins: [],
    hotkeys: [],
    everyHotkey: true,
    bestEffort: false,
    guard: unguarded,
  }
  const view = withAvailable({ 0: '5', 1: '310.249999999', 8: '100', 45: '0' })
  const plan = await swapAllVerb({ ...options, mayLeave: true }).plan(deskOf(view))
  expect(plan.trades.map(trade => trade.from.netuid)).toEqual([0, 8])
  expect(plan.staysBehind.map(({ netuid, reason }) => [netuid, reason])).toEqual([
    [1, 'part of it is locked'],
    [45, 'part of it is locked'],
  ])
  const refused = await failureOf(swapAllVerb({ ...options, mayLeave: false }).plan(deskOf(view)))
  expect(refused.code).toBe('E_UNMOVABLE')
})

test('positions on one subnet share what is available there', async () => {
  const stake = someOf(45, '4')
  const position = { coldkey: coldkey1, netuid: 45, stake, registered: true }
  const view: ChainView = {
    ...withAvailable({ 45: '7.999999999' }),
    positions: async () => [
      { ...position, hotkey: hot25 },
      { ...position, hotkey: hot26 },
    ],
  }
  const verb = swapAllVerb({
    destination,
    origins: [],
    hotkeys: [],
    everyHotkey: true,
    mayLeave: true,
    bestEffort: false,
    guard: unguarded,
  })
  const plan = await verb.plan(deskOf(view))
  expect(plan.trades.map(trade => trade.from.hotkey)).toEqual([hot25])
  expect(plan.staysBehind.map(stay => stay.hotkey)).toEqual([hot26])
})
