import { describe, expect, test } from 'vitest'
import type { EntryState } from '../../src/journal/entry.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { intentSample, journalSample, signedSample } from '../support/recorded.ts'
import { documentOf, HOME, taoctl } from '../support/test-host.ts'

const FOLDER = `${HOME}/.local/state/taoctl/journal`
const PATH = `${FOLDER}/journal.ndjson`

/** A home with one entry for each of some bytes, and what was noted about it. */
async function home(...notes: readonly (EntryState | undefined)[]) {
  const files = memoryFiles()
  const journal = journalSample({ files, folder: FOLDER })
  const names: string[] = []
  for (const [index, state] of notes.entries()) {
    const recorded = await journal.record(signedSample({ bytes: `0x0${index}` }), intentSample)
    names.push(recorded.entry)
    if (state) await journal.update(recorded, state, { blockNumber: 102, index: 3, reason: 'because' })
  }
  return { files, names }
}

describe('journal list', () => {
  test('without a journal says where it would be, and asks no network', async () => {
    const { code, out } = await taoctl(['journal', 'list'])
    expect([code, out]).toEqual([0, `No entries in ${PATH}.\n`])
    expect(documentOf(await taoctl(['journal', 'list', '--json'])).data).toEqual({ path: PATH, entries: [] })
  })

  test('shows entries newest first, with what they are about and whether they are open', async () => {
    const { files, names } = await home('finalized', undefined, 'unknown')
    const { code, out } = await taoctl(['journal', 'list'], { files })
    expect(code).toBe(0)
    const [, ...rows] = out.trimEnd().split('\n')
    expect(rows.map(row => row.split(/ {2,}/))).toEqual([
      [names[2], '2026-01-01 00:00', 'stake swap', '45 - 0', 'unknown, open'],
      [names[1], '2026-01-01 00:00', 'stake swap', '45 - 0', 'signed, open'],
      [names[0], '2026-01-01 00:00', 'stake swap', '45 - 0', 'finalized'],
    ])
    expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(80)
  })

  test('--open leaves out what cannot change any more', async () => {
    const { files, names } = await home('finalized', 'included', 'expired')
    const document = documentOf(await taoctl(['journal', 'list', '--open', '--json'], { files }))
    expect(document.data.entries.map((each: { entry: string }) => each.entry)).toEqual([names[1]])
    const closed = await home('expired')
    expect((await taoctl(['journal', 'list', '--open'], closed)).out).toBe(`No open entries in ${PATH}.\n`)
  })

  test('warns of damage, and shows the rest', async () => {
    const { files, names } = await home('finalized')
    files.put(PATH, `${files.text(PATH)}\0\0\0 no JSON`)
    const document = documentOf(await taoctl(['journal', 'list', '--json'], { files }))
    expect(document.data.entries.map((each: { entry: string }) => each.entry)).toEqual(names)
    expect(document.warnings).toMatchObject([{ code: 'W_JOURNAL_DAMAGED' }])
    expect(document.warnings[0].message).toContain('line 3')
  })

  test('a journal that cannot be read is exit 3', async () => {
    const { files } = await home('finalized')
    files.fail(PATH, 'EACCES')
    const { code, err } = await taoctl(['journal', 'list'], { files })
    expect(code).toBe(3)
    expect(err).toContain('EACCES')
    const pipe = memoryFiles()
    pipe.putOther(PATH)
    expect((await taoctl(['journal', 'list'], { files: pipe })).code).toBe(3)
  })
})

describe('journal show', () => {
  test('shows one entry by the beginning of its name: what it was for and what became of it', async () => {
    const { files, names } = await home('finalized', 'unknown')
    const { code, out } = await taoctl(['journal', 'show', names[0]?.slice(0, 6) ?? ''], { files })
    expect(code).toBe(0)
    expect(out).toContain('1.5 α45 for 0.052 τ on root as quoted')
    expect(out).toContain('blocks 101 to 115')
    expect(out).toContain('2026-01-01 00:00:00  finalized in block 102, index 3')
    expect(out).toContain('because')
    expect(out).not.toContain(names[1])
    const long = out.split('\n').filter(line => line.length > 80)
    expect(long.filter(line => !/0x[0-9a-f]{64}|5[1-9A-HJ-NP-Za-km-z]{47}/.test(line))).toEqual([])
  })

  test('text of an entry that is not ours cannot drive the terminal', async () => {
    const { files } = await home(undefined)
    files.put(PATH, (files.text(PATH) ?? '').replace('"stake.swap"', '"\\u001b[2Jx"'))
    const { out } = await taoctl(['journal', 'show', '0x'], { files, terminal: false })
    expect(out).not.toContain('\u001b')
  })

  test('none is exit 3; several are exit 2 with the candidates', async () => {
    const { files } = await home()
    expect((await taoctl(['journal', 'show', 'abc'], { files })).code).toBe(3)
    const journal = journalSample({ files, folder: FOLDER })
    for (const end of ['1', '2']) {
      const hash = `0xabc${end}${'0'.repeat(60)}` as const
      await journal.record(signedSample({ hash }), intentSample)
    }
    const { code, document } = await taoctl(['journal', 'show', 'abc', '--json'], { files }).then(ended => ({
      code: ended.code,
      document: documentOf(ended),
    }))
    expect([code, document.error.code]).toEqual([2, 'E_ENTRY_AMBIGUOUS'])
    expect(document.error.message).toContain('abc1000000000000, abc2000000000000')
  })
})

test.each(['', 'a b', 'a/b', 'x'.repeat(65), 'ä'])('--intent-id %j is a usage error', async id => {
  expect((await taoctl(['stake', 'swap', '--intent-id', id])).code).toBe(2)
  const { err } = await taoctl(['stake', 'swap', '--intent-id', id])
  expect(err).toContain('--intent-id')
})
