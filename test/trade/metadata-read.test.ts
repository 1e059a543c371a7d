import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { openMetadataCache } from '../../src/chain/metadata/cache.ts'
import { changed, type Editable, variantsOf } from '../support/false-metadata.ts'
import { lyingEndpoint } from '../support/lying-endpoint.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { ownMetadata } from '../support/runtimes.ts'
import { filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, startTaoctl, taoctl, turns, until } from '../support/test-host.ts'

const FOLDER = `${HOME}/.cache/taoctl/metadata`
const METADATA = 'Metadata_metadata_at_version'
const account = ['--wallet', 'coldkey_1', '--json', '--network', 'ws://127.0.0.1:9944']
const swap = [
  ...['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0'],
  ...['--amount', '1', '--yes', ...account],
]
const list = ['stake', 'list', ...account]
const resume = ['journal', 'resume', ...account]

let devnet: RunningDevnet
let files: MemoryFiles
beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

async function run(argv: readonly string[]) {
  const endpoint = lyingEndpoint(devnet)
  const ended = await taoctl(argv, { files, connect: endpoint.connect })
  const reads = endpoint.asked.filter(({ method }) => method === METADATA).length
  return { ...ended, reads, error: documentOf(ended).error?.code }
}

const kept = () =>
  files.paths.filter(path => path.startsWith(FOLDER)).map(path => [path, files.text(path)] as const)

/** Two calls have each other's number. */
const callsExchanged = (metadata: Editable) => {
  const [one, other] = variantsOf(metadata, 'SubtensorModule', 'calls')
  if (!one || !other) throw new Error('no such calls')
  const { index } = one
  one.index = other.index
  other.index = index
}

test('a trade and its dry run read the metadata from the endpoint however often they run; a list keeps it', async () => {
  expect((await run(list)).reads).toBe(1)
  expect((await run(list)).reads).toBe(0)
  const before = kept()
  for (const argv of [swap, [...swap, '--dry-run'], swap]) {
    const { code, reads } = await run(argv)
    expect([code, reads]).toEqual([0, 1])
  }
  expect(kept()).toEqual(before)
})

test('a trade keeps no metadata for later runs', async () => {
  expect((await run(swap)).code).toBe(0)
  expect(kept()).toEqual([])
})

test('an entry that is resumed is followed with the metadata of the endpoint', async () => {
  devnet.control.sealing.set({ kind: 'manual' })
  const running = startTaoctl(swap, { files, connect: lyingEndpoint(devnet).connect })
  await until(() => devnet.chain.pool.ready().length === 1)
  await turns()
  running.interrupt()
  expect((await running.ended).code).toBe(8)
  devnet.control.blocks.make({ count: 1 })
  devnet.control.blocks.finalize()
  await run(list)
  const { code, reads } = await run(resume)
  expect([code, reads]).toEqual([0, 1])
})

test('false metadata on the disk does not reach a trade', async () => {
  const metadata = changed(ownMetadata().source(), callsExchanged)
  const runtime = { genesis: devnet.genesisHash, specVersion: 425 }
  await openMetadataCache(files, FOLDER).write(runtime, metadata)
  expect(kept()).toHaveLength(1)
  const { code, error, reads } = await run(swap)
  expect([code, error, reads]).toEqual([0, undefined, 1])
})

test('-v tells what reading it costs: its bytes and its time', async () => {
  const { err } = await run([...swap, '-v'])
  expect(err).toContain(`Metadata: ${ownMetadata().source().length} bytes, read from the endpoint.`)
  expect(err).toMatch(/^Time: .*metadata [0-9]+ ms/m)
})
