import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findings, programOf, root } from './compile.ts'

const FILES = [
  'test/types/balance.test-d.ts',
  'test/balance/peers-btcli.test.ts',
  'test/balance/peers.test.ts',
  'test/types/errors.test-d.ts',
  'test/types/reports.test-d.ts',
]
const DIRECTIVE = '// @ts-expect-error'
const UNUSED_DIRECTIVE = 2578

/** What a wrong use may be called by the compiler. A typo (cannot find name, cannot find module) is not there. */
const REASONS = new Set([
  1360, // does not satisfy the expected type
  2322, // is not assignable
  2339, // there is no such member
  2345, // argument is not assignable
  2352, // cast between types that do not overlap
  2362, // left side of an arithmetic operation
  2363, // right side of an arithmetic operation
  2365, // operator cannot be applied
  2367, // comparison without overlap
  2540, // read-only
  2554, // an argument is missing
  2673, // private constructor
  2739, // members are missing
  2353, // an unknown member
  2741, // a member is missing
  18013, // private name
])

const read = (path: string) => readFileSync(resolve(root, path), 'utf8')

describe.each(FILES)('%s', path => {
  const text = read(path)
  const directives = text.split('\n').flatMap((line, i) => (line.includes(DIRECTIVE) ? [i + 1] : []))

  test('compiles', () => {
    expect(findings(programOf([path]), path)).toEqual([])
  })

  test('every @ts-expect-error gives its reason', () => {
    const lines = text.split('\n').filter(line => line.includes(DIRECTIVE))
    expect(lines.filter(line => !/@ts-expect-error \S+ \S+/.test(line))).toEqual([])
    expect(lines.length).toBeGreaterThanOrEqual(10)
  })

  test('every @ts-expect-error hides a real mistake in the next line, nothing else', () => {
    const bare = text.replaceAll(DIRECTIVE, '// expected:')
    const found = findings(programOf([path], new Map([[path, bare]])), path)
    expect(found.filter(({ code }) => !REASONS.has(code))).toEqual([])
    expect([...new Set(found.map(({ line }) => line - 1))]).toEqual(directives)
  })
})

test('an expected error that is none is found', () => {
  const path = 'test/types/sample.test-d.ts'
  const sample = `import * as b from '../../src/balance/index.ts'
${DIRECTIVE} not an error
b.parseTao('1.5')
`
  expect(findings(programOf([path], new Map([[path, sample]])), path)).toMatchObject([
    { line: 2, code: UNUSED_DIRECTIVE },
  ])
})

describe('a weaker money type is found by the type test', () => {
  test.each([
    [
      'an amount that is not invariant',
      'balance.ts',
      'class Balance<in out U extends',
      'class Balance<out U extends',
    ],
    [
      'a price that is not invariant',
      'price.ts',
      'in out B extends Unit, in out Q',
      'out B extends Unit, out Q',
    ],
    ['any literal as text', 'parse.ts', '? never : T', '? T : T'],
    ['any number as a subnet', 'unit.ts', 'n: number extends N ? never : N', 'n: N'],
    ['rounding by default', 'price.ts', '  rounding: Rounding,\n', "  rounding: Rounding = 'down',\n"],
    [
      'numbers as text',
      'parse.ts',
      'text: Decimal<T>): Balance<Tao>',
      'text: Decimal<T> | number): Balance<Tao>',
    ],
    [
      'addition over units',
      'arithmetic.ts',
      'add<U extends Unit>(a: Balance<U>, b: Balance<NoInfer<U>>)',
      'add<U extends Unit>(a: Balance<U>, b: SomeBalance)',
    ],
  ])('%s', (_, file, from, to) => {
    const path = `src/balance/${file}`
    const source = read(path)
    expect(source).toContain(from)
    const weaker = new Map([[path, source.replace(from, to)]])
    const found = findings(programOf([FILES[0] ?? '', path], weaker), FILES[0] ?? '')
    expect(found.map(({ code }) => code)).toContain(UNUSED_DIRECTIVE)
  })
})
