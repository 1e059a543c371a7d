import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pageOf, problemsOf } from '../../scripts/promises.mjs'
import { root } from '../types/compile.ts'
import { page } from './read.ts'

const promises = JSON.parse(page('scripts/promises.json'))

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}

/** The same repository, in which one file has another text. */
const changed = (path: string, edit: (text: string) => string) => (asked: string) =>
  asked === path ? edit(read(path) ?? '') : read(asked)

test('every promise of the pages has a test that is there', () => {
  expect(problemsOf(promises, read)).toEqual([])
})

test('the page of promises is the one that is written from them', () => {
  expect(page('docs/promises.md')).toBe(pageOf(promises))
})

describe('the check fails where', () => {
  test('the README promises something more', () => {
    const more = changed('README.md', text =>
      text.replace('\n- Print a secret', '\n- Lie.\n- Print a secret'),
    )
    expect(problemsOf(promises, more)).toEqual(["README.md: no test is named for 'Lie.'"])
  })

  test('a promise is reworded', () => {
    const other = changed('docs/security.md', text =>
      text.replace('| sending twice |', '| sending it twice |'),
    )
    expect(problemsOf(promises, other)).toEqual([
      "docs/security.md: no test is named for 'sending it twice'",
      "docs/security.md does not say 'sending twice'",
    ])
  })

  test.each(['skip', 'todo'])('a test is marked with %s', mark => {
    const path = 'test/trade/journal-failure.test.ts'
    const title = 'the entry is on the disk before the bytes leave'
    const without = changed(path, text => text.replace(`test('${title}'`, `test.${mark}('${title}'`))
    expect(problemsOf(promises, without)).toEqual([`'sending twice': ${path} has no test '${title}'`])
  })

  test('a file is gone', () => {
    const gone = (path: string) => (path === 'src/scale/check-types.ts' ? undefined : read(path))
    expect(problemsOf(promises, gone)).toHaveLength(1)
  })

  test('a promise names no test', () => {
    const [first, ...rest] = promises['README.md']
    const none = { ...promises, 'README.md': [{ ...first, held: {} }, ...rest] }
    expect(problemsOf(none, read)).toHaveLength(1)
  })
})
