import { Keyring } from '@polkadot/api'
import { describe, expect, test } from 'vitest'
import { defaultScenario } from '../../../devnet/scenario/default.ts'
import { genesisOf } from '../../../devnet/scenario/genesis.ts'
import { knownAddresses } from '../../../devnet/scenario/known-addresses.ts'
import type { Scenario } from '../../../devnet/scenario/schema.ts'
import { parseTime } from '../../../devnet/scenario/time.ts'
import { developmentKey, developmentWallets } from '../../../devnet/scenario/wallet-keys.ts'
import { startDevnet } from '../../../devnet/start.ts'
import { createManualClock } from '../node/manual-clock.ts'

describe('development keys', () => {
  test('are what any wallet derives from their 12 words', () => {
    for (const name of ['coldkey_1', 'coldkey_1/hot_25', 'another']) {
      const key = developmentKey(name)
      const pair = new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromMnemonic(key.mnemonic)
      expect(key.mnemonic.split(' ')).toHaveLength(12)
      expect(pair.address).toBe(key.address)
      expect(pair.publicKey).toEqual(key.publicKey)
      const bySeed = new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromSeed(key.seed)
      expect(bySeed.address).toBe(key.address)
    }
  })

  test('of the default scenario are known beforehand, all of them and rightly', () => {
    const names = developmentWallets(defaultScenario).flatMap(wallet => [
      [wallet.name, wallet.coldkey.address],
      ...wallet.hotkeys.map(hotkey => [`${wallet.name}/${hotkey.name}`, hotkey.address]),
    ])
    expect([...knownAddresses]).toEqual(names)
  })

  test('come with the free balance of their wallet', () => {
    const wallets = developmentWallets(defaultScenario)
    expect(wallets.map(({ name, free }) => [name, free.toJSON().decimal])).toEqual([
      ['coldkey_1', '100'],
      ['coldkey_2', '50'],
    ])
  })
})

describe('genesis', () => {
  test('turns decimals into integers and names into addresses', async () => {
    const genesis = await genesisOf(defaultScenario, 'default')
    expect(genesis.timestamp).toBe(1_767_225_600_000n)
    const gen42 = genesis.subnets.find(subnet => subnet.netuid === 45)
    expect(gen42).toMatchObject({
      symbol: 'פ',
      alphaIn: 2_600_000_000_000_000n,
      tao: 90_154_000_000_000n,
      quoteWeight: 500_000_000_000_000_000n,
      feeRate: 33,
      mechanism: 1,
      started: true,
    })
    expect(genesis.positions).toContainEqual({
      coldkey: developmentKey('coldkey_1').address,
      hotkey: developmentKey('coldkey_1/hot_25').address,
      netuid: 45,
      alpha: 21_536_911_597n,
    })
  })

  test('registers a hotkey where the scenario says, by default everywhere', async () => {
    const genesis = await genesisOf(
      {
        name: 'two',
        wallets: [{ name: 'cold', hotkeys: ['all', { name: 'one', registered: [3] }] }],
        subnets: [
          { netuid: 0, name: 'root', symbol: 'T' },
          { netuid: 3, name: 'three', symbol: '3', alphaIn: '1', tao: '1' },
        ],
      },
      'two',
    )
    const registered = (name: string) =>
      genesis.hotkeys.find(hotkey => hotkey.address === developmentKey(name).address)?.netuids
    expect(registered('cold/all')).toEqual([0, 3])
    expect(registered('cold/one')).toEqual([3])
  })

  test('has a hash that depends on the scenario alone', async () => {
    const hashOf = async (scenario: Scenario) => {
      const devnet = await startDevnet({ clock: createManualClock(), scenario })
      await devnet.stop()
      return devnet.genesisHash
    }
    const first = await hashOf(defaultScenario)
    expect(await hashOf(structuredClone(defaultScenario))).toBe(first)
    expect(await hashOf({ ...defaultScenario, positions: [] })).not.toBe(first)
  })
})

test.each([
  ['1970-01-01T00:00:00Z', 0n],
  ['2024-02-29T12:34:56.789Z', 1_709_210_096_789n],
  ['2100-03-01T00:00:00Z', 4_107_542_400_000n],
  ['2026-12-31T23:59:59Z', 1_798_761_599_000n],
  ['2100-02-29T00:00:00Z', undefined],
  ['2026-13-01T00:00:00Z', undefined],
  ['2026-01-01T24:00:00Z', undefined],
  ['2026-01-01', undefined],
  ['1969-12-31T23:59:59Z', undefined],
])('the time %s is %s milliseconds after the epoch', (text, expected) => {
  expect(parseTime(text)).toBe(expected)
})
