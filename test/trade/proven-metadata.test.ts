import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { metadataDigest } from '../../src/chain/metadata/hash.ts'
import { openProvenMetadata } from '../../src/chain/metadata/proven.ts'
import { changed, type Editable, variantsOf } from '../support/false-metadata.ts'
import { always, falseMetadata, type Lie, lyingEndpoint } from '../support/lying-endpoint.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { ownMetadata } from '../support/runtimes.ts'
import { filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, startTaoctl, taoctl, turns, until } from '../support/test-host.ts'

const FOLDER = `${HOME}/.cache/taoctl/metadata`
const LOCAL = 'ws://127.0.0.1:9944'
const METADATA = 'Metadata_metadata_at_version'
const VALIDATE = 'TaggedTransactionQueue_validate_transaction'
const accepted = always(VALIDATE, '0x010001')
const unchecked = always(VALIDATE, '0x010100')
const account = ['--wallet', 'coldkey_1', '--json', '--network']
const swap = [
  ...['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0'],
  ...['--amount', '1', '--yes', ...account, LOCAL],
]
const list = ['stake', 'list', ...account, LOCAL]
const resume = ['journal', 'resume', ...account, LOCAL]

let devnet: RunningDevnet
let files: MemoryFiles
beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

async function run(argv: readonly string[], ...lies: readonly Lie[]) {
  const endpoint = lyingEndpoint(devnet, ...lies)
  const ended = await taoctl(argv, { files, connect: endpoint.connect })
  const document = documentOf(ended)
  const reads = endpoint.asked.filter(({ method }) => method === METADATA).length
  return { ...ended, document, error: document.error?.code, reads }
}

const kept = (ending: string) => files.paths.filter(path => path.startsWith(FOLDER) && path.endsWith(ending))
const marks = () => kept('.proven.json')
const onlyOf = (paths: readonly string[]) => {
  expect(paths).toHaveLength(1)
  return paths[0] ?? ''
}
/** Makes the metadata proven by a trade. */
async function proved() {
  const ended = await run(swap)
  expect([ended.code, ended.reads, marks().length]).toEqual([0, 1, 1])
}
/** How often a trade, which goes through, reads the metadata from the endpoint. */
async function readsOfTrade() {
  const { code, reads, err } = await run([...swap, '--dry-run'])
  expect(code, err).toBe(0)
  return reads
}

/** Two calls have each other's number. */
const callsExchanged = (metadata: Editable) => {
  const [one, other] = variantsOf(metadata, 'SubtensorModule', 'calls')
  if (!one || !other) throw new Error('no such calls')
  const { index } = one
  one.index = other.index
  other.index = index
}
/** The digest stays the same, the content does not. */
const otherDocs = (metadata: Editable) => {
  for (const call of variantsOf(metadata, 'SubtensorModule', 'calls')) call.docs = ['Gives you money.']
}

describe('metadata that an included trade was signed over', () => {
  test('is not read again by trades, dry runs and lists', async () => {
    await proved()
    for (const argv of [swap.map(word => (word === '1' ? '0.5' : word)), [...swap, '--dry-run'], list]) {
      const { code, reads } = await run(argv)
      expect([code, reads]).toEqual([0, 0])
    }
  })

  test('is marked with runtime, digest, content and endpoint, and no word of a URL', async () => {
    await proved()
    const path = onlyOf(marks())
    const hash = expect.stringMatching(/^0x[0-9a-f]{64}$/)
    expect([files.mode(path), files.mode(FOLDER)]).toEqual([0o600, 0o700])
    expect(JSON.parse(files.text(path) ?? '')).toEqual({
      ...{ version: 1, genesis: devnet.genesisHash, specVersion: 425 },
      ...{ endpoint: hash, content: hash, digest: await metadataDigest(ownMetadata().source()) },
    })
    expect(`${path}${files.text(path)}`).not.toContain('9944')
  })
})

describe('what proves it', () => {
  beforeEach(() => devnet.control.sealing.set({ kind: 'manual' }))

  const sent = async (argv: readonly string[]) => {
    const { connect } = lyingEndpoint(devnet)
    const running = startTaoctl(argv, { files, connect })
    await until(() => devnet.chain.pool.ready().length === 1)
    await turns()
    return running
  }
  const seal = () => {
    devnet.control.blocks.make({ count: 1 })
    devnet.control.blocks.finalize()
  }
  /** A trade whose command ended before any block. */
  const left = async (...more: readonly string[]) => {
    const running = await sent([...swap, ...more])
    running.interrupt()
    expect((await running.ended).code).toBe(8)
    expect(marks()).toEqual([])
    seal()
  }

  test('a trade that failed in its block does: its signature was taken', async () => {
    const running = await sent(
      swap.map(word => (word === '--amount' ? '--all' : word)).filter(w => w !== '1'),
    )
    devnet.control.storage.write('SubtensorModule', 'SubtokenEnabled', [45], false)
    seal()
    expect(documentOf(await running.ended).error.code).toBe('E_DISPATCH')
    expect(marks()).toHaveLength(1)
  })

  test('a trade that was not seen in a block does once it is resumed', async () => {
    await left()
    expect([(await run(resume)).code, marks().length]).toEqual([0, 1])
  })

  test('one without the digest does not when it is resumed', async () => {
    await left('--unverified-metadata')
    expect([(await run(resume)).code, marks()]).toEqual([0, []])
  })

  test('one resumed at an endpoint with other metadata than was signed over does not prove that', async () => {
    await left()
    expect([(await run(resume, falseMetadata(callsExchanged))).code, marks()]).toEqual([0, []])
  })
})

describe('nothing is proven', () => {
  test.each<[string, readonly string[], readonly Lie[]]>([
    ['a list', list, []],
    ['a dry run', [...swap, '--dry-run'], []],
    ['a trade without the digest', [...swap, '--unverified-metadata'], []],
    ['a trade at a runtime that checks no digest', swap, [unchecked]],
  ])('by %s', async (_, argv, lies) => {
    expect((await run(argv, ...lies)).code).toBe(0)
    expect(marks()).toEqual([])
    expect(await readsOfTrade()).toBe(1)
  })

  test('by a signature that no node took', async () => {
    const { error } = await run(swap, falseMetadata(callsExchanged), accepted)
    expect([error, kept('')]).toEqual(['E_POOL_REFUSED', []])
  })

  test('where it cannot be written; the trade is done all the same, and a trace says so', async () => {
    files.fail(FOLDER, 'EROFS')
    const { code, err } = await run([...swap, '-v'])
    expect([code, marks()]).toEqual([0, []])
    expect(err).toContain('could not be kept: EROFS')
  })
})

describe('a trade reads the metadata from the endpoint', () => {
  test.each<[string, () => void]>([
    ['without a mark', () => void files.remove(onlyOf(marks()))],
    ['with a mark that is cut off', () => files.put(onlyOf(marks()), '{"version":1')],
    ['with a mark of a later version', () => edit(text => text.replace('"version":1', '"version":2'))],
    ['with a mark of another digest', () => edit(text => text.replace(/"digest":"0x../, '"digest":"0x--'))],
    ['with metadata that is damaged', () => files.put(onlyOf(kept('.scale')), Uint8Array.of(1, 2, 3))],
    ['with a folder that others may write to', () => files.change(FOLDER, { mode: 0o777 })],
    ['with a folder of somebody else', () => files.change(FOLDER, { owner: 'other' })],
    ['with a mark that others may write to', () => files.change(onlyOf(marks()), { mode: 0o620 })],
    ['with a mark of somebody else', () => files.change(onlyOf(marks()), { owner: 'other' })],
    ['with metadata of somebody else', () => files.change(onlyOf(kept('.scale')), { owner: 'other' })],
    ['with a mark that cannot be read', () => files.fail(onlyOf(marks()), 'EACCES')],
  ])('%s', async (_, spoil) => {
    await proved()
    expect(await readsOfTrade()).toBe(0)
    spoil()
    expect(await readsOfTrade()).toBe(1)
  })
  const edit = (change: (text: string) => string) => {
    const path = onlyOf(marks())
    const before = files.text(path) ?? ''
    files.put(path, change(before))
    expect(files.text(path)).not.toBe(before)
  }

  test('at another endpoint than the one it was proven at', async () => {
    await proved()
    const argv = [...swap, '--dry-run'].map(word => (word === LOCAL ? 'ws://127.0.0.1:9945' : word))
    const { code, reads } = await run(argv)
    expect([code, reads]).toEqual([0, 1])
  })

  test('with --unverified-metadata', async () => {
    await proved()
    expect((await run([...swap, '--dry-run', '--unverified-metadata'])).reads).toBe(1)
  })

  test('once a list has kept other content, be its digest the same', async () => {
    await proved()
    await files.remove(onlyOf(kept('.scale')))
    expect((await run(list, falseMetadata(otherDocs))).code).toBe(0)
    expect([kept('.scale').length, marks().length]).toEqual([1, 1])
    expect(await readsOfTrade()).toBe(1)
  })
})

describe('false metadata in the place of what is proven', () => {
  const put = async (change: (metadata: Editable) => void, digestOf?: Uint8Array) => {
    const metadata = changed(ownMetadata().source(), change)
    const digest = await metadataDigest(digestOf ?? metadata)
    const runtime = { genesis: devnet.genesisHash, specVersion: 425 }
    await openProvenMetadata(files, FOLDER).prove(runtime, LOCAL, { metadata, digest })
  }

  test('is not believed where its mark has the digest of the true one', async () => {
    await put(callsExchanged, ownMetadata().source())
    const { code, reads } = await run(swap)
    expect([code, reads]).toEqual([0, 1])
  })

  test('is found out by the runtime before anything is signed, and forgotten: the next run goes through', async () => {
    await put(callsExchanged)
    const { code, error, reads, document } = await run(swap)
    expect([code, error, reads, marks()]).toEqual([3, 'E_METADATA_UNVERIFIED', 0, []])
    expect(document.error).toMatchObject({ sent: 'no', retryable: true })
    expect(document.error.hint).toContain('again')
    const again = await run(swap)
    expect([again.code, again.reads]).toEqual([0, 1])
  })

  test('is forgotten too where it makes no sense of what is read', async () => {
    await put(metadata => {
      const api = metadata.apis.find(({ name }) => name === 'StakeInfoRuntimeApi')
      for (const method of api?.methods ?? []) method.output = 0
    })
    expect((await run(swap)).error).toMatch(/^E_(ENDPOINT|RUNTIME)$/)
    expect((await run(swap)).code).toBe(0)
  })
})

test('an endpoint that checks no digest any more is not traded with over what was proven there', async () => {
  await proved()
  const { code, error } = await run([...swap, '--dry-run'], unchecked)
  expect([code, error, marks()]).toEqual([3, 'E_METADATA_UNVERIFIED', []])
})
