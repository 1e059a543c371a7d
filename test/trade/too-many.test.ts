import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { batchAll, type Call } from '../../src/chain/extrinsic/calls.ts'
import { createComposer, unsignedBytes } from '../../src/chain/extrinsic/compose.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { coldkey1, connectTo, filesWithWallets, openChain, startChain } from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

const hotkeys = Array.from({ length: 35 }, (_, n) => `hot_${n}`)
const netuids = Array.from({ length: 60 }, (_, n) => n + 1)
const scenario: Scenario = {
  name: 'many',
  wallets: [{ name: 'coldkey_1', free: '100', hotkeys }],
  subnets: [0, ...netuids].map(netuid =>
    netuid === 0
      ? { netuid, name: 'root', symbol: 'T', tao: '1000000' }
      : {
          netuid,
          name: `n${netuid}`,
          symbol: 'a',
          alphaIn: '2600000',
          tao: '90000',
          quoteWeight: '0.5',
          feeRate: 33,
        },
  ),
  positions: netuids.flatMap(netuid =>
    hotkeys.map(hotkey => ({ coldkey: 'coldkey_1', hotkey, netuid, alpha: '10' })),
  ),
}

let devnet: RunningDevnet
let files: MemoryFiles
beforeAll(async () => {
  devnet = await startChain({ scenario })
  files = await filesWithWallets(scenario)
}, 120_000)
afterAll(() => devnet.stop())

test.each([
  [['swap-all', '--destination', '0'], ['--dry-run']],
  [['swap-all', '--destination', '0'], ['--yes']],
  [['remove-all'], ['--yes', '--unprotected']],
  [['remove-all'], ['--dry-run', '--best-effort']],
] as const)('%j %j of 2,100 positions: refused early, with the sets that fit', async (verb, how) => {
  let requests = 0
  const connect = connectTo(devnet, {
    request(message) {
      requests += 1
      return message
    },
  })
  const argv = [
    'stake',
    ...verb,
    '--all-hotkeys',
    ...how,
    '--network',
    'local',
    '--wallet',
    'coldkey_1',
    '--json',
  ]
  const ended = await taoctl(argv, { files, connect, terminal: false })
  const { error } = documentOf(ended)
  expect(error).toMatchObject({ code: 'E_TOO_MANY', exit: 3, sent: 'no' })
  expect(requests).toBeLessThan(300)
  const [, count, most] = /^(\d+) positions .*: (\d+) fit\.$/.exec(error.message) ?? []
  const sets = [...error.hint.matchAll(/((?: ?--origin \d+)+) \((\d+)\)/g)].map(([, options, size]) => ({
    origins: options.match(/\d+/g).map(Number),
    size: Number(size),
  }))
  expect(Number(count)).toBe(2100)
  expect(sets.flatMap(({ origins }) => origins)).toEqual(netuids)
  expect(sets.every(({ origins, size }) => size === origins.length * 35 && size <= Number(most))).toBe(true)
  expect(Math.max(...sets.map(({ size }) => size)) + 35).toBeGreaterThan(Number(most))
})

test('as many as are said to fit do, and one more does not', async () => {
  const connect = connectTo(devnet)
  const argv = ['stake', 'swap-all', '--destination', '0', '--all-hotkeys', '--dry-run', '--network', 'local']
  const ended = await taoctl([...argv, '--wallet', 'coldkey_1', '--json'], {
    files,
    connect,
    terminal: false,
  })
  const most = Number(/: (\d+) fit/.exec(documentOf(ended).error.message)?.[1])
  const chain = await openChain(devnet)
  try {
    const view = await chain.head()
    const composer = await createComposer(chain)
    const args = { hotkey: coldkey1, origin_netuid: 1, destination_netuid: 0, alpha_amount: 1n }
    const call: Call = {
      ...{ pallet: 'SubtensorModule', name: 'swap_stake_limit' },
      args: { ...args, limit_price: 1n, allow_partial: false },
    }
    const fits = async (count: number) => {
      const options = { signer: coldkey1, era: 16, block: view.block, nonce: 0, digest: undefined }
      const unsigned = composer.compose(batchAll(Array.from({ length: count }, () => call)), options)
      const [load, room] = [await view.load(unsignedBytes(unsigned)), view.blockRoom()]
      return room !== undefined && load.refTime <= room.refTime && load.length <= room.length
    }
    expect([await fits(most), await fits(most + 1)]).toEqual([true, false])
  } finally {
    chain.close()
  }
})
