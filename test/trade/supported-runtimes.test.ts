import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { type RuntimeMetadata, readMetadata } from '../../devnet/metadata/runtime-metadata.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { metadataWithChange } from '../support/changed-runtimes.ts'
import { changed } from '../support/false-metadata.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { describeOnEachRuntime, metadataFile, ownMetadata, tellSkipped } from '../support/runtimes.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, type TestHostOptions, taoctl } from '../support/test-host.ts'

const toRoot = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '1']
const within = [
  'move',
  '--origin-hotkey',
  'hot_25',
  '--destination-hotkey',
  'hot_26',
  '--origin',
  '1',
  '--all',
]

let devnet: RunningDevnet
let files: MemoryFiles
afterEach(() => devnet.stop())

const begin = async (metadata: RuntimeMetadata) => {
  devnet = await startChain({ metadata })
  files = await filesWithWallets()
}
const run = (words: readonly string[], more: TestHostOptions = {}) =>
  taoctl(['stake', ...words, '--network', 'local', '--wallet', 'coldkey_1'], {
    files,
    connect: connectTo(devnet),
    ...more,
  })
const script = async (words: readonly string[], more: TestHostOptions = {}) => {
  const ended = await run([...words, '--json'], { terminal: false, ...more })
  return { code: ended.code, document: documentOf(ended) }
}
const codesOf = ({ warnings }: { warnings: readonly { code: string }[] }) => warnings.map(({ code }) => code)
const otherDefault = readMetadata(metadataWithChange('storage'), 'changed')
const otherCall = readMetadata(metadataWithChange('call'), 'changed')
const CHANGED_ITEM = 'storage SubtensorModule.SubnetTAO'
const CHANGED_CALL = 'call SubtensorModule.swap_stake_limit'

describeOnEachRuntime('an upgrade to a spec nobody has seen, with all as it was', ({ metadata }) => {
  test('is traded on under --yes without a flag, and said in one line', async () => {
    await begin(metadata())
    devnet.control.runtime.upgrade({ specVersion: 9999 })
    devnet.control.blocks.make({ count: 2 })
    const { err, code } = await run([...toRoot, '--yes'], { terminal: false })
    expect([code, err.match(/.*9999.*/g)?.filter(line => /warning/i.test(line))]).toEqual([
      0,
      [
        expect.stringMatching(
          /not checked on spec 9999; .* on spec 475, and its rules are taken to be as there/,
        ),
      ],
    ])
    const { document } = await script([...toRoot, '--yes'])
    expect(document.error).toBeUndefined()
    expect(document.network.specVersion).toBe(9999)
    expect(codesOf(document)).toEqual(['W_SPEC'])
    const [trade] = document.data.trades
    expect(trade).toMatchObject({ status: 'done', received: trade.quoted })
  })
})

describe('an item that is read and has another form', () => {
  test('is named where a script would trade, and nothing is sent', async () => {
    await begin(otherDefault)
    const { code, document } = await script([...toRoot, '--yes'])
    expect([code, document.error.code, document.error.sent]).toEqual([3, 'E_RUNTIME', 'no'])
    expect(document.error.message).toContain(CHANGED_ITEM)
    expect(document.error.hint).toContain('--accept-spec 425')
    expect(devnet.chain.tree.best().header.number).toBe(0)
  })

  test.each([
    ['its number', ['--accept-spec', '425'], {}],
    ['all from a number on', ['--accept-spec', '400..'], {}],
    ['a range', ['--accept-spec', '420..430'], {}],
    ['the variable', [], { TAOCTL_ACCEPT_SPEC: '425' }],
  ])('is traded on with --accept-spec: %s', async (_, words, env) => {
    await begin(otherDefault)
    const { code, document } = await script([...toRoot, '--yes', ...words], { env })
    expect([code, codesOf(document)]).toEqual([0, ['W_SPEC']])
    expect(document.warnings[0].message).toContain(CHANGED_ITEM)
  })

  test('is not with another spec accepted', async () => {
    await begin(otherDefault)
    const { code, document } = await script([...toRoot, '--yes', '--accept-spec', '426..'])
    expect([code, document.error.code]).toEqual([3, 'E_RUNTIME'])
  })

  test('at a terminal may be agreed to, or not', async () => {
    await begin(otherDefault)
    const no = await run(toRoot, { replies: ['no'] })
    expect([no.code, no.questions]).toEqual([3, ['What it does may not be what taoctl expects. Go on?']])
    expect(no.err).toContain(CHANGED_ITEM)
    const yes = await run(toRoot, { replies: ['yes', 'yes'] })
    expect([yes.code, yes.questions.length]).toEqual([0, 2])
  })

  test('is shown by a dry run, which goes on', async () => {
    await begin(otherDefault)
    const { code, document } = await script([...toRoot, '--dry-run'])
    expect([code, document.data.kind, codesOf(document)]).toEqual([0, 'planned', ['W_SPEC']])
  })
})

describe('a call that has another form', () => {
  test.each([
    ['under --yes', [...toRoot, '--yes']],
    ['with its spec accepted', [...toRoot, '--yes', '--accept-spec', '1..']],
    ['in a dry run', [...toRoot, '--dry-run', '--accept-spec', '425']],
  ])('is never composed: %s', async (_, words) => {
    await begin(otherCall)
    const { code, document } = await script(words)
    expect([code, document.error.code]).toEqual([3, 'E_RUNTIME'])
    expect(document.error.message).toContain(CHANGED_CALL)
    expect(document.error.hint).not.toContain('--accept-spec')
  })

  test('stops nobody whose command does without it', async () => {
    await begin(otherCall)
    const { code, document } = await script([...within, '--yes'])
    expect([code, document.error]).toEqual([0, undefined])
    expect((await script(['list'])).code).toBe(0)
  })
})

test('a finished intent tells its receipt on a runtime that is not traded on', async () => {
  await begin(ownMetadata())
  const words = [...toRoot, '--yes', '--intent-id', 'once']
  const first = await script(words)
  devnet.control.runtime.upgrade({ metadata: grown(otherCall.source()) })
  devnet.control.blocks.make({ count: 2 })
  const again = await script(words)
  expect([again.code, again.document.data.trades]).toEqual([0, first.document.data.trades])
  expect((await script([...toRoot, '--yes'])).document.error.code).toBe('E_RUNTIME')
})

/** The same metadata of a spec 426. */
function grown(bytes: Uint8Array): Uint8Array {
  return changed(bytes, ({ pallets }) => {
    const version = pallets
      .find(({ name }) => name === 'System')
      ?.constants.find(({ name }) => name === 'Version')
    const old = String(version?.value)
    Object.assign(version ?? {}, { value: old.replace('a9010000', 'aa010000') })
  })
}

describe.each([365, 393])('spec %i, whose pools are of another kind,', spec => {
  const file = metadataFile(`finney-${spec}`)
  if (!file) tellSkipped('runtimes that can only be read', spec)
  test.skipIf(!file)('is read and not traded on, whatever is accepted', async () => {
    await begin(readMetadata(readFileSync(file ?? ''), 'finney'))
    const list = await script(['list'])
    expect(list.code).toBe(0)
    expect(codesOf(list.document)).not.toContain('W_SPEC')
    const trade = await script([...toRoot, '--yes', '--unprotected', '--accept-spec', '1..'])
    expect([trade.code, trade.document.error.code]).toEqual([3, 'E_RUNTIME'])
    expect(trade.document.error.message).toContain('storage Swap.AlphaSqrtPrice')
    expect((await run([...toRoot, '--unprotected'])).code).toBe(3)
    expect(devnet.chain.tree.best().header.number).toBe(0)
  })
})
