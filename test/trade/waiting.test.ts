import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Devnet } from '../../src/devnet/start.ts'
import { signed, swapStake, watch } from '../devnet/control/signed.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { coldkey1, connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import {
  documentOf,
  passing,
  startTaoctl,
  type TestHostOptions,
  taoctl,
  until,
} from '../support/test-host.ts'

const swap = ['stake', 'swap', '--network', 'local', '--wallet', 'coldkey_1', '--hotkey', 'hot_25']
const trade = [...swap, '--origin', '45', '--destination', '0', '--amount', '1']
const SUBMIT = 'author_submitAndWatchExtrinsic'

let devnet: Devnet
let files: MemoryFiles
let sent: number
beforeEach(async () => {
  devnet = await startChain({ seal: { kind: 'manual' } })
  files = await filesWithWallets()
  sent = 0
})
afterEach(() => devnet.stop())

const world = (more: TestHostOptions = {}): TestHostOptions => ({
  files,
  connect: connectTo(devnet, {
    request(message) {
      if (message.method === SUBMIT) sent += 1
      return message
    },
  }),
  ...more,
})
const settle = () => {
  devnet.control.blocks.make({ count: 1 })
  devnet.control.blocks.finalize()
}

describe('a transaction of the coldkey from elsewhere waits in the pool', () => {
  const other = () => watch(devnet, signed(devnet, 'coldkey_1', 0, swapStake(1, 8, 1_000_000_000n)))

  test('with --yes: refused, nothing signed', async () => {
    await other()
    const ended = await taoctl([...trade, '--yes', '--json'], world())
    expect(ended.code).toBe(3)
    expect(documentOf(ended).error).toMatchObject({ code: 'E_QUEUED', sent: 'no', retryable: false })
    expect(documentOf(ended).error.message).toContain(`A transaction of ${coldkey1} waits in the pool`)
    expect([sent, files.paths.some(path => path.endsWith('journal.ndjson'))]).toEqual([0, false])
  })

  test('with --yes and --queue: goes behind it, with a warning', async () => {
    await other()
    const run = startTaoctl([...trade, '--yes', '--queue', '--json'], world())
    await until(() => devnet.chain.pool.ready().length === 2)
    settle()
    const document = documentOf(await passing(run))
    expect(document.data.extrinsic.index).toBe(2)
    expect(document.warnings.map((each: { code: string }) => each.code)).toContain('W_QUEUED')
  })

  test('at a terminal and in a dry run: a warning, once', async () => {
    await other()
    const asked = await taoctl(trade, world({ replies: ['no'] }))
    expect([asked.code, asked.err.match(/waits in the pool, and would run first/g)?.length]).toEqual([3, 1])
    const dry = documentOf(await taoctl([...trade, '--dry-run', '--yes', '--json'], world()))
    expect([dry.ok, dry.warnings.map((each: { code: string }) => each.code)]).toEqual([true, ['W_QUEUED']])
  })

  test('in a block it does not wait any more', async () => {
    await other()
    settle()
    expect(documentOf(await taoctl([...trade, '--dry-run', '--json'], world())).warnings).toEqual([])
  })
})

test('free TAO that was gone before inclusion: the fee was taken from the position, and a warning says so', async () => {
  const run = startTaoctl([...trade, '--yes', '--json'], world())
  await until(() => devnet.chain.pool.ready().length === 1)
  devnet.control.storage.write('System', 'Account', [coldkey1], {
    ...{ nonce: 0, consumers: 0, providers: 1, sufficients: 0 },
    data: { free: 600n, reserved: 0n, frozen: 0n, flags: 0n },
  })
  settle()
  const document = documentOf(await passing(run))
  const { sold, tao } = document.data.alphaFee
  const [warning] = document.warnings
  expect(warning.code).toBe('W_ALPHA_FEE')
  expect(warning.message).toContain(`${sold.decimal} alpha 45 for ${tao.decimal} TAO as its fee`)
})

test('an unknown network is told before a wallet that is missing', async () => {
  const argv = trade.with(3, 'fineny').filter(word => word !== '--wallet' && word !== 'coldkey_1')
  const ended = await taoctl([...argv, '--json'], { terminal: false })
  expect(documentOf(ended).error).toMatchObject({ code: 'E_NETWORK_UNKNOWN', exit: 2 })
})

test('a wallet that is missing is told as that, not as a missing hotkey', async () => {
  const ended = await taoctl([...trade.with(5, 'nobody'), '--dry-run', '--json'], world())
  expect(documentOf(ended).error).toMatchObject({ code: 'E_WALLET_MISSING', exit: 4 })
  const hotkey = await taoctl([...trade.with(7, 'nobody'), '--dry-run', '--json'], world())
  expect(documentOf(hotkey).error).toMatchObject({ code: 'E_HOTKEY_MISSING', exit: 4 })
})
