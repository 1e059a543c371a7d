import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { format, netuidFrom, parseAlpha, subtract } from '../../src/balance/index.ts'
import type { Chain } from '../../src/chain/chain.ts'
import { describeOnRecent } from '../support/recent-runtimes.ts'
import { coldkey1, connectTo, filesWithWallets, hot25, openChain, startChain } from '../support/test-chain.ts'
import { taoctl } from '../support/test-host.ts'

const netuid = netuidFrom(45, 'position')
const position = { coldkey: coldkey1, hotkey: hot25, netuid }
const [stake, one] = ['21.536911597', parseAlpha('1', netuid)]

describeOnRecent('a share row of an earlier epoch of its pool', ({ specVersion, metadata }) => {
  let devnet: RunningDevnet
  let chain: Chain
  beforeEach(async () => {
    devnet = await startChain({ metadata: metadata() })
    chain = await openChain(devnet)
  })
  afterEach(async () => {
    chain.close()
    await devnet.stop()
  })

  const write = (item: string, key: readonly (string | number)[], value: bigint) =>
    devnet.control.storage.write('SubtensorModule', item, key, value)
  const epochs = (pool: bigint, row: bigint) => {
    write('AlphaSharePoolEpoch', [hot25, 45], pool)
    write('AlphaShareEpoch', [hot25, coldkey1, 45], row)
    devnet.control.blocks.make()
  }
  const reads = async () => {
    const view = await chain.head()
    return { now: format(await view.stake(position)), after: format(await view.stakeAfter(position, one)) }
  }

  test('counts as absent', async () => {
    epochs(1n, 0n)
    const { now, after } = await reads()
    expect(now).toBe('0')
    // A new position may read 1 rao less.
    expect(['1', '0.999999999']).toContain(after)
    await expect((await chain.head()).stakeLeft(position, one)).rejects.toThrow('cannot be withdrawn')
  })

  test.each([
    [2n, 2n],
    [7n, 0n],
  ])('of epoch %i in a pool of epoch %i counts', async (row, pool) => {
    epochs(pool, row)
    expect(await reads()).toEqual({ now: stake, after: '22.536911597' })
    expect(format(await (await chain.head()).stakeLeft(position, one))).toBe('20.536911597')
  })

  test('is what a purchase into it is quoted to read, to the rao', async () => {
    epochs(3n, 2n)
    const files = await filesWithWallets()
    const add = ['stake', 'add', '--hotkey', 'hot_25', '--netuid', '45', '--amount', '2', '--yes']
    const before = await chain.head()
    const { code, out } = await taoctl(
      [...add, '--wallet', 'coldkey_1', '--network', 'local', '--accept-spec', `${specVersion}`, '--json'],
      { files, connect: connectTo(devnet), terminal: false },
    )
    const { received } = JSON.parse(out).data.trades[0]
    const quoted = await before.stakeAfter(position, parseAlpha(received.decimal, netuid))
    const now = await (await chain.head()).stake(position)
    expect([code, format(now)]).toEqual([0, format(quoted)])
    expect(format(subtract(parseAlpha(received.decimal, netuid), now))).toMatch(/^0(\.000000001)?$/)
  })
})
