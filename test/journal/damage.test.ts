import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeFiles } from '../../src/host/files.ts'
import type { Files } from '../../src/host/types.ts'
import { bundled } from '../support/bundled.ts'
import { failureOf } from '../support/failure.ts'
import { type MemoryFiles, memoryFiles } from '../support/memory-files.ts'
import { fakeProcesses } from '../support/processes.ts'
import { intentSample, journalSample, signedSample } from '../support/recorded.ts'

const PATH = '/journal/journal.ndjson'
const bytesOf = async (files: Files, path = PATH) => (await files.read(path, 1e6)) ?? new Uint8Array()

/** A journal of some entries, each finalized, and how long its file was after each. */
async function journalOf(count: number) {
  const files = memoryFiles()
  const journal = journalSample({ files })
  const ends: number[] = []
  const names: string[] = []
  for (let n = 0; n < count; n += 1) {
    const recorded = await journal.record(
      signedSample({ bytes: `0x${n.toString(16).padStart(4, '0')}` }),
      intentSample,
    )
    names.push(recorded.entry)
    ends.push((await bytesOf(files)).length)
    await journal.update(recorded, 'finalized', { blockNumber: n })
  }
  return { files, names, ends }
}

const namesIn = async (files: Files) =>
  (await journalSample({ files }).entries()).entries.map(({ entry }) => entry)

test('cut off at any byte, with any garbage behind, no entry before is lost: neither by reading nor by writing on', async () => {
  const { files: whole, names, ends } = await journalOf(4)
  const content = await bytesOf(whole)
  const garbage = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc
      .constantFrom('\0\0\0\0', '{"format":2', '\n', '\n\n{}\n', 'x\n\0')
      .map(text => new TextEncoder().encode(text)),
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(content.length), garbage, async (length, behind) => {
      // A line end that is lost is no loss of the line, unless something else stands there then.
      const kept = names.filter((_, n) => (ends[n] ?? 0) <= length)
      const files = memoryFiles({ [PATH]: Buffer.concat([content.subarray(0, length), behind]) })
      expect((await namesIn(files)).slice(0, kept.length)).toEqual(kept)
      const recorded = await journalSample({ files }).record(signedSample({ bytes: '0xffff' }), intentSample)
      const after = await namesIn(files)
      expect(after.slice(0, kept.length)).toEqual(kept)
      expect(after.at(-1)).toBe(recorded.entry)
    }),
    { numRuns: 300 },
  )
})

test('what is cut off is kept beside, byte for byte, and told once', async () => {
  const { files, names } = await journalOf(1)
  const good = await bytesOf(files)
  for (const [n, torn] of ['{"format":2,"ti', '\0\0\0'].entries()) {
    files.put(PATH, Buffer.concat([await bytesOf(files), Buffer.from(torn)]))
    const said: string[] = []
    await journalSample({ files, said }).update({ entry: names[0] ?? '' }, 'unknown')
    expect(files.text(`${PATH}.damaged-${n + 1}`)).toBe(torn)
    expect(said).toEqual([
      expect.stringContaining(`W_JOURNAL_DAMAGED The end of the journal was damaged: ${torn.length} bytes`),
    ])
  }
  expect((await bytesOf(files)).subarray(0, good.length)).toEqual(good)
  expect((await journalSample({ files }).entries()).damage).toEqual([])
})

describe('a full disk', () => {
  /** Files of which an append takes but the first bytes, as long as it is full. */
  const filling = (files: MemoryFiles) => {
    const disk = { isFull: true }
    const append: Files['append'] = async (path, content) => {
      await files.append(path, disk.isFull ? content.slice(0, 3) : content)
      if (disk.isFull) throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })
    }
    return { disk, files: { ...files, append } }
  }
  const record = (files: Files) => journalSample({ files }).record(signedSample(), intentSample)

  test('leaves the journal as it was, however often it is tried', async () => {
    const { files: memory, names } = await journalOf(2)
    const before = await bytesOf(memory)
    const { disk, files } = filling(memory)
    for (let attempt = 0; attempt < 3; attempt += 1)
      expect((await failureOf(record(files))).code).toBe('E_JOURNAL_WRITE')
    expect([await bytesOf(memory), memory.paths]).toEqual([before, [PATH]])
    disk.isFull = false
    const { entry } = await record(files)
    expect(await namesIn(memory)).toEqual([...names, entry])
  })

  test('leaves no file behind of what was to be put aside', async () => {
    const { files: memory } = await journalOf(1)
    memory.put(PATH, Buffer.concat([await bytesOf(memory), Buffer.from('{"format":2,"ti')]))
    const before = await bytesOf(memory)
    const { disk, files } = filling(memory)
    for (let attempt = 0; attempt < 3; attempt += 1)
      expect((await failureOf(record(files))).code).toBe('E_JOURNAL_WRITE')
    expect([await bytesOf(memory), memory.paths]).toEqual([before, [PATH]])
    disk.isFull = false
    await record(files)
    expect(memory.text(`${PATH}.damaged-1`)).toBe('{"format":2,"ti')
  })
})

test('a whole last line without its line end is used, and no other is written into it', async () => {
  const { files, names } = await journalOf(1)
  files.put(PATH, (files.text(PATH) ?? '').trimEnd())
  const said: string[] = []
  const recorded = await journalSample({ files, said }).record(signedSample({ bytes: '0xff' }), intentSample)
  expect(await namesIn(files)).toEqual([...names, recorded.entry])
  expect(said).toEqual([])
})

test('a damaged line in the middle is told, and the rest stays in use', async () => {
  const { files, names } = await journalOf(3)
  const lines = (files.text(PATH) ?? '').split('\n')
  lines[2] = (lines[2] ?? '').replace('"rao":"1500000000"', '"rao":"1500000001"')
  files.put(PATH, lines.join('\n'))
  const { entries, damage } = await journalSample({ files }).entries()
  expect(entries.map(({ entry }) => entry)).toEqual([names[0], names[2]])
  expect(damage).toMatchObject([
    { line: 3, kind: 'damaged', problem: expect.stringContaining('rao and decimal disagree') },
    { line: 4, kind: 'damaged' },
  ])
})

describe('lines of other versions', () => {
  test('of format 1 are read; a mere refusal by a pool, then noted as rejected, is open', async () => {
    const { unsigned, bytes, hash } = signedSample()
    const { sold, quoted, originHotkey, destinationHotkey } = intentSample.trades[0] ?? {}
    const trades = [{ originHotkey, destinationHotkey, sold, quoted }]
    const entry = hash.slice(2, 18)
    const old = { format: 1, time: 1, entry }
    const signed = {
      ...{
        ...old,
        state: 'signed',
        hash,
        bytes,
        signer: unsigned.signer,
        nonce: 7,
        firstBlock: 100,
        lastBlock: 115,
      },
      intent: { verb: 'stake.swap', genesis: intentSample.genesis, trades },
    }
    const lines = [signed, { ...old, state: 'rejected', reason: 'full' }].map(
      line => `${JSON.stringify(line)}\n`,
    )
    const files = memoryFiles({ [PATH]: lines.join('') })
    const { entries, damage } = await journalSample({ files }).entries()
    expect(damage).toEqual([])
    expect(entries).toMatchObject([
      {
        entry,
        verb: 'stake.swap',
        state: 'rejected',
        isOpen: true,
        request: null,
        firstBlock: { number: 100, hash: null },
      },
    ])
    await journalSample({ files }).update({ entry }, 'expired')
    expect((await journalSample({ files }).entries()).entries).toMatchObject([
      { state: 'expired', isOpen: false },
    ])
  })

  test('of a newer format are passed over in reading, and nothing is written behind them', async () => {
    const { files, names } = await journalOf(1)
    files.put(PATH, `${files.text(PATH)}{"format":3,"new":true}\n`)
    const before = files.text(PATH)
    const { entries, damage } = await journalSample({ files }).entries()
    expect(entries.map(({ entry }) => entry)).toEqual(names)
    expect(damage).toMatchObject([{ line: 3, kind: 'newer' }])
    const failure = await failureOf(
      journalSample({ files }).record(signedSample({ bytes: '0xff' }), intentSample),
    )
    expect([failure.code, failure.exit, failure.sent]).toEqual(['E_JOURNAL_NEWER', 3, 'no'])
    expect(files.text(PATH)).toBe(before)
  })
})

test('ended between any two steps of a write, the next one goes on, and nothing written before is lost', async () => {
  for (let steps = 0; ; steps += 1) {
    const { files, names } = await journalOf(1)
    files.put(PATH, Buffer.concat([await bytesOf(files), Buffer.from('{"torn')]))
    const dying = endingAfter(files, steps)
    const write = journalSample({ files: dying, processes: fakeProcesses(7) }).record(
      signedSample({ bytes: '0xfe' }),
      intentSample,
    )
    const died = await Promise.race([write.then(() => false), dying.ended.then(() => true)])
    const recorded = await journalSample({ files }).record(signedSample({ bytes: '0xff' }), intentSample)
    const found = await namesIn(files)
    expect(found[0]).toBe(names[0])
    expect(found.at(-1)).toBe(recorded.entry)
    expect(files.paths.filter(path => path.endsWith('.lock'))).toEqual([])
    if (!died) {
      expect(steps).toBeGreaterThan(6)
      return
    }
  }
})

/** Files of a process that is killed after some accesses: those that follow never come back. */
function endingAfter(files: MemoryFiles, steps: number): MemoryFiles & { readonly ended: Promise<void> } {
  let left = steps
  let end = () => {}
  const ended = new Promise<void>(resolve => {
    end = resolve
  })
  const limited =
    <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      left -= 1
      if (left >= 0) return work(...args)
      end()
      return new Promise<never>(() => undefined)
    }
  const { claim, read, remove, append, truncate, info, list, makeFolder, readPart } = files
  return {
    ...{ ...files, ended, claim: limited(claim), read: limited(read), remove: limited(remove) },
    ...{ append: limited(append), truncate: limited(truncate), info: limited(info), list: limited(list) },
    ...{ makeFolder: limited(makeFolder), readPart: limited(readPart) },
  }
}

/** A program that writes 20 entries, each with a note. */
const WRITER = `
  import { openJournal } from '../../src/journal/journal.ts'
  import { nodeClock } from '../../src/host/clock.ts'
  import { nodeFiles } from '../../src/host/files.ts'
  import { nodeProcesses } from '../../src/host/processes.ts'
  const [folder, sample] = process.argv.slice(2)
  const { intent, unsigned } = JSON.parse(sample)
  const journal = openJournal({
    host: {
      files: nodeFiles,
      clock: nodeClock,
      processes: nodeProcesses(process),
      random: length => crypto.getRandomValues(new Uint8Array(length)),
    },
    halt: { race: work => work },
    folder,
    warn: text => { throw new Error(text) },
    status: () => {},
  })
  for (let n = 0; n < 20; n += 1) {
    const hash = '0x' + Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex')
    const recorded = await journal.record({ unsigned, bytes: '0x' + '00'.repeat(2000), hash }, intent)
    await journal.update(recorded, 'finalized')
  }
`

test('processes that write at once take turns: each line is whole, read while they write', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'taoctl-writers-'))
  try {
    const program = await bundled(WRITER, folder)
    const inside = join(folder, 'journal')
    const sample = JSON.stringify({ intent: intentSample, unsigned: signedSample().unsigned })
    const run = () => promisify(execFile)(process.execPath, [program, inside, sample])
    let done = false
    const writers = Promise.all([run(), run()]).finally(() => {
      done = true
    })
    writers.catch(() => undefined)
    while (!done) {
      const { damage } = await journalSample({ files: nodeFiles, folder: inside }).entries()
      expect(damage.filter(({ kind }) => kind !== 'torn')).toEqual([])
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    await writers
    const { entries, damage } = await journalSample({ files: nodeFiles, folder: inside }).entries()
    expect(damage).toEqual([])
    expect(entries.filter(({ state }) => state === 'finalized')).toHaveLength(40)
    expect(await nodeFiles.list(inside)).toEqual(['journal.ndjson'])
  } finally {
    await rm(folder, { recursive: true })
  }
})
