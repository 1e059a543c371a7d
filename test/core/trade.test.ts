import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { describeOnEachRuntime } from '../support/runtimes.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

describeOnEachRuntime('taoctl', ({ specVersion, metadata }) => {
  let devnet: RunningDevnet
  let files: MemoryFiles

  beforeEach(async () => {
    devnet = await startChain({ metadata: metadata() })
    files = await filesWithWallets()
  })
  afterEach(() => devnet.stop())

  const hasPoolWeights = () => metadata().runtime.storage('Swap', 'SwapBalancer') !== undefined
  const run = async (...words: readonly string[]) => {
    // Where pools do not tell their curve, no limit can be found.
    const limit = words[0] === 'list' || hasPoolWeights() ? [] : ['--unprotected']
    const ended = await taoctl(
      ['stake', ...words, ...limit, '--network', 'local', '--wallet', 'coldkey_1', '--json'],
      {
        files,
        connect: connectTo(devnet),
        terminal: false,
      },
    )
    return { code: ended.code, document: documentOf(ended) }
  }

  test('connects and lists', async () => {
    const { code, document } = await run('list')
    expect([code, document.error]).toEqual([0, undefined])
    expect(document.network.specVersion).toBe(specVersion)
    const position = document.data.positions.find((row: { netuid: number }) => row.netuid === 45)
    expect(position).toMatchObject({
      name: 'gen42',
      stake: { rao: '21536911597' },
      exitValue: { rao: '746401905' },
    })
  })

  test.each([
    ['to root', ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--all']],
    [
      'between pools',
      ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '64', '--amount', '7.5'],
    ],
    ['from root', ['swap', '--hotkey', 'hot_25', '--origin', '0', '--destination', '8', '--amount', '1.25']],
    [
      'to another hotkey',
      ['move', '--origin-hotkey', 'hot_25', '--destination-hotkey', 'hot_26', '--origin', '1', '--all'],
    ],
  ])('trades %s: what was quoted is received, to the rao', async (_, words) => {
    const { code, document } = await run(...words, '--yes')
    expect([code, document.error]).toEqual([0, undefined])
    const [trade] = document.data.trades
    expect(trade).toMatchObject({ status: 'done', exact: true, received: trade.quoted })
  })

  test('swaps all into a subnet that each pool is passed for once or more', async () => {
    const { code, document } = await run('swap-all', '--hotkey', 'hot_25', '--destination', '8', '--yes')
    expect([code, document.error]).toEqual([0, undefined])
    const { trades } = document.data
    expect(trades.length).toBeGreaterThan(1)
    // Where the pools' weights cannot be read, later trades are quoted by differences: within a few rao.
    const bound = hasPoolWeights() ? 0n : 50n
    for (const { quoted, received } of trades) {
      const off = BigInt(received.rao) - BigInt(quoted.rao)
      expect(off <= bound && -off <= bound, `${off} rao off`).toBe(true)
    }
    expect(trades.every(({ exact }: { exact: boolean }) => exact)).toBe(hasPoolWeights())
  })
})
