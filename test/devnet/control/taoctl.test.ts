import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RunningDevnet } from '../../../devnet/start.ts'
import { netuid, parseAlpha, widen } from '../../../src/balance/index.ts'
import type { MemoryFiles } from '../../support/memory-files.ts'
import { coldkey1, connectTo, filesWithWallets, hot25, startChain } from '../../support/test-chain.ts'
import {
  documentOf,
  passing,
  startTaoctl,
  type TestHostOptions,
  taoctl,
  turns,
} from '../../support/test-host.ts'
import { addStake } from './signed.ts'

const swap = ['stake', 'swap', '--network', 'local', '--wallet', 'coldkey_1', '--hotkey', 'hot_25', '--json']
const toRoot = [...swap, '--origin', '45', '--destination', '0', '--all']
const toSubnet = [...swap, '--origin', '45', '--destination', '64', '--amount', '10']

let devnet: RunningDevnet
let files: MemoryFiles

beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

const world = (more: TestHostOptions = {}): TestHostOptions => ({
  files,
  connect: connectTo(devnet),
  ...more,
})
const best = () => devnet.chain.tree.best()
const trade = () => devnet.chain.history.contentsOf(best()).transactions[0]?.hash

/** Waits for the first block, however long loading what signs and checks takes. */
async function untilBlock(): Promise<void> {
  while (best().header.number === 0) await new Promise(resolve => setTimeout(resolve, 5))
}

test('a lost answer to the submission leaves an outcome that is not known', async () => {
  devnet.control.messages.add({ kind: 'drop', direction: 'answer', method: 'author_submitAndWatchExtrinsic' })
  const run = startTaoctl([...toRoot, '--yes'], world())
  await untilBlock()
  await turns()
  run.clock.advance(300_000)
  const ended = await run.ended
  expect(ended.code).toBe(8)
  expect(documentOf(ended).error).toMatchObject({
    code: 'E_UNKNOWN_OUTCOME',
    sent: 'unknown',
    retryable: false,
  })
})

test('a connection that ends at the submission is made again, and the trade followed to its end', async () => {
  devnet.control.messages.add({
    kind: 'close',
    direction: 'answer',
    method: 'author_submitAndWatchExtrinsic',
  })
  const run = startTaoctl([...toRoot, '--yes'], world())
  await untilBlock()
  const ended = await passing(run)
  expect(ended.code).toBe(0)
  expect(best().header.number).toBe(1)
})

test('an error in place of the submission is the refusal it says', async () => {
  devnet.control.messages.add({
    kind: 'error',
    direction: 'request',
    method: 'author_submitAndWatchExtrinsic',
    code: 1010,
    message: 'Invalid Transaction',
    data: 'Inability to pay some fees (e.g. account balance too low)',
  })
  const ended = await taoctl([...toRoot, '--yes'], world())
  expect([ended.code, documentOf(ended).error.code, best().header.number]).toEqual([3, 'E_POOL_REFUSED', 0])
})

test('a full pool takes nothing', async () => {
  devnet.control.pool.limit({ ready: 0, future: 0 })
  const ended = await taoctl([...toRoot, '--yes'], world())
  expect(ended.code).toBe(3)
  expect(documentOf(ended).error).toMatchObject({ code: 'E_POOL_REFUSED', retryable: true })
  expect(documentOf(ended).error.message).toContain('Immediately Dropped')
  expect(best().header.number).toBe(0)
})

test('a trade that a reorganisation moves to another block is reported where it ended', async () => {
  devnet.control.sealing.finalize(false)
  const run = startTaoctl([...toRoot, '--yes'], world())
  await untilBlock()
  const lost = best().hash
  await turns()
  const [first] = devnet.control.blocks.reorg()
  expect(first?.hash).not.toBe(lost)
  await turns()
  devnet.control.blocks.finalize()
  const ended = await run.ended
  expect(ended.code).toBe(0)
  expect(documentOf(ended).data).toMatchObject({ kind: 'finalized', extrinsic: { blockHash: first?.hash } })
})

test('a trade that a reorganisation drops for good is never called done', async () => {
  devnet.control.sealing.finalize(false)
  const run = startTaoctl([...toRoot, '--yes'], world())
  await untilBlock()
  await turns()
  devnet.control.sealing.pause()
  const hash = trade()
  if (hash === undefined) throw new Error('the block took no trade')
  devnet.control.blocks.reorg({ drop: [hash] })
  expect(devnet.control.pool.drop(hash)).toBe(true)
  const ended = await passing(run)
  expect(ended.code).toBe(8)
  expect(documentOf(ended).error).toMatchObject({ code: 'E_UNKNOWN_OUTCOME', sent: 'unknown' })
})

test("another one's trade in front changes what is received, and the receipt says so", async () => {
  await devnet.control.trades.before({
    signer: 'coldkey_2',
    call: addStake(64, 20_000_000_000n),
    before: { signer: coldkey1 },
  })
  const ended = await taoctl([...toSubnet, '--yes'], world())
  const [{ quoted, received }] = documentOf(ended).data.trades
  expect(best().extrinsics).toHaveLength(3)
  expect(BigInt(received.rao)).toBeLessThan(BigInt(quoted.rao))
  const added = devnet.chain.stateOf(best()).events.findLast(event => event.name === 'StakeAdded')
  expect(
    JSON.stringify(added?.fields, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  ).toContain(`"${received.rao}"`)
  expect(ended.code).toBe(0)
})

/** Another runtime, at once. */
const upgrade = () => {
  devnet.control.runtime.upgrade({ specVersion: 426 })
  devnet.control.blocks.make()
}

test('a runtime that changes between the plan and the second look is refused, and may be tried again', async () => {
  const yes = async () => {
    upgrade()
    return 'yes' as const
  }
  const ended = await taoctl(toRoot, world({ replies: [yes] }))
  expect(ended.code).toBe(3)
  expect(documentOf(ended).error).toMatchObject({ code: 'E_RUNTIME_CHANGED', sent: 'no', retryable: true })
  expect(best().extrinsics).toHaveLength(1)
})

test('a runtime that changes between the signature and the sending makes the pool refuse', async () => {
  devnet.control.messages.add({
    kind: 'drop',
    direction: 'request',
    method: 'author_submitAndWatchExtrinsic',
    where: () => {
      upgrade()
      return false
    },
  })
  const ended = await taoctl([...toRoot, '--yes'], world())
  expect([ended.code, documentOf(ended).error.code]).toEqual([3, 'E_POOL_REFUSED'])
  expect(best().extrinsics).toHaveLength(1)
})

test('a dividend between the plan and the block is what the whole position then has more', async () => {
  devnet.control.storage.dividend({ hotkey: hot25, alpha: widen(parseAlpha('1', netuid(45))) })
  const ended = await taoctl([...toRoot, '--yes'], world())
  const events = devnet.chain.stateOf(best()).events.map(event => event.name)
  expect(events).toContain('StakeRemoved')
  expect(ended.code).toBe(0)
})
