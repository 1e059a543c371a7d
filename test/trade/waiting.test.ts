import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { signed, swapStake, watch } from '../devnet/control/signed.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { someOf } from '../support/plans.ts'
import { fakeProcesses } from '../support/processes.ts'
import { coldkey1, connectTo, filesWithWallets, hot25, startChain } from '../support/test-chain.ts'
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

let devnet: RunningDevnet
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

describe('a trade that was agreed to waits for the lock of another of its coldkey', () => {
  /** What the other sells in the same pool while somebody is asked, and what becomes of the trade behind it. */
  async function behind(sold: string, ...more: readonly 'no'[]) {
    const amount = (words: readonly string[], of: string) => words.toSpliced(-1, 1, of)
    const running = (own: number, other: number) => fakeProcesses(own, { [other]: 'running' })
    let first: ReturnType<typeof startTaoctl> | undefined
    const yes = async () => {
      const argv = [...amount(trade, sold), '--yes', '--json']
      first = startTaoctl(argv, world({ processes: running(101, 102), seed: 'first' }))
      await until(() => devnet.chain.pool.ready().length === 1)
      return 'yes' as const
    }
    const second = startTaoctl(trade, world({ processes: running(102, 101), replies: [yes, ...more] }))
    await until(() => second.err.includes('Waiting for'))
    expect(sent).toBe(1)
    settle()
    const ends = [first && passing(first), passing(second)]
    if (more.length === 0) {
      await until(() => sent === 2)
      settle()
    }
    return { ends: await Promise.all(ends), second }
  }

  test('and is made for the least that was shown, though the other lowered the price', async () => {
    const { ends, second } = await behind('5')
    expect(ends.map(end => end?.code)).toEqual([0, 0])
    expect(second.questions).toHaveLength(1)
    expect(second.out).toContain('Done in block 2')
  })

  test('and is asked about again where the other lowered it too far', async () => {
    devnet.control.storage.dividend({ hotkey: hot25, alpha: someOf(45, '9000') })
    devnet.control.blocks.make({ count: 1 })
    const { ends, second } = await behind('8000', 'no')
    expect(ends.map(end => end?.code)).toEqual([0, 3])
    expect(second.questions).toHaveLength(2)
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
