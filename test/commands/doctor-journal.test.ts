import { describe, expect, test } from 'vitest'
import { acquire } from '../../src/journal/lock.ts'
import { type MemoryFiles, memoryFiles } from '../support/memory-files.ts'
import { fakeProcesses } from '../support/processes.ts'
import { intentSample, journalSample, signedSample } from '../support/recorded.ts'
import { documentOf, HOME, type TestHostOptions, taoctl, testClock } from '../support/test-host.ts'

const FOLDER = `${HOME}/.local/state/taoctl/journal`
const PATH = `${FOLDER}/journal.ndjson`
const LOCK = `${FOLDER}/journal.lock`

async function journalChecks(files: MemoryFiles, more: TestHostOptions = {}) {
  const document = documentOf(await taoctl(['doctor', '--json'], { files, ...more }))
  const checks: readonly { readonly name: string }[] = document.data.checks
  return { document, checks: checks.filter(({ name }) => name === 'journal') }
}

/** A journal of entries, of which as many as given are done. */
async function home(entries: number, done: number) {
  const files = memoryFiles()
  const journal = journalSample({ files, folder: FOLDER })
  for (let index = 0; index < entries; index += 1) {
    const recorded = await journal.record(signedSample({ bytes: `0x0${index}` }), intentSample)
    if (index < done) await journal.update(recorded, 'finalized', { blockNumber: 102, index: 3 })
  }
  return files
}

const warns = (message: unknown, hint: unknown = expect.any(String)) => ({ status: 'warning', message, hint })

test('a journal without open entries is well', async () => {
  const { checks } = await journalChecks(await home(2, 2))
  expect(checks).toMatchObject([{ status: 'ok', message: `2 entries in ${FOLDER}, none open.` }])
})

test.each([
  [3, 2, '1 entry open'],
  [3, 0, '3 entries open'],
])('of %i entries %i are done: the others are counted, and how to see them', async (all, done, says) => {
  const { checks } = await journalChecks(await home(all, done))
  expect(checks).toMatchObject([
    warns(expect.stringContaining(says), 'See them with: taoctl journal list --open'),
  ])
})

describe('damage', () => {
  test('is named with its line; the rest is in use', async () => {
    const files = await home(2, 2)
    files.put(PATH, `no JSON\n${files.text(PATH)}{"torn`)
    const { checks, document } = await journalChecks(files)
    expect(checks).toMatchObject([warns(expect.stringMatching(/line 1: it is not JSON, and 1 more/))])
    expect(document.warnings.map(({ code }: { code: string }) => code)).not.toContain('W_JOURNAL_DAMAGED')
  })

  test('a journal of a newer taoctl is a problem: a trade would be refused', async () => {
    const files = await home(1, 1)
    files.put(PATH, `${files.text(PATH)}{"format":99,"state":"signed"}\n`)
    const { checks } = await journalChecks(files)
    expect(checks).toMatchObject([{ status: 'problem', code: 'E_JOURNAL_NEWER', exit: 3 }])
  })

  test('a journal that cannot be read is a problem', async () => {
    const files = memoryFiles()
    files.put(`${PATH}/x`, '')
    const { checks } = await journalChecks(files)
    expect(checks).toMatchObject([{ status: 'problem', code: 'E_JOURNAL_READ', exit: 3 }])
  })
})

describe('locks', () => {
  const locked = async (name: string, pid = 7) => {
    const files = memoryFiles({ [`${FOLDER}/keep`]: '' })
    files.change(FOLDER, { mode: 0o700 })
    const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
    const deps = { files, random, clock: testClock(), processes: fakeProcesses(pid) }
    await acquire(deps, `${FOLDER}/${name}`, { race: work => work })
    return files
  }
  const locksSeen = async (files: MemoryFiles, other?: 'running' | 'elsewhere') => {
    const processes = fakeProcesses(1, other ? { 7: other } : {})
    return (await journalChecks(files, { processes })).checks
  }

  test.each([
    'journal.lock',
    'signer-5abc-00.lock',
    `journal.lock.${'a'.repeat(32)}`,
  ])('%s of a dead process is named, and left to who needs it', async name => {
    const files = await locked(name)
    expect(await locksSeen(files)).toMatchObject([
      warns(expect.stringMatching(/left by process 7 on pluto/), expect.stringContaining('by itself')),
    ])
    expect(files.text(`${FOLDER}/${name}`)).toBeDefined()
  })

  test('of a running process is as it must be', async () => {
    expect(await locksSeen(await locked('journal.lock'), 'running')).toMatchObject([{ status: 'ok' }])
  })

  test('of a process elsewhere, or of nobody who can be told, is for a person to delete', async () => {
    expect(await locksSeen(await locked('journal.lock'), 'elsewhere')).toMatchObject([
      warns(expect.stringContaining('cannot be seen'), expect.stringContaining('delete')),
    ])
    const files = memoryFiles({ [LOCK]: 'no JSON' })
    files.change(FOLDER, { mode: 0o700 })
    expect(await locksSeen(files)).toMatchObject([
      warns(expect.stringContaining(LOCK), expect.stringContaining('delete')),
    ])
  })
})
