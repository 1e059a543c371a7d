import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import { ellipseOf } from '../../src/pool/ellipse.ts'
import { type Bench, call, hot25, pairOf, startBench } from '../devnet/node/harness.ts'

const alice = pairOf('coldkey_1')
const states = 300

const scenario: Scenario = {
  name: 'ellipses',
  genesisTime: '2026-01-01T00:00:00Z',
  wallets: [{ name: 'coldkey_1', free: '1000000', hotkeys: ['hot_25'] }],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'T', tao: '1000000' },
    { netuid: 1, name: 'one', symbol: 'a', alphaIn: '2000000', tao: '5000000' },
  ],
  positions: [{ coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 1, alpha: '1000000' }],
}

let bench: Bench
beforeAll(async () => {
  bench = await startBench({ scenario, profile: 'next' })
})
afterAll(() => bench.stop())

/** Numbers that look random, the same in every run. */
function numbers(seed: bigint) {
  let state = seed
  const below = (limit: bigint) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 64n
    return ((state >> 11n) * limit) >> 53n
  }
  /** Any order of magnitude is as likely as another. */
  const ofDigits = (fewest: bigint, most: bigint) => {
    const digits = fewest + below(most - fewest + 1n)
    return 10n ** (digits - 1n) + below(9n * 10n ** (digits - 1n))
  }
  return { below, ofDigits }
}

/** A pool that has traded since its ellipse was made: its reserves are up to a tenth off. */
function pool({ below, ofDigits }: ReturnType<typeof numbers>) {
  const reserves = { alphaIn: ofDigits(9n, 15n), tao: ofDigits(9n, 15n) }
  const quoteWeight = 10n ** 16n + below(98n * 10n ** 16n)
  const moved = (reserve: bigint) => (reserve * (900n + below(201n))) / 1_000n
  return {
    ellipse: ellipseOf({ ...reserves, quoteWeight }),
    alphaIn: moved(reserves.alphaIn),
    tao: moved(reserves.tao),
  }
}

/** What a block tells of the trade in it: the event of the stake, or nothing if it failed. */
function receipt(name: string): readonly unknown[] | undefined {
  const { events } = bench.devnet.chain.stateOf(bench.devnet.newBlock())
  return events.find(event => event.name === name)?.fields as readonly unknown[] | undefined
}

test(`what ${states} random ellipses are quoted to bring, they bring`, async () => {
  const random = numbers(473n)
  const { storage } = bench.devnet.control
  const done = { sale: 0, purchase: 0, refused: 0 }
  for (let nonce = 0; nonce < states; nonce += 1) {
    const { ellipse, alphaIn, tao } = pool(random)
    storage.write('Swap', 'SwapSuperellipse', [1], {
      alpha_scale: ellipse.alphaScale,
      tao_scale: ellipse.taoScale,
      center_alpha: ellipse.centerAlpha,
      center_tao: ellipse.centerTao,
    })
    storage.write('SubtensorModule', 'SubnetAlphaIn', [1], alphaIn)
    storage.write('SubtensorModule', 'SubnetTAO', [1], tao)
    bench.devnet.newBlock()
    const sells = random.below(2n) === 0n
    const amount = (sells ? alphaIn : tao) / (2n + random.below(2_000n))
    const simulate = sells ? 'simSwapAlphaForTao' : 'simSwapTaoForAlpha'
    const answer = await bench.api.call.swapRuntimeApi?.[simulate]?.(1, amount)
    const quote = answer?.toJSON() as Readonly<Record<'taoAmount' | 'alphaAmount', number | string>>
    const quoted = BigInt(sells ? quote.taoAmount : quote.alphaAmount)
    const tx = call(bench.api, 'subtensorModule', sells ? 'removeStake' : 'addStake', hot25, 1, amount)
    await bench.watch(await bench.sign(tx, alice, { nonce }))
    const told = receipt(sells ? 'StakeRemoved' : 'StakeAdded')
    if (told === undefined) done.refused += 1
    else {
      expect([nonce, told[sells ? 2 : 3]]).toEqual([nonce, quoted])
      done[sells ? 'sale' : 'purchase'] += 1
    }
  }
  expect(done.sale + done.purchase + done.refused).toBe(states)
  expect(done.sale).toBeGreaterThan(states / 4)
  expect(done.purchase).toBeGreaterThan(states / 4)
})
