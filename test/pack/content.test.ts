import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProject, type Project } from '../support/packed.ts'
import { root } from '../types/compile.ts'

let project: Project
let paths: readonly string[]
beforeAll(async () => {
  project = await makeProject()
  paths = project.files.map(({ path }) => path)
})
afterAll(() => project.remove())

const read = (path: string) => readFile(join(project.taoctl, path), 'utf8')

test('holds the program, the library, its declarations and the documents, and nothing else', () => {
  const known =
    /^(package\.json|(README|CHANGELOG|SECURITY)\.md|LICENSE|docs\/[a-z-]+\.md|dist\/bin\/taoctl\.js|dist\/(lib\/)?chunks\/[A-Za-z0-9_-]+\.js|dist\/lib\/(balance|devnet|testing)\.js|dist\/types\/[a-z0-9/-]+\.d\.ts)$/
  expect(paths.filter(path => !known.test(path))).toEqual([])
  expect(paths.length).toBeGreaterThan(20)
})

test('every file that package.json points to is there', async () => {
  const { exports, bin } = JSON.parse(await read('package.json'))
  const targets = [exports, bin].flatMap(function inside(value: unknown): readonly string[] {
    return typeof value === 'string' ? [value] : Object.values(value as object).flatMap(inside)
  })
  expect(targets.length).toBeGreaterThanOrEqual(8)
  expect(
    targets.map(target => target.replace(/^\.\//, '')).filter(target => !paths.includes(target)),
  ).toEqual([])
})

test('declarations mention only declarations that are there', async () => {
  const missing: string[] = []
  for (const path of paths.filter(each => each.endsWith('.d.ts'))) {
    for (const [, target = ''] of (await read(path)).matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g)) {
      const file = join(path, '..', target.replace(/\.js$/, '.d.ts'))
      if (!paths.includes(file)) missing.push(`${path}: ${target}`)
    }
  }
  expect(missing).toEqual([])
})

test('of the development chain, the declarations are those of its controls and what they speak of', () => {
  const published = paths.flatMap(path => /^dist\/types\/devnet\/(.*)\.d\.ts$/.exec(path)?.[1] ?? [])
  expect(published.sort()).toEqual([
    ...[
      'control/types',
      'index',
      'node/block',
      'node/header',
      'node/settings',
      'scenario/schema',
      'state/item',
    ],
    ...['testing/conversions', 'testing/index', 'testing/matchers', 'types', 'wire/fault', 'wire/types'],
  ])
})

test('names no path of the machine it was built on, no test key and no source map', async () => {
  const found: string[] = []
  for (const path of await readdir(project.taoctl, { recursive: true })) {
    if (!/\.(js|ts|json|md)$/.test(path)) continue
    const text = await read(path)
    if (text.includes(root) || /sourceMappingURL=|\/(home|Users|work)\/[a-z]+\//.test(text)) found.push(path)
    if (/BEGIN [A-Z ]*PRIVATE KEY|"secretSeed":\s*"0x/.test(text)) found.push(path)
  }
  expect(found).toEqual([])
})

test('the program starts with a line that names its interpreter', async () => {
  expect(await read('dist/bin/taoctl.js')).toMatch(/^#!\/usr\/bin\/env node\n/)
  expect((project.files.find(({ path }) => path === 'dist/bin/taoctl.js')?.mode ?? 0) & 0o111).toBe(0o111)
})

test('installing runs nothing, and it stays small', async () => {
  const { scripts } = JSON.parse(await read('package.json'))
  const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish']
  expect(Object.keys(scripts).filter(name => hooks.includes(name))).toEqual([])
  expect(project.size).toBeLessThan(2_000_000)
})
