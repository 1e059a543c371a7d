import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { format } from '../../src/balance/index.ts'
import { nodeFiles } from '../../src/host/files.ts'
import type { EntryDetail, EntryState, JournalEntry } from '../../src/journal/entry.ts'
import { requireSameRequest } from '../../src/journal/intent.ts'
import { recordedFrom } from '../../src/journal/recorded.ts'
import { codeOf, failureOf } from '../support/failure.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { intentSample, journalSample, signedSample } from '../support/recorded.ts'
import { coldkey1, coldkey2 } from '../support/test-chain.ts'
import { START, testClock } from '../support/test-host.ts'

const PATH = '/state/journal/journal.ndjson'
const lines = (text = '') =>
  text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line))

test('an entry says what was signed, for what, by whom, until when, and the bytes themselves', async () => {
  const files = memoryFiles()
  const recorded = await journalSample({ files, folder: '/state/journal' }).record(
    signedSample(),
    intentSample,
  )
  const { hash } = signedSample()
  expect(recorded).toEqual({
    ...{ entry: hash.slice(2, 18), bytes: '0x0102', hash },
    ...{ signer: coldkey1, nonce: 7, firstBlock: 100, lastBlock: 115, signedAt: START },
  })
  const { verb, request, intentId, trades, ...rest } = intentSample
  expect(lines(files.text(PATH))).toEqual([
    {
      ...{ format: 2, time: START, entry: hash.slice(2, 18), state: 'signed', hash, bytes: '0x0102' },
      ...{ signer: coldkey1, nonce: 7, era: 16, lastBlock: 115, ...rest },
      firstBlock: { number: 100, hash: `0x${'0c'.repeat(32)}` },
      intent: { verb, request, intentId, trades: JSON.parse(JSON.stringify(trades)) },
    },
  ])
})

test('what was written comes back, amounts as amounts', async () => {
  const journal = journalSample()
  await journal.record(signedSample(), { ...intentSample, intentId: 'job-1' })
  const { entries, damage } = await journal.entries()
  expect(damage).toEqual([])
  expect(entries).toMatchObject([
    {
      ...intentSample,
      intentId: 'job-1',
      state: 'signed',
      isOpen: true,
      changes: [],
      nonce: 7,
      lastBlock: 115,
    },
  ])
  const [trade] = entries[0]?.trades ?? []
  expect(trade?.sold).toBeInstanceOf(Object)
  expect(trade && format(trade.sold)).toBe('1.5')
})

test('changes of state follow in order, each on a line of its own; nothing is rewritten', async () => {
  const files = memoryFiles()
  const clock = testClock()
  const journal = journalSample({ files, clock, folder: '/state/journal' })
  const entry = await journal.record(signedSample(), intentSample)
  const first = files.text(PATH) ?? ''
  clock.advance(12_000)
  await journal.update(entry, 'included', { blockNumber: 101 })
  await journal.update(entry, 'finalized')
  const text = files.text(PATH) ?? ''
  expect(text.startsWith(first)).toBe(true)
  expect(lines(text).map(({ state, time, entry: of }) => [state, time - START, of])).toEqual([
    ['signed', 0, entry.entry],
    ['included', 12_000, entry.entry],
    ['finalized', 12_000, entry.entry],
  ])
})

describe('an entry is open until it is proven that it cannot change any more', () => {
  const proof = { proof: 'nonce used' }
  test.each<[EntryState, EntryDetail, boolean]>([
    ['included', { blockNumber: 101 }, true],
    ['unknown', {}, true],
    ['rejected', { reason: 'the pool is full' }, true],
    ['rejected', proof, false],
    ['expired', {}, false],
    ['finalized', { blockNumber: 101 }, false],
  ])('%s %j: %s', async (state, detail, isOpen) => {
    const journal = journalSample()
    const entry = await journal.record(signedSample(), intentSample)
    await journal.update(entry, state, detail)
    expect((await journal.entries()).entries).toMatchObject([{ state, detail, isOpen }])
    expect(await journal.open(coldkey1, intentSample.genesis)).toHaveLength(isOpen ? 1 : 0)
  })

  test('the end stays the end, whatever a slower process notes', async () => {
    const journal = journalSample()
    const entry = await journal.record(signedSample(), intentSample)
    await journal.update(entry, 'finalized', { blockNumber: 101 })
    await journal.update(entry, 'unknown', { reason: 'connection lost' })
    const [found] = (await journal.entries()).entries
    expect(found).toMatchObject({ state: 'finalized', detail: { blockNumber: 101 }, isOpen: false })
    expect(found?.changes.map(({ state }) => state)).toEqual(['finalized', 'unknown'])
  })
})

describe('looking entries up', () => {
  const other = { ...signedSample().unsigned, signer: coldkey2 }
  const sample = async () => {
    const journal = journalSample()
    const record = (bytes: `0x${string}`, intentId: string | null, unsigned = signedSample().unsigned) =>
      journal.record(signedSample({ bytes, unsigned }), { ...intentSample, intentId })
    const ids = [await record('0x01', 'a'), await record('0x02', 'b'), await record('0x03', 'a', other)]
    return { journal, ids: ids.map(({ entry }) => entry) }
  }

  test('open and by intent id: of one signer on one chain', async () => {
    const { journal, ids } = await sample()
    const { genesis } = intentSample
    const names = (entries: readonly JournalEntry[]) => entries.map(({ entry }) => entry)
    expect(names(await journal.open(coldkey1, genesis))).toEqual(ids.slice(0, 2))
    expect(names(await journal.byIntent('a', coldkey1, genesis))).toEqual(ids.slice(0, 1))
    expect(names(await journal.byIntent('a', coldkey2, genesis))).toEqual(ids.slice(2))
    expect(await journal.open(coldkey1, `0x${'01'.repeat(32)}`)).toEqual([])
    expect(await journal.byIntent('c', coldkey1, genesis)).toEqual([])
  })

  test('by the beginning of name or hash, in either case, with 0x or without', async () => {
    const { journal, ids } = await sample()
    for (const entry of ids) {
      expect((await journal.find(entry)).entry).toBe(entry)
      expect((await journal.find(`0x${entry.slice(0, 6).toUpperCase()}`)).entry).toBe(entry)
      const { hash } = await journal.find(entry)
      expect((await journal.find(hash)).entry).toBe(entry)
    }
  })

  test('none is E_ENTRY_UNKNOWN, several E_ENTRY_AMBIGUOUS with the candidates', async () => {
    const journal = journalSample()
    expect(await codeOf(journal.find('ab'))).toEqual(['E_ENTRY_UNKNOWN', 3])
    const hashes = ['11', '12'].map(end => `0x${'ab'.repeat(31)}${end}` as const)
    const samples = [
      signedSample({ hash: hashes[0] ?? '0x' }),
      signedSample({ hash: `0xabcd${'0'.repeat(60)}` }),
    ]
    for (const signed of samples) await journal.record(signed, intentSample)
    const failure = await failureOf(journal.find('ab'))
    expect([failure.code, failure.exit]).toEqual(['E_ENTRY_AMBIGUOUS', 2])
    expect(failure.message).toContain('abababababababab, abcd000000000000')
    expect(await codeOf(journal.find(''))).toEqual(['E_ENTRY_UNKNOWN', 3])
    expect(await codeOf(journal.find('../x'))).toEqual(['E_ENTRY_UNKNOWN', 3])
  })
})

describe('an intent id stands for one request', () => {
  const before = { entry: 'ab'.repeat(8), intentId: 'job-1', verb: 'stake.swap', request: 'amount=1' }

  test('the same again passes, and so does a new id', () => {
    expect(() => requireSameRequest([before], before)).not.toThrow()
    expect(() => requireSameRequest([], before)).not.toThrow()
  })

  test.each([
    { verb: 'stake.move', request: 'amount=1' },
    { verb: 'stake.swap', request: 'amount=2' },
  ])('$verb $request is E_INTENT_CHANGED with the entry', async now => {
    const failure = await failureOf(async () => requireSameRequest([before], now))
    expect([failure.code, failure.exit, failure.details.journal]).toEqual([
      'E_INTENT_CHANGED',
      3,
      before.entry,
    ])
    expect(failure.message).toContain(`${now.verb} ${now.request}`)
  })
})

describe('bytes to be sent again', () => {
  test('are those on record', async () => {
    const journal = journalSample()
    const recorded = await journal.record(signedSample(), intentSample)
    expect(recordedFrom(await journal.find(recorded.entry))).toEqual(recorded)
  })

  test('must have the hash of the entry', async () => {
    const journal = journalSample()
    const entry = await journal.find((await journal.record(signedSample(), intentSample)).entry)
    const failure = await failureOf(() => recordedFrom({ ...entry, bytes: '0x0103' }))
    expect([failure.code, failure.exit, failure.details.journal]).toEqual(['E_ENTRY_DAMAGED', 3, entry.entry])
    expect((await failureOf(() => recordedFrom({ ...entry, entry: 'ab'.repeat(8) }))).code).toBe(
      'E_ENTRY_DAMAGED',
    )
  })

  test.each([
    ['no address', 'nobody'],
    ['an address with a wrong letter', `${coldkey1.slice(0, -1)}1`],
    ['an address of another chain', '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5'],
  ])('must have a signer: %s is damage', async (_, signer) => {
    const journal = journalSample()
    const entry = await journal.find((await journal.record(signedSample(), intentSample)).entry)
    const failure = await failureOf(() => recordedFrom({ ...entry, signer }))
    expect([failure.code, failure.exit, failure.details.journal]).toEqual(['E_ENTRY_DAMAGED', 3, entry.entry])
  })
})

test('a reason with line ends stays on one line', async () => {
  const journal = journalSample()
  await journal.update(await journal.record(signedSample(), intentSample), 'unknown', {
    reason: 'a\nb\u2028c',
  })
  expect((await journal.entries()).entries[0]?.detail.reason).toBe('a\nb\u2028c')
})

test('folder and file are for the owner alone, and no lock is left', async () => {
  const files = memoryFiles()
  await journalSample({ files, folder: '/state/journal' }).record(signedSample(), intentSample)
  expect([files.mode('/state/journal'), files.mode(PATH)]).toEqual([0o700, 0o600])
  expect(files.paths).toEqual([PATH])
})

describe('what cannot be written is E_JOURNAL_WRITE with the path', () => {
  test.each(['/state/journal', PATH])('%s', async path => {
    const files = memoryFiles()
    files.fail(path, 'EACCES')
    const journal = journalSample({ files, folder: '/state/journal' })
    const failure = await failureOf(journal.record(signedSample(), intentSample))
    expect([failure.code, failure.exit]).toEqual(['E_JOURNAL_WRITE', 3])
    expect(failure.message).toContain(PATH)
    expect(failure.message).toContain('EACCES')
  })

  test('a folder that is a file', async () => {
    const journal = journalSample({ files: memoryFiles({ '/state/journal': 'x' }), folder: '/state/journal' })
    expect(await codeOf(journal.record(signedSample(), intentSample))).toEqual(['E_JOURNAL_WRITE', 3])
  })
})

test('on a real disk it is there afterwards, mode 0600, and a second journal goes on behind the first', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'taoctl-journal-'))
  try {
    const inside = join(folder, 'a', 'b')
    for (const bytes of ['0x01', '0x02'] as const) {
      await journalSample({ files: nodeFiles, folder: inside }).record(signedSample({ bytes }), intentSample)
    }
    const path = join(inside, 'journal.ndjson')
    expect(lines(await readFile(path, 'utf8')).map(line => line.bytes)).toEqual(['0x01', '0x02'])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(inside)).mode & 0o777).toBe(0o700)
  } finally {
    await rm(folder, { recursive: true })
  }
})
