import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { finalityDelay } from '../../../devnet/node/seal.ts'
import { type Bench, call, pairOf, startBench, swapToRoot } from './harness.ts'

let bench: Bench
const alice = pairOf('coldkey_1')
const height = () => bench.devnet.chain.tree.best().header.number
const finalHeight = () => bench.devnet.chain.tree.finalized().header.number

afterEach(() => bench.stop())

describe('instant sealing', () => {
  beforeEach(async () => {
    bench = await startBench({ seal: { kind: 'instant' } })
  })

  test('makes a block once a transaction is ready and finalizes it later', async () => {
    const statuses = await bench.watch(await bench.sign(swapToRoot(bench.api, 45, '1000000000'), alice))
    expect(statuses).toEqual(['ready'])
    bench.clock.advance(0)
    const best = bench.devnet.chain.tree.best()
    expect(statuses).toEqual(['ready', { inBlock: best.hash }])
    expect([height(), finalHeight()]).toEqual([1, 0])
    bench.clock.advance(finalityDelay)
    expect(statuses).toEqual(['ready', { inBlock: best.hash }, { finalized: best.hash }])
    expect([height(), finalHeight()]).toEqual([1, 1])
  })

  test('takes transactions that came together into one block', async () => {
    const first = await bench.sign(swapToRoot(bench.api, 45, '1000000000'), alice)
    const second = await bench.sign(swapToRoot(bench.api, 45, '2000000000'), alice, { nonce: 1 })
    await bench.watch(second)
    expect(bench.clock.pending()).toBe(0)
    await bench.watch(first)
    bench.clock.advance(0)
    expect(height()).toBe(1)
    expect(bench.devnet.chain.tree.best().extrinsics).toHaveLength(3)
  })

  test('puts what finds no room into the next block', async () => {
    // Each weighs more than half of what a block holds.
    const heavy = call(
      bench.api,
      'utility',
      'forceBatch',
      Array.from({ length: 480 }, () => swapToRoot(bench.api, 77, '1')),
    )
    await bench.watch(await bench.sign(heavy, alice))
    const second = await bench.watch(await bench.sign(heavy, alice, { nonce: 1 }))
    bench.clock.advance(0)
    expect([height(), bench.devnet.chain.tree.at(1)?.extrinsics.length]).toEqual([2, 2])
    expect(second.slice(0, 2)).toEqual(['ready', { inBlock: bench.devnet.chain.tree.best().hash }])
  })

  test('makes nothing while nothing happens', () => {
    bench.clock.advance(1_000_000)
    expect(height()).toBe(0)
  })
})

describe('sealing at an interval', () => {
  test('makes blocks, empty or not, and stops when told', async () => {
    bench = await startBench({ seal: { kind: 'interval', milliseconds: 12_000 } })
    bench.clock.advance(11_999)
    expect(height()).toBe(0)
    bench.clock.advance(1)
    expect([height(), finalHeight()]).toEqual([1, 0])
    bench.clock.advance(24_000)
    expect([height(), finalHeight()]).toEqual([3, 2])
    await bench.devnet.stop()
    expect(bench.clock.pending()).toBe(0)
  })
})

describe('sealing by hand', () => {
  test('makes and finalizes blocks only when asked', async () => {
    bench = await startBench()
    const statuses = await bench.watch(await bench.sign(swapToRoot(bench.api, 45, '1000000000'), alice))
    bench.clock.advance(1_000_000)
    expect([height(), statuses]).toEqual([0, ['ready']])
    const hash = await bench.devnet.core.request('dev_newBlock', [])
    expect(statuses).toEqual(['ready', { inBlock: hash }])
    expect(await bench.devnet.core.request('dev_finalizeBlock', [])).toBe(hash)
    expect(statuses).toEqual(['ready', { inBlock: hash }, { finalized: hash }])
  })
})

describe('time', () => {
  test('goes on by 12 seconds a block', async () => {
    bench = await startBench()
    const genesis = bench.devnet.chain.tree.best().timestamp
    expect(
      [bench.devnet.newBlock(), bench.devnet.newBlock()].map(block => block.timestamp - genesis),
    ).toEqual([12_000n, 24_000n])
    const now = await bench.api.query.timestamp?.now?.()
    expect(now?.toString()).toBe((genesis + 24_000n).toString())
  })
})
