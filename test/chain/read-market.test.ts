import { afterEach, expect, test } from 'vitest'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { ellipseOf } from '../../src/pool/ellipse.ts'
import { type ChainOptions, openChain, startChain } from '../support/test-chain.ts'

const scenario: Scenario = {
  name: 'markets',
  wallets: [{ name: 'coldkey_1', free: '1', hotkeys: ['hot_25'] }],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'T', tao: '1000000' },
    { netuid: 1, name: 'one', symbol: 'a', alphaIn: '2000', tao: '50', quoteWeight: '0.49', feeRate: 40 },
    { netuid: 2, name: 'two', symbol: 'b', mechanism: 'stable', tao: '5' },
  ],
  positions: [{ coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 1, alpha: '7' }],
}
const reserves = { alphaIn: 2_000_000_000_000n, tao: 50_000_000_000n }
/** In the pool, and the position. */
const alphaIssued = 2_007_000_000_000n
const quoteWeight = 490_000_000_000_000_000n

let devnet: RunningDevnet | undefined
afterEach(() => devnet?.stop())

async function markets(options: ChainOptions) {
  devnet = await startChain({ scenario, ...options })
  const chain = await openChain(devnet)
  const found = await chain.opening.markets([0, 1, 2, 1])
  chain.close()
  return found
}

test('reads reserves, weight, fee rate and all alpha of pools, and tells root and stable subnets apart', async () => {
  expect([...(await markets({}))]).toEqual([
    [0, 'root'],
    [1, { ...reserves, alphaIssued, quoteWeight, feeRate: 40 }],
    [2, 'stable'],
  ])
})

test('reads the ellipse of a pool where the runtime trades along one', async () => {
  const ellipse = ellipseOf({ ...reserves, quoteWeight })
  expect((await markets({ profile: 'next' })).get(1)).toEqual({
    ...reserves,
    alphaIssued,
    ellipse,
    quoteWeight: 0n,
    feeRate: 40,
  })
})
