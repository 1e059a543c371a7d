import { describe, expect, test } from 'vitest'
import { defaultScenario } from '../../../devnet/scenario/default.ts'
import { readScenario } from '../../../devnet/scenario/read.ts'
import { CliError } from '../../../src/errors/cli-error.ts'

type Json = Record<string, unknown>

const small = {
  name: 'small',
  wallets: [{ name: 'cold', free: '1', hotkeys: ['hot'] }],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'Τ' },
    { netuid: 7, name: 'seven', symbol: '7', alphaIn: '10', tao: '10' },
  ],
  positions: [{ coldkey: 'cold', hotkey: 'hot', netuid: 7, alpha: '1.5' }],
}
const [root, seven] = small.subnets
const [cold] = small.wallets
const [position] = small.positions

/** Place and reason of the complaint about a scenario. */
function complaint(scenario: unknown): readonly [string, string] {
  try {
    readScenario(typeof scenario === 'string' ? scenario : JSON.stringify(scenario), 'x.json')
  } catch (failure) {
    if (failure instanceof CliError && failure.is('E_SCENARIO')) {
      expect(failure.context.source).toBe('x.json')
      return [failure.context.path, failure.context.problem]
    }
    throw failure
  }
  throw new Error('the scenario was taken')
}

const withSubnet = (change: Json) => ({ ...small, subnets: [root, { ...seven, ...change }] })
const withWallet = (change: Json) => ({ ...small, wallets: [{ ...cold, ...change }] })
const withPosition = (change: Json) => ({ ...small, positions: [{ ...position, ...change }] })

describe('a scenario file', () => {
  test('is taken if it is right', () => {
    expect(readScenario(JSON.stringify(small), 'x.json')).toEqual(small)
    expect(readScenario(JSON.stringify(defaultScenario), 'default')).toEqual(defaultScenario)
  })

  test.each([
    ['{', 'the file'],
    ['null', 'the file'],
    ['[]', 'the file'],
    [{ name: 'x' }, 'the file'],
    [{ ...small, color: 'red' }, 'color'],
    [withSubnet({ mechanism: 'static' }), 'subnets[1].mechanism'],
    [withWallet({ hotkeys: [5] }), 'wallets[0].hotkeys[0]'],
    [{ ...small, genesisTime: 'yesterday' }, 'genesisTime'],
    [{ ...small, genesisTime: '2026-02-29T00:00:00Z' }, 'genesisTime'],
    [{ ...small, subnets: 5 }, 'subnets'],
    [withSubnet({ netuid: 70_000 }), 'subnets[1].netuid'],
    [withSubnet({ netuid: 0.5 }), 'subnets[1].netuid'],
    [withSubnet({ netuid: 0 }), 'subnets[1]'],
    [withSubnet({ tao: undefined }), 'subnets[1]'],
    [withSubnet({ tao: '1.1234567891' }), 'subnets[1].tao'],
    [withSubnet({ tao: '-1' }), 'subnets[1].tao'],
    [withSubnet({ tao: '1e3' }), 'subnets[1].tao'],
    [withSubnet({ tao: 10 }), 'subnets[1].tao'],
    [withSubnet({ alphaIn: '18446744073.709551616' }), 'subnets[1].alphaIn'],
    [withSubnet({ quoteWeight: '0.999' }), 'subnets[1].quoteWeight'],
    [withSubnet({ quoteWeight: '.5' }), 'subnets[1].quoteWeight'],
    [withSubnet({ feeRate: 10_001 }), 'subnets[1].feeRate'],
    [{ ...small, subnets: [{ ...root, mechanism: 'dynamic' }, seven] }, 'subnets[0].mechanism'],
    [{ ...small, wallets: [cold, cold] }, 'wallets[1].name'],
    [withWallet({ name: '../x' }), 'wallets[0].name'],
    [withWallet({ free: '0.000000499' }), 'wallets[0].free'],
    [withWallet({ hotkeys: ['hot', 'hot'] }), 'wallets[0].hotkeys[1]'],
    [withWallet({ hotkeys: [{ name: 'hot', registered: [9] }] }), 'wallets[0].hotkeys[0].registered[0]'],
    [withPosition({ coldkey: 'warm' }), 'positions[0].coldkey'],
    [withPosition({ hotkey: 'warm' }), 'positions[0].hotkey'],
    [withPosition({ hotkey: 'warm/hot' }), 'positions[0].hotkey'],
    [withPosition({ netuid: 8 }), 'positions[0].netuid'],
    [withPosition({ alpha: '0' }), 'positions[0].alpha'],
    [{ ...small, positions: [position, { ...position, hotkey: 'cold/hot' }] }, 'positions[1]'],
    [{ ...small, accounts: [{ address: 'nobody', free: '1' }] }, 'accounts[0].address'],
    // Alice under prefix 0.
    [
      { ...small, accounts: [{ address: '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5', free: '1' }] },
      'accounts[0].address',
    ],
    [withWallet({ free: '9223372036.854775808' }), 'wallets, accounts, subnets'],
    [withPosition({ alpha: '9223372036.854775808' }), 'subnets[1]'],
  ])('is refused with its place: %j', (scenario, place) => {
    const [path, problem] = complaint(scenario)
    expect(path.startsWith(place)).toBe(true)
    expect(problem.length).toBeGreaterThan(3)
  })

  test('is refused in words', () => {
    expect(complaint(withPosition({ netuid: 8 }))).toEqual(['positions[0].netuid', 'there is no subnet 8'])
    expect(complaint(withPosition({ hotkey: 'warm' }))).toEqual([
      'positions[0].hotkey',
      "there is no hotkey 'cold/warm'",
    ])
    expect(complaint({ ...small, color: 'red' })).toEqual(['color', 'there is no such field'])
    expect(complaint(withSubnet({ mechanism: 'static' }))[1]).toBe('must be one of dynamic, stable')
    expect(complaint(withWallet({ hotkeys: [5] }))[1]).toBe('must be a name, or { name, registered }')
    expect(complaint(withSubnet({ tao: '1.1234567891' }))[1]).toContain('more than 9 decimals')
  })
})
