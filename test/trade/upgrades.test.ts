import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { load } from '../support/kill.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { describeOnEachRuntime } from '../support/runtimes.ts'
import { connectTo, filesWithWallets, type Meddling, startChain } from '../support/test-chain.ts'
import {
  documentOf,
  passing,
  startTaoctl,
  type TestHostOptions,
  taoctl,
  until,
} from '../support/test-host.ts'

const words = [
  ...['stake', 'swap', '--network', 'local', '--wallet', 'coldkey_1', '--hotkey', 'hot_25', '--origin', '45'],
  ...['--destination', '0', '--amount', '1', '--json'],
]

describeOnEachRuntime('an upgrade while a trade is made', ({ metadata }) => {
  let devnet: RunningDevnet
  let files: MemoryFiles
  beforeAll(() => load([...words, '--yes']))
  beforeEach(async () => {
    devnet = await startChain({ metadata: metadata() })
    files = await filesWithWallets()
  })
  afterEach(() => devnet.stop())

  const world = (more: TestHostOptions = {}, meddling: Meddling = {}): TestHostOptions => ({
    files,
    connect: connectTo(devnet, meddling),
    ...more,
  })
  const best = () => devnet.chain.tree.best()
  /** Another runtime from the next block on; the connection may be lost at the same time. */
  const upgrade = (isLost: boolean, exclude: readonly `0x${string}`[] = []) => {
    devnet.control.runtime.upgrade({ specVersion: 9999 })
    devnet.control.blocks.make({ exclude })
    if (isLost) devnet.control.network.hangUp()
  }
  /** Upgrades once, when a method is asked for the first time. */
  const upgradeAt = (method: string, isLost: boolean): Meddling => {
    let isDone = false
    return {
      request(message) {
        if (message.method !== method || isDone) return message
        isDone = true
        upgrade(isLost)
        return message
      },
    }
  }

  test.each([
    [false],
    [true],
  ])('before the plan: nothing is sent, and it may be tried again (lost: %s)', async isLost => {
    const ended = await taoctl([...words, '--yes'], world({}, upgradeAt('system_accountNextIndex', isLost)))
    expect([ended.code, documentOf(ended).error]).toMatchObject([
      3,
      { code: 'E_RUNTIME_CHANGED', sent: 'no', retryable: true },
    ])
    const again = await taoctl([...words, '--yes'], world())
    expect([again.code, documentOf(again).network.specVersion]).toEqual([0, 9999])
  })

  test.each([[false], [true]])('between plan and signature: the same (lost: %s)', async isLost => {
    const yes = async () => {
      upgrade(isLost)
      return 'yes' as const
    }
    const ended = await taoctl(words, world({ replies: [yes] }))
    expect([ended.code, documentOf(ended).error]).toMatchObject([
      3,
      { code: 'E_RUNTIME_CHANGED', sent: 'no', retryable: true },
    ])
    expect(best().extrinsics).toHaveLength(1)
  })

  test.each([
    [false],
    [true],
  ])('between broadcast and inclusion: it can no longer execute, which its era proves (lost: %s)', async isLost => {
    devnet.control.sealing.pause()
    const run = startTaoctl([...words, '--yes', '--era', '4'], world())
    await until(() => devnet.chain.pool.ready().length === 1)
    // The block that upgrades still runs what the runtime before takes.
    upgrade(
      isLost,
      devnet.chain.pool.ready().map(({ hash }) => hash),
    )
    devnet.control.blocks.make({ count: 6 })
    devnet.control.blocks.finalize()
    const ended = await passing(run)
    expect([ended.code, documentOf(ended).error]).toMatchObject([9, { code: 'E_EXPIRED', retryable: true }])
  })

  test.each([
    [false],
    [true],
  ])('between inclusion and finality: the receipt is that of its block (lost: %s)', async isLost => {
    devnet.control.sealing.finalize(false)
    const run = startTaoctl([...words, '--yes'], world())
    await until(() => best().extrinsics.length > 1)
    devnet.control.sealing.pause()
    upgrade(isLost)
    devnet.control.blocks.make()
    devnet.control.blocks.finalize()
    const ended = await passing(run)
    const { error, data } = documentOf(ended)
    expect([ended.code, error]).toEqual([0, undefined])
    expect(data).toMatchObject({ kind: 'finalized', trades: [{ status: 'done' }] })
    expect(data.trades[0].received).toEqual(data.trades[0].quoted)
    // Well before its time was up: nothing was waited for.
    expect(run.clock.monotonic()).toBeLessThan(60_000)
  })
})
