import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeFiles } from '../../src/host/files.ts'
import { openJournal } from '../../src/journal/journal.ts'
import { codeOf, failureOf } from '../support/failure.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { intentSample, signedSample } from '../support/recorded.ts'
import { coldkey1 } from '../support/test-chain.ts'
import { START, testClock } from '../support/test-host.ts'

const PATH = '/state/journal/journal.ndjson'
const lines = (text = '') =>
  text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line))

test('an entry says what was signed, for what, by whom, until when, and the bytes themselves', async () => {
  const files = memoryFiles()
  const recorded = await openJournal(files, testClock(), '/state/journal').record(
    signedSample(),
    intentSample,
  )
  expect(recorded).toMatchObject({ entry: 'ab'.repeat(8), bytes: '0x0102', hash: `0x${'ab'.repeat(32)}` })
  expect(lines(files.text(PATH))).toEqual([
    {
      format: 1,
      time: START,
      entry: 'ab'.repeat(8),
      state: 'signed',
      hash: `0x${'ab'.repeat(32)}`,
      signer: coldkey1,
      nonce: 7,
      firstBlock: 100,
      lastBlock: 115,
      intent: intentSample,
      bytes: '0x0102',
    },
  ])
})

test('changes of state follow in order, each on a line of its own; nothing is rewritten', async () => {
  const files = memoryFiles()
  const clock = testClock()
  const journal = openJournal(files, clock, '/state/journal')
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

test('a reason with line ends stays on one line', async () => {
  const files = memoryFiles()
  const journal = openJournal(files, testClock(), '/state/journal')
  await journal.update(await journal.record(signedSample(), intentSample), 'unknown', {
    reason: 'a\nb\u2028c',
  })
  expect(lines(files.text(PATH))[1].reason).toBe('a\nb\u2028c')
})

test('folder and file are for the owner alone', async () => {
  const files = memoryFiles()
  await openJournal(files, testClock(), '/state/journal').record(signedSample(), intentSample)
  expect([files.mode('/state/journal'), files.mode(PATH)]).toEqual([0o700, 0o600])
})

describe('what cannot be written is E_JOURNAL_WRITE with the path', () => {
  test.each(['/state/journal', PATH])('%s', async path => {
    const files = memoryFiles()
    files.fail(path, 'EACCES')
    const journal = openJournal(files, testClock(), '/state/journal')
    const failure = await failureOf(journal.record(signedSample(), intentSample))
    expect([failure.code, failure.exit]).toEqual(['E_JOURNAL_WRITE', 3])
    expect(failure.message).toContain(PATH)
    expect(failure.message).toContain('EACCES')
  })

  test('a folder that is a file', async () => {
    const journal = openJournal(memoryFiles({ '/state/journal': 'x' }), testClock(), '/state/journal')
    expect(await codeOf(journal.record(signedSample(), intentSample))).toEqual(['E_JOURNAL_WRITE', 3])
  })
})

test('on a real disk it is there afterwards, mode 0600, and a second journal goes on behind the first', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'taoctl-journal-'))
  try {
    const inside = join(folder, 'a', 'b')
    for (const bytes of ['0x01', '0x02'] as const) {
      await openJournal(nodeFiles, testClock(), inside).record(signedSample({ bytes }), intentSample)
    }
    const path = join(inside, 'journal.ndjson')
    expect(lines(await readFile(path, 'utf8')).map(line => line.bytes)).toEqual(['0x01', '0x02'])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(inside)).mode & 0o777).toBe(0o700)
  } finally {
    await rm(folder, { recursive: true })
  }
})
