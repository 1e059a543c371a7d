import { afterEach, describe, expect, test } from 'vitest'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { coldkey1, connectTo, filesWithWallets, hot1, startChain } from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

const scenarioOf = (weights: readonly [string, string]): Scenario => ({
  name: 'small-pools',
  wallets: [
    { name: 'coldkey_1', free: '100', hotkeys: ['hot_25'] },
    { name: 'coldkey_2', free: '5000000', hotkeys: ['hot_1'] },
  ],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'Τ', tao: '1000000' },
    ...weights.map((quoteWeight, n) => ({
      ...{ netuid: n + 1, name: `pool_${n + 1}`, symbol: 'α', alphaIn: '100000', tao: '10000', quoteWeight },
    })),
  ],
  positions: [
    { coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 1, alpha: '1000' },
    { coldkey: 'coldkey_2', hotkey: 'hot_1', netuid: 1, alpha: '800000' },
    { coldkey: 'coldkey_2', hotkey: 'hot_1', netuid: 2, alpha: '800000' },
  ],
})

let devnet: RunningDevnet
afterEach(() => devnet.stop())

const words = ['stake', 'swap', '--network', 'local', '--wallet', 'coldkey_1', '--hotkey', 'hot_25']
const swap = [...words, '--origin', '1', '--destination', '2', '--yes']

async function start(...weights: readonly [string, string]) {
  devnet = await startChain({ scenario: scenarioOf(weights) })
  const files = await filesWithWallets()
  return (...more: readonly string[]) => taoctl([...swap, ...more], { files, connect: connectTo(devnet) })
}

test('pools of 100,000 alpha and 10,000 TAO trade at the usual tolerance', async () => {
  const run = await start('0.5', '0.5')
  const ended = await run('--amount', '200', '--json')
  expect(ended.code).toBe(0)
  const [{ received, minReceived }] = documentOf(ended).data.trades
  expect(BigInt(received.rao)).toBeGreaterThanOrEqual(BigInt(minReceived.rao))
})

describe('what the chain executes after somebody moved the pools is never below the floor', () => {
  const buys = (netuid: number, tao: number) => ({
    type: 'SubtensorModule',
    value: {
      type: 'add_stake',
      value: { hotkey: hot1, netuid, amount_staked: BigInt(Math.round(tao * 1e9)) },
    },
  })
  const sells = (netuid: number, alpha: number) => ({
    type: 'SubtensorModule',
    value: {
      type: 'remove_stake',
      value: { hotkey: hot1, netuid, amount_unstaked: BigInt(Math.round(alpha * 1e9)) },
    },
  })
  const attacks = [
    ['a little more is paid for the destination', [buys(2, 10)], 0],
    ['too much is paid for the destination', [buys(2, 100)], 5],
    ['too much of the origin is sold', [sells(1, 2_000)], 5],
    ['both rise', [buys(2, 20_000), buys(1, 20_000)], 0],
    ['both rise, the destination more', [buys(2, 21_000), buys(1, 20_000)], 5],
    ['both fall', [sells(1, 300_000), sells(2, 300_000)], 0],
    ['both fall, the origin more', [sells(1, 310_000), sells(2, 300_000)], 5],
    ['the destination falls', [sells(2, 50_000)], 0],
  ] as const

  test.each(attacks)('at weights of one half: %s', async (_, calls, exit) => {
    const run = await start('0.5', '0.5')
    for (const call of calls) {
      await devnet.control.trades.before({ signer: 'coldkey_2', call, before: { signer: coldkey1 } })
    }
    expect(await outcome(run('--amount', '20', '--tolerance', '0.5%', '--json'))).toBe(exit)
    expect(devnet.control.trades.waiting()).toBe(0)
  })

  test.each(attacks)('off one half: %s', async (_, calls) => {
    const run = await start('0.53', '0.46')
    for (const call of calls) {
      await devnet.control.trades.before({ signer: 'coldkey_2', call, before: { signer: coldkey1 } })
    }
    expect([0, 5]).toContain(await outcome(run('--amount', '10', '--tolerance', '0.5%', '--json')))
    expect(devnet.control.trades.waiting()).toBe(0)
  })

  /** The exit, of a trade that kept its promise. */
  async function outcome(running: ReturnType<typeof taoctl>): Promise<number> {
    const ended = await running
    if (ended.code !== 0) return ended.code
    const [{ received, minReceived }] = documentOf(ended).data.trades
    expect(BigInt(received.rao)).toBeGreaterThanOrEqual(BigInt(minReceived.rao))
    return 0
  }
})

test('where no limit guards a tolerance, the one that is named does', async () => {
  const run = await start('0.53', '0.46')
  const refused = await run('--amount', '100', '--tolerance', '0.05%', '--json')
  expect([refused.code, documentOf(refused).error.code]).toEqual([3, 'E_LIMIT_INEXPRESSIBLE'])
  const [, tolerance = ''] = /--tolerance ([0-9.]+%)/.exec(documentOf(refused).error.hint) ?? []
  expect(Number.parseFloat(tolerance)).toBeLessThan(5)
  expect((await run('--amount', '100', '--tolerance', tolerance, '--json')).code).toBe(0)
})

describe('--guard-factor', () => {
  test.each(['99', '0', '-200', '1e3', '100.5', 'far'])('%s is a usage error', async factor => {
    const run = await start('0.5', '0.5')
    const ended = await run('--amount', '10', `--guard-factor=${factor}`, '--json')
    expect([ended.code, documentOf(ended).error.code]).toEqual([2, 'E_OPTION_VALUE'])
  })

  test('makes the limit stricter where states count', async () => {
    const run = await start('0.53', '0.46')
    const limits = []
    for (const more of [[], ['--guard-factor', '400']]) {
      const ended = await run('--amount', '20', '--tolerance', '3%', '--dry-run', '--json', ...more)
      limits.push(Number(documentOf(ended).data.limitPrice))
    }
    expect(limits[1]).toBeGreaterThan(limits[0] ?? Number.POSITIVE_INFINITY)
  })
})

describe('-v says what it costs to break the floor', () => {
  test('nothing does at weights of one half', async () => {
    const run = await start('0.5', '0.5')
    expect((await run('--amount', '10', '--dry-run', '-v')).err).toMatch(
      /At least 9\.\d+ alpha 2, whatever others do to the pools/,
    )
  })

  test('capital and fees off one half, for the factor that was given', async () => {
    const run = await start('0.53', '0.46')
    const { err } = await run('--amount', '10', '--tolerance', '3%', '--dry-run', '-v')
    expect(err).toMatch(/unless somebody moves the price of a pool by a factor of 100:/)
    // 10,000 TAO grow by 100^0.47; fees of 33 of 65535 are paid there and back.
    const needed = 10_000 * (100 ** 0.47 - 1)
    const [, tao, fee] =
      /up on subnet 1 with ([0-9.,]+) TAO \(swap fees there and back ([0-9.]+) TAO\)/.exec(err) ?? []
    expect(Number(tao)).toBeCloseTo(needed, 3)
    expect(Number(fee)).toBeCloseTo((2 * needed * 33) / 65_535, 3)
    expect(err).toMatch(/there is not enough alpha to move it down/)
  })

  test('in a quote too', async () => {
    await start('0.53', '0.46')
    const words = ['stake', 'quote', '--network', 'local', '--origin', '1', '--destination', '2']
    const options = { files: await filesWithWallets(), connect: connectTo(devnet) }
    const { err } = await taoctl([...words, '--amount', '10', '--tolerance', '3%', '-v'], options)
    expect(err).toMatch(
      /At least [0-9.]+ alpha 2, unless somebody moves the price of a pool by a factor of 100:/,
    )
  })
})
