import { describe, expect, test } from 'vitest'
import { authorMetadata } from '../../devnet/metadata/author.ts'
import { netuidFrom } from '../../src/balance/index.ts'
import { parseAddress } from '../../src/chain/address.ts'
import { callRequirements } from '../../src/chain/extrinsic/calls.ts'
import {
  closingEvents,
  differencesOf,
  foreignPools,
  hasCall,
  listRequirements,
  missingOf,
  optionalForList,
  type Requirement,
  requireAll,
  tradeRequirements,
} from '../../src/chain/metadata/requirements.ts'
import { surface } from '../../src/chain/metadata/surface.ts'
import { itemName } from '../../src/scale/describe.ts'
import { type Runtime, readRuntime } from '../../src/scale/runtime.ts'
import { commandRequirements } from '../../src/trade/before/command-requirements.ts'
import { moveVerb } from '../../src/trade/verbs/move.ts'
import { swapVerb } from '../../src/trade/verbs/swap.ts'
import { swapAllVerb } from '../../src/trade/verbs/swap-all.ts'
import { failureOf } from '../support/failure.ts'
import { unguarded } from '../support/plans.ts'

const runtime = readRuntime(authorMetadata().v15)
/** Later runtimes have it; the one here does in two calls what it does in one. */
const { moveStakeLimit: _, ...callsOfToday } = callRequirements
const everything: readonly Requirement[] = [
  ...tradeRequirements,
  ...optionalForList,
  ...Object.values(callsOfToday),
  ...Object.values(closingEvents),
]
const nameOf = itemName

/** The runtime with other shapes of some things. */
const withShapes = (shapeOf: Runtime['describe']): Runtime => ({ ...runtime, describe: shapeOf })

/** The runtime without one thing. */
const without = (gone: Requirement): Runtime =>
  withShapes(item => (nameOf(item) === nameOf(gone) ? undefined : runtime.describe(item)))

test.each([['v15'], ['v16']] as const)('the development chain has everything, read from %s', version => {
  const own = readRuntime(authorMetadata()[version])
  expect(differencesOf(own, everything)).toEqual([])
  expect(missingOf(own, needed)).toEqual([])
})

const needed = everything.filter(({ mayLack }) => !mayLack)

describe('what is missing is named', () => {
  test.each(needed.map(each => [nameOf(each), each] as const))('%s', async (name, requirement) => {
    const poorer = without(requirement)
    expect(missingOf(poorer, needed)).toEqual([name])
    expect(differencesOf(poorer, everything)).toEqual([{ item: name, what: 'missing', mayAccept: false }])
    const failure = await failureOf(() => requireAll(poorer, 425, needed))
    expect([failure.code, failure.exit, failure.context]).toEqual([
      'E_RUNTIME',
      3,
      { spec: 425, missing: [name] },
    ])
    expect(failure.message).toContain(name)
  })

  test('all of it at once', async () => {
    const empty = withShapes(() => undefined)
    const failure = await failureOf(() => requireAll(empty, 1, needed))
    expect(failure.context).toEqual({ spec: 1, missing: needed.map(nameOf) })
  })
})

describe('what has another form is named, and may be accepted unless it is signed', () => {
  test.each(everything.map(each => [nameOf(each), each] as const))('%s', (name, requirement) => {
    const other = withShapes(item => (nameOf(item) === name ? 'another' : runtime.describe(item)))
    const isSigned = ['call', 'extrinsic'].includes(requirement.kind)
    const isForeign = foreignPools.some(each => nameOf(each) === name)
    expect(differencesOf(other, everything)).toEqual([
      { item: name, what: 'changed', mayAccept: !isSigned && !isForeign },
    ])
    if (requirement.kind === 'call') expect(hasCall(other, requirement)).toBe(false)
  })
})

test('what no runtime lacked that can be traded on may not be absent', () => {
  const balancer: Requirement = { kind: 'storage', pallet: 'Swap', name: 'SwapBalancer', mayLack: true }
  expect(differencesOf(without(balancer), everything)).toEqual([
    { item: 'storage Swap.SwapBalancer', what: 'changed', mayAccept: true },
  ])
  expect(differencesOf(without(balancer), [balancer], 'read')).toEqual([])
})

test('what a command stands on is part of what is kept of runtimes', () => {
  const known = new Set(surface.map(itemName))
  for (const { requirements } of commandRequirements) {
    for (const each of requirements) expect(known).toContain(itemName(each))
  }
})

test('each trade asks for its call and for the event its receipt is read from', () => {
  const hotkey = parseAddress('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY')
  const [origin, destination] = [netuidFrom(1, 'origin'), netuidFrom(2, 'destination')]
  const all = { kind: 'all' } as const
  const swap = swapVerb({ hotkey, origin, destination, wanted: all, guard: unguarded })
  const move = moveVerb({
    originHotkey: hotkey,
    destinationHotkey: hotkey,
    origin,
    destination,
    wanted: all,
    guard: unguarded,
  })
  const swapAll = swapAllVerb({
    destination,
    origins: [],
    hotkeys: [],
    everyHotkey: true,
    mayLeave: true,
    bestEffort: false,
    guard: unguarded,
  })
  const ofTrade = ({ requirements }: { requirements: readonly Requirement[] }) =>
    requirements.slice(tradeRequirements.length).map(nameOf).sort()
  expect(ofTrade(swap)).toEqual([
    'call SubtensorModule.swap_stake_limit',
    'event SubtensorModule.StakeSwapped',
  ])
  expect(ofTrade(move)).toEqual(['call SubtensorModule.move_stake', 'event SubtensorModule.StakeMoved'])
  expect(ofTrade(swapAll)).toEqual([
    'call SubtensorModule.swap_stake_limit',
    'call Utility.batch_all',
    'event SubtensorModule.StakeSwapped',
  ])
  for (const [command, verb] of [
    ['stake swap', swap],
    ['stake move', move],
    ['stake swap-all', swapAll],
  ] as const) {
    const table = commandRequirements.find(each => each.command === command)?.requirements.map(nameOf)
    expect(table).toEqual(expect.arrayContaining(verb.requirements.map(nameOf)))
  }
  expect(tradeRequirements).toEqual(expect.arrayContaining([...listRequirements]))
})
