import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { findNetwork } from '../../src/chain/network/network.ts'
import { type Editable, variantsOf } from '../support/false-metadata.ts'
import {
  always,
  falseMetadata,
  type Lie,
  lyingEndpoint,
  pretending,
  signedMode,
} from '../support/lying-endpoint.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, taoctl } from '../support/test-host.ts'

const JOURNAL = `${HOME}/.local/state/taoctl/journal/journal.ndjson`
const common = ['--network', 'local', '--wallet', 'coldkey_1', '--amount', '10', '--yes', '--json']
const swap = ['stake', 'swap', ...common, '--hotkey', 'hot_25', '--origin', '45', '--destination', '0']
const hotkeys = ['--origin-hotkey', 'hot_25', '--destination-hotkey', 'hot_26']
const move = ['stake', 'move', ...common, ...hotkeys, '--origin', '45']
const VALIDATE = 'TaggedTransactionQueue_validate_transaction'
const unchecked = always(VALIDATE, '0x010100')
const accepted = always(VALIDATE, '0x010001')

let devnet: RunningDevnet
let files: MemoryFiles
beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

const height = () => devnet.chain.tree.best().header.number
const journal = () =>
  (files.text(JOURNAL) ?? '')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

const run = (lies: readonly Lie[], ...more: readonly string[]) => trade([...swap, ...more], ...lies)

async function trade(argv: readonly string[], ...lies: readonly Lie[]) {
  const endpoint = lyingEndpoint(devnet, ...lies)
  const ended = await taoctl(argv, { files, connect: endpoint.connect })
  const document = documentOf(ended)
  const codes = document.warnings.map(({ code }: { code: string }) => code)
  return { ...ended, document, warnings: codes, asked: endpoint.asked.map(({ method }) => method) }
}
const modeOf = ({ document }: Awaited<ReturnType<typeof run>>) =>
  signedMode(journal()[0].bytes, document.data.calls[0].hex)

/** To move stake to another hotkey is now what it was to give it to another owner: the arguments are of the same types. */
const callsExchanged = (metadata: Editable) => {
  const calls = variantsOf(metadata, 'SubtensorModule', 'calls')
  const [one, other] = ['move_stake', 'transfer_stake'].map(name => calls.find(call => call.name === name))
  if (!one || !other) throw new Error('no such calls')
  const { index } = one
  one.index = other.index
  other.index = index
}

/** Two arguments of one type in the other order. */
const argumentsExchanged = (metadata: Editable) => {
  const found = variantsOf(metadata, 'SubtensorModule', 'calls').find(({ name }) => name === 'move_stake')
  const [first, second, ...rest] = found?.fields ?? []
  if (!found || !first || !second) throw new Error('no such arguments')
  found.fields = [second, first, ...rest]
}

const anotherVersion = (metadata: Editable) => {
  const version = metadata.pallets
    .find(({ name }) => name === 'System')
    ?.constants.find(({ name }) => name === 'Version')
  if (!version) throw new Error('no version')
  version.value = `${version.value}`.replace('a9010000', 'a8010000')
}

test('an honest endpoint: the digest of its metadata is signed, and the chain accepts it', async () => {
  const ended = await run([])
  expect([ended.code, modeOf(ended), ended.warnings]).toEqual([0, 1, []])
  expect(ended.asked.indexOf(VALIDATE)).toBeLessThan(ended.asked.indexOf('author_submitAndWatchExtrinsic'))
})

describe('metadata in which two calls have each other’s number', () => {
  const lie = falseMetadata(callsExchanged)

  test('is found out before anything is signed, in a dry run too', async () => {
    for (const argv of [move, [...move, '--dry-run']]) {
      const { code, document, asked } = await trade(argv, lie)
      expect([code, document.error.code]).toEqual([3, 'E_METADATA_UNVERIFIED'])
      expect(asked.filter(name => name.startsWith('author_'))).toEqual([])
    }
    expect([journal(), height()]).toEqual([[], 0])
  })

  test('gets a signature that no honest node takes, where the endpoint vouches for it', async () => {
    const { code, document } = await trade(move, lie, accepted)
    expect([code, document.error.code, document.data.kind]).toEqual([3, 'E_POOL_REFUSED', 'rejected'])
    const { bytes } = journal()[0]
    await expect(devnet.core.request('author_submitExtrinsic', [bytes])).rejects.toThrow(
      /bad signature|banned/,
    )
    expect(height()).toBe(0)
  })

  test('would be obeyed without the digest: both codecs believe it', async () => {
    const { warnings } = await trade([...move, '--unverified-metadata'], lie)
    expect(warnings).toEqual(['W_UNVERIFIED_METADATA'])
    const best = devnet.chain.tree.best()
    const [, sent = ''] = best.extrinsics.map(each => Buffer.from(each).toString('hex'))
    expect(sent).toContain('0756') // transfer_stake
  })
})

test('metadata in which two arguments have changed places is not what the command needs', async () => {
  const { code, document } = await trade(
    [...move, '--unverified-metadata'],
    falseMetadata(argumentsExchanged),
  )
  expect([code, document.error.code]).toEqual([3, 'E_RUNTIME'])
})

test('docs are no part of the digest: false ones change nothing that is signed', async () => {
  const { code } = await run([
    falseMetadata(metadata => {
      for (const call of variantsOf(metadata, 'SubtensorModule', 'calls')) call.docs = ['Gives you money.']
    }),
  ])
  expect(code).toBe(0)
})

describe('a runtime that checks no digest', () => {
  test('elsewhere is traded on with one warning, and no digest', async () => {
    const ended = await run([unchecked])
    expect([ended.code, modeOf(ended), ended.warnings]).toEqual([0, 0, ['W_UNVERIFIED_METADATA']])
  })

  test('answers something else than a verdict', async () => {
    for (const answer of ['0x', '0x01', '0x02', '0x0100']) {
      const { code, document } = await run([always(VALIDATE, answer)])
      expect([code, document.error.code]).toEqual([6, 'E_ENDPOINT'])
    }
    expect(height()).toBe(0)
  })

  describe.each(['finney', 'test'])('as that of %s', name => {
    const genesis = `${findNetwork(name).genesis}`
    const asNetwork = [pretending(genesis), unchecked]

    test('is refused', async () => {
      const { code, document } = await run(asNetwork, '--unprotected')
      expect([code, document.error.code]).toEqual([3, 'E_METADATA_UNVERIFIED'])
      expect(document.error).toMatchObject({
        sent: 'no',
        hint: expect.stringContaining('--unverified-metadata'),
      })
      expect(document.error.message).toContain(name)
      expect(journal()).toEqual([])
    })

    test('is refused where the metadata has no such extension', async () => {
      const without = falseMetadata(metadata => {
        metadata.extrinsic.signedExtensions = metadata.extrinsic.signedExtensions.filter(
          ({ identifier }) => identifier !== 'CheckMetadataHash',
        )
      })
      const { document } = await run([pretending(genesis), without], '--unprotected')
      expect(document.error.code).toBe('E_RUNTIME')
    })

    test('is signed for with --unverified-metadata and a warning, for this run alone', async () => {
      const first = await run(asNetwork, '--unprotected', '--unverified-metadata')
      expect(first.document.error.code).toBe('E_POOL_REFUSED')
      expect(first.warnings).toContain('W_UNVERIFIED_METADATA')
      expect(modeOf(first)).toBe(0)
      expect((await run(asNetwork, '--unprotected')).document.error.code).toBe('E_METADATA_UNVERIFIED')
    })
  })
})

test.each([
  ['environment', { env: { TAOCTL_UNVERIFIED_METADATA: '1' } }],
  ['config file', { config: 'unverified_metadata = true\n' }],
])('the check is not switched off by the %s', async (_, {
  env = {},
  config,
}: { env?: Record<string, string>; config?: string }) => {
  if (config) files.put(`${HOME}/.config/taoctl/config.toml`, config)
  const { connect } = lyingEndpoint(devnet, falseMetadata(callsExchanged))
  const { code } = await taoctl(move, { files, connect, env })
  expect([2, 3]).toContain(code)
  expect(height()).toBe(0)
})

describe('metadata whose transactions carry something else', () => {
  const edit = (change: (extensions: Editable['extrinsic']['signedExtensions']) => void): Lie =>
    falseMetadata(({ extrinsic }) => change(extrinsic.signedExtensions))
  const named = (extensions: Editable['extrinsic']['signedExtensions'], name: string) => {
    const found = extensions.find(({ identifier }) => identifier === name)
    if (!found) throw new Error(`no extension ${name}`)
    return found
  }

  test.each<[string, string, Lie]>([
    [
      'an unknown extension that writes',
      'E_RUNTIME',
      edit(all => {
        named(all, 'DrandPriority').type = named(all, 'CheckMetadataHash').type
      }),
    ],
    [
      'an unknown extension that signs more',
      'E_RUNTIME',
      edit(all => {
        named(all, 'DrandPriority').additionalSigned = named(all, 'CheckGenesis').additionalSigned
      }),
    ],
    ['no genesis', 'E_RUNTIME', edit(all => void all.splice(all.indexOf(named(all, 'CheckGenesis')), 1))],
    ['the nonce twice', 'E_RUNTIME', edit(all => void all.push(named(all, 'CheckNonce')))],
    [
      'a tip of another type',
      'E_RUNTIME',
      edit(all => {
        named(all, 'ChargeTransactionPayment').type = named(all, 'CheckWeight').type
      }),
    ],
  ])('%s is refused, verified or not', async (_, code, lie) => {
    for (const more of [[accepted], [lie]].map(lies => [lie, ...lies])) {
      const ended = await run(more, '--unverified-metadata')
      expect([ended.code, ended.document.error.code]).toEqual([3, code])
    }
    expect([journal(), height()]).toEqual([[], 0])
  })
})

describe('a wrong spec version', () => {
  test('in the metadata alone is found out by the digest', async () => {
    const { document } = await run([falseMetadata(anotherVersion)])
    expect(document.error.code).toBe('E_METADATA_UNVERIFIED')
  })

  test('said to be that of the chain is found out by the chain', async () => {
    const lie: Lie = ({ method }, truth) =>
      method === 'state_getRuntimeVersion' ? { ...truth, specVersion: truth.specVersion - 1 } : undefined
    const { document } = await run([lie])
    expect(document.error.code).toBe('E_METADATA_UNVERIFIED')
    expect((await run([lie, accepted])).document.error.code).toBe('E_POOL_REFUSED')
    expect(height()).toBe(0)
  })
})

test('a wrong genesis is refused, and what is signed for a false one is worth nothing on the chain', async () => {
  const genesis = `0x${'ab'.repeat(32)}`
  const expected = await run([pretending(genesis)], '--genesis', devnet.genesisHash)
  expect(expected.document.error.code).toBe('E_GENESIS')
  const { document } = await run([pretending(genesis)], '--unprotected')
  expect(document.error.code).toBe('E_METADATA_UNVERIFIED')
  const signed = await run([pretending(genesis), accepted], '--unprotected')
  expect(signed.document.error.code).toBe('E_POOL_REFUSED')
  expect(height()).toBe(0)
})

describe('a false quote, which no digest can catch,', () => {
  const finney = pretending(`${findNetwork('finney').genesis}`)

  test('is warned of on finney with --yes', async () => {
    const { warnings } = await run([finney, accepted], '--unprotected')
    expect(warnings).toEqual(['W_FALSE_QUOTE'])
  })

  test.each([
    ['--min-received', '0.1'],
    ['--limit-price', '0.01'],
  ])('is not where %s was given', async (...floor) => {
    expect((await run([finney, accepted], ...floor)).warnings).toEqual([])
  })

  test('is not elsewhere, nor in a dry run', async () => {
    const test = pretending(`${findNetwork('test').genesis}`)
    expect((await run([test, accepted], '--unprotected')).warnings).toEqual([])
    expect((await run([finney, accepted], '--dry-run')).warnings).toEqual([])
    expect((await run([])).warnings).toEqual([])
  })
})
