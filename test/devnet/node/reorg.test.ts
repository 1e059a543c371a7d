import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bench, pairOf, startBench, swapToRoot } from './harness.ts'

let bench: Bench
const alice = pairOf('coldkey_1')

beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

/** Stake of coldkey_1 on root in the best block, as clients read it. */
async function rootStake(): Promise<string> {
  const stakes = await bench.api.call.stakeInfoRuntimeApi?.getStakeInfoForColdkey?.(alice.address)
  const rows = stakes?.toJSON() as { netuid: number; stake: number }[]
  return String(rows.find(row => row.netuid === 0)?.stake)
}

test('a retracted transaction is told so, waits again and executes on the new best chain', async () => {
  const { devnet, api } = bench
  const fork = devnet.newBlock()
  const statuses = await bench.watch(await bench.sign(swapToRoot(api, 45, '21536911597'), alice))
  const lost = devnet.newBlock()
  expect(await rootStake()).toBe('5746401905')

  const sibling = devnet.newBlock({ parent: fork, include: [] })
  expect(sibling.hash).not.toBe(lost.hash)
  expect(devnet.chain.tree.best()).toBe(lost)
  devnet.newBlock({ parent: sibling, include: [] })
  expect(await rootStake()).toBe('5000000000')
  expect(statuses).toEqual(['ready', { inBlock: lost.hash }, { retracted: lost.hash }, 'ready'])

  const found = devnet.newBlock()
  devnet.finalize()
  expect(statuses.slice(4)).toEqual([{ inBlock: found.hash }, { finalized: found.hash }])
  expect(await rootStake()).toBe('5746401905')
})

test('two empty blocks on one parent are two blocks', () => {
  const { devnet } = bench
  const genesis = devnet.chain.tree.genesis
  const hashes = [1, 2, 3].map(() => devnet.newBlock({ parent: genesis }).hash)
  expect(new Set(hashes).size).toBe(3)
})

test('a transaction born on a branch that lost cannot execute on the other', async () => {
  const { devnet, api } = bench
  const fork = devnet.newBlock()
  const born = devnet.newBlock()
  const era = api.createType('ExtrinsicEra', { current: born.header.number, period: 4 })
  const signed = await bench.sign(swapToRoot(api, 45, '1000000000'), alice, { era, blockHash: born.hash })
  const statuses = await bench.watch(signed)
  const sibling = devnet.newBlock({ parent: fork, include: [] })
  devnet.newBlock({ parent: sibling, include: [] })
  expect(statuses).toEqual(['ready', 'invalid'])
  expect(devnet.chain.pool.ready()).toEqual([])
})

test('a transaction whose era ends in the pool leaves it', async () => {
  const { devnet, api } = bench
  const born = devnet.newBlock()
  const era = api.createType('ExtrinsicEra', { current: 1, period: 4 })
  const signed = await bench.sign(swapToRoot(api, 45, '1000000000'), alice, { era, blockHash: born.hash })
  const statuses = await bench.watch(signed)
  for (let i = 0; i < 3; i += 1) devnet.newBlock({ include: [] })
  expect(statuses).toEqual(['ready', 'invalid'])
})
