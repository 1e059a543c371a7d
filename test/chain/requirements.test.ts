import { describe, expect, test } from 'vitest'
import { netuidFrom } from '../../src/balance/index.ts'
import { parseAddress } from '../../src/chain/address.ts'
import { callRequirements } from '../../src/chain/calls.ts'
import {
  closingEvents,
  listRequirements,
  missingOf,
  optionalForList,
  type Requirement,
  requireAll,
  tradeRequirements,
} from '../../src/chain/requirements.ts'
import { authorMetadata } from '../../src/devnet/metadata/author.ts'
import { type Runtime, readRuntime } from '../../src/scale/runtime.ts'
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
const nameOf = ({ kind, pallet, name }: Requirement) => `${kind} ${pallet}.${name}`

/** The runtime without one thing. */
function without({ kind, pallet, name }: Requirement): Runtime {
  const is = (otherPallet: string, otherName: string) => otherPallet === pallet && otherName === name
  return {
    ...runtime,
    variant: (kinds, otherPallet, otherName) =>
      `${kind}s` === kinds && is(otherPallet, otherName)
        ? undefined
        : runtime.variant(kinds, otherPallet, otherName),
    storage: (p, n) => (kind === 'storage' && is(p, n) ? undefined : runtime.storage(p, n)),
    api: (p, n) => (kind === 'api' && is(p, n) ? undefined : runtime.api(p, n)),
    constant: (p, n) => (kind === 'constant' && is(p, n) ? undefined : runtime.constant(p, n)),
  }
}

test.each([['v15'], ['v16']] as const)('the development chain has everything, read from %s', version => {
  expect(missingOf(readRuntime(authorMetadata()[version]), everything)).toEqual([])
})

describe('what is missing is named', () => {
  test.each(everything.map(each => [nameOf(each), each] as const))('%s', async (name, requirement) => {
    const poorer = without(requirement)
    expect(missingOf(poorer, everything)).toEqual([name])
    const failure = await failureOf(() => requireAll(poorer, 425, everything))
    expect([failure.code, failure.exit, failure.context]).toEqual([
      'E_RUNTIME',
      3,
      { spec: 425, missing: [name] },
    ])
    expect(failure.message).toContain(name)
  })

  test('all of it at once', async () => {
    const empty: Runtime = {
      ...runtime,
      variant: () => undefined,
      storage: () => undefined,
      api: () => undefined,
      constant: () => undefined,
    }
    const failure = await failureOf(() => requireAll(empty, 1, everything))
    expect(failure.context).toEqual({ spec: 1, missing: everything.map(nameOf) })
  })
})

describe('a call counts only with the arguments it had, in their order', () => {
  test.each([
    [
      'two changed places',
      (fields: readonly string[]) => [fields[1] ?? '', fields[0] ?? '', ...fields.slice(2)],
    ],
    ['one more', (fields: readonly string[]) => [...fields, 'limit_price']],
    ['one less', (fields: readonly string[]) => fields.slice(0, -1)],
    ['another name', (fields: readonly string[]) => [...fields.slice(0, -1), 'amount']],
  ])('%s', (_, change) => {
    for (const requirement of [callRequirements.swapStake, callRequirements.moveStake]) {
      const changed: Runtime = {
        ...runtime,
        variant(kind, pallet, name) {
          const variant = runtime.variant(kind, pallet, name)
          return variant && { ...variant, fields: change(variant.fields) }
        },
      }
      expect(missingOf(changed, [requirement])).toEqual([nameOf(requirement)])
    }
  })
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
  expect(tradeRequirements).toEqual(expect.arrayContaining([...listRequirements]))
})
