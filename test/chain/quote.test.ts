import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

/** Rao as decimal text. */
const decimal = (rao: bigint) => `${rao / 1_000_000_000n}.${String(rao % 1_000_000_000n).padStart(9, '0')}`
const between = (min: bigint, max: bigint) => fc.bigInt({ min, max })

/** A pool that no amount below empties: the chain refuses to, and says so only when it executes the trade. */
const pool = fc.record({
  alphaIn: between(50_000n * 10n ** 9n, 5_000_000n * 10n ** 9n).map(decimal),
  tao: between(1000n * 10n ** 9n, 1_000_000n * 10n ** 9n).map(decimal),
  quoteWeight: between(10n ** 16n, 99n * 10n ** 16n).map(weight => `0.${String(weight).padStart(18, '0')}`),
  feeRate: fc.oneof(fc.constantFrom(0, 33, 10_000), fc.nat(10_000)),
})
type Pool = typeof pool extends fc.Arbitrary<infer P> ? P : never

const position = between(1n, 2_000n * 10n ** 9n)

/** Two pools and root; coldkey_1 holds an amount on each, under one hotkey and, on subnet 1, two. */
function scenario(pools: readonly Pool[], held: readonly bigint[]): Scenario {
  const [one, two] = pools
  const at = (netuid: number, hotkey: string, alpha = 0n) =>
    alpha === 0n ? [] : [{ coldkey: 'coldkey_1', hotkey, netuid, alpha: decimal(alpha) }]
  return {
    name: 'random',
    wallets: [{ name: 'coldkey_1', free: '10', hotkeys: ['hot_25', 'hot_26'] }],
    subnets: [
      { netuid: 0, name: 'root', symbol: 'T', tao: '1000000' },
      { netuid: 1, name: 'one', symbol: 'a', ...one },
      { netuid: 2, name: 'two', symbol: 'b', ...two },
    ],
    positions: [
      ...at(0, 'hot_25', held[0]),
      ...at(1, 'hot_25', held[1]),
      ...at(1, 'hot_26', held[2]),
      ...at(2, 'hot_26', held[3]),
    ],
  }
}

/** In pools of such weights few prices can be guarded, and many trades are large for their pool. */
const anyPrice = ['--unprotected', '--accept-impact']

// biome-ignore lint/suspicious/noExplicitAny: tests look into documents of many shapes
async function run(of: Scenario, words: readonly string[]): Promise<any> {
  const devnet = await startChain({ scenario: of })
  try {
    const argv = [
      'stake',
      ...words,
      '--network',
      'local',
      '--wallet',
      'coldkey_1',
      '--yes',
      '--json',
      ...anyPrice,
    ]
    const ended = await taoctl(argv, { files: await filesWithWallets(of), connect: connectTo(devnet) })
    return documentOf(ended)
  } finally {
    await devnet.stop()
  }
}

/**
 * A quote came true, or there was none because the chain moves nothing so small. A quote that does not come true,
 * a trade the chain refuses, or any other end fails.
 */
// biome-ignore lint/suspicious/noExplicitAny: as above
function holdsTrue(document: any): boolean {
  if (!document.ok) {
    expect(
      ['E_BELOW_MINIMUM', 'E_NOTHING_MOVABLE', 'E_UNMOVABLE', 'E_QUOTE'],
      JSON.stringify(document),
    ).toContain(document.error.code)
    return false
  }
  expect(document.data.kind).toBe('finalized')
  for (const trade of document.data.trades) {
    expect(trade).toMatchObject({ exact: true, status: 'done', received: trade.quoted })
  }
  return true
}

const pools = fc.tuple(pool, pool)
const amount = between(1_000_000n, 1_000n * 10n ** 9n)
const options = { numRuns: 12, seed: 20260101 }

/** Runs trades of one kind on random pools; most of them must have gone through. */
async function everyQuoteHolds(words: readonly string[], origin: 0 | 1) {
  let done = 0
  await fc.assert(
    fc.asyncProperty(pools, amount, async (both, sell) => {
      const held = [0n, 0n, 0n, 0n]
      held[origin] = sell + 1n
      if (holdsTrue(await run(scenario(both, held), [...words, '--amount', decimal(sell)]))) done += 1
    }),
    options,
  )
  expect(done).toBeGreaterThan(options.numRuns / 2)
}

describe('on random pools of any weight and fee, what was quoted is received to the rao', () => {
  test('from pool to pool', () =>
    everyQuoteHolds(['swap', '--origin', '1', '--destination', '2', '--hotkey', 'hot_25'], 1))

  test('from pool to root', () =>
    everyQuoteHolds(['swap', '--origin', '1', '--destination', '0', '--hotkey', 'hot_25'], 1))

  test('from root to pool', () =>
    everyQuoteHolds(['swap', '--origin', '0', '--destination', '2', '--hotkey', 'hot_25'], 0))

  test('from hotkey to hotkey within one pool', () =>
    everyQuoteHolds(
      ['move', '--origin', '1', '--origin-hotkey', 'hot_25', '--destination-hotkey', 'hot_26'],
      1,
    ))

  test('from hotkey to hotkey and pool to pool', () =>
    everyQuoteHolds(
      [
        'move',
        '--origin',
        '1',
        '--destination',
        '2',
        '--origin-hotkey',
        'hot_25',
        '--destination-hotkey',
        'hot_26',
      ],
      1,
    ))
})

describe('several trades through one pool', () => {
  const series = async (destination: string) => {
    let done = 0
    let together = 0
    await fc.assert(
      fc.asyncProperty(pools, fc.tuple(position, position, position, position), async (both, held) => {
        const words = ['swap-all', '--destination', destination, '--all-hotkeys', '--skip-unmovable']
        const document = await run(scenario(both, held), words)
        if (!holdsTrue(document)) return
        done += 1
        if (document.data.trades.length > 1) together += 1
      }),
      options,
    )
    expect(done).toBeGreaterThan(options.numRuns / 2)
    expect(together).toBeGreaterThan(options.numRuns / 3)
  }

  test('two sales and a purchase in one batch: each quote is received to the rao', () => series('2'))

  test('three sales to root', () => series('0'))
})

describe('subnets that trade one to one', () => {
  const stable: Scenario = {
    ...scenario([], []),
    subnets: [
      { netuid: 0, name: 'root', symbol: 'T', tao: '1000000' },
      { netuid: 1, name: 'one', symbol: 'a', alphaIn: '1000', tao: '100' },
      { netuid: 5, name: 'even', symbol: 'e', mechanism: 'stable' },
    ],
    positions: [0, 1, 5].map(netuid => ({ coldkey: 'coldkey_1', hotkey: 'hot_25', netuid, alpha: '10' })),
  }
  test.each([
    ['0', '5'],
    ['5', '0'],
    ['1', '5'],
    ['5', '1'],
  ])('%s to %s: the quote is received', async (origin, destination) => {
    const words = [
      'swap',
      '--origin',
      origin,
      '--destination',
      destination,
      '--hotkey',
      'hot_25',
      '--amount',
      '3',
    ]
    expect(holdsTrue(await run(stable, words))).toBe(true)
  })
})
