import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildProgram } from '../../src/commands/grammar/program.ts'
import { flagName, sources, variables } from '../../src/config/table.ts'
import { testWorld } from '../support/test-host.ts'
import { root } from '../types/compile.ts'
import { cliPage } from './cli.ts'
import { blocks, page, pages } from './read.ts'

describe.each(pages)('%s', path => {
  const text = page(path)

  test('links only to what is there', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(match => match[1] ?? '')
    const local = links.filter(link => !/^https?:/.test(link))
    expect(local.filter(link => !existsSync(join(root, dirname(path), link)))).toEqual([])
  })

  test('names only files that are there', () => {
    const named = [...text.matchAll(/`((?:src|test|bin|bench|scripts|docs)\/[a-z0-9./-]+)`/g)].map(
      m => m[1] ?? '',
    )
    expect(named.filter(name => !existsSync(join(root, name)))).toEqual([])
  })

  test('shows only commands that are there', () => {
    const program = buildProgram(testWorld([]).host, async () => undefined)
    const lines = blocks(text, 'sh').flatMap(block => block.split('\n'))
    const words = lines.flatMap(line => {
      const match = /^taoctl ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?/.exec(line)
      return match ? [[match[1], match[2]]] : []
    })
    const unknown = words.filter(([group, name]) => {
      const parent = program.commands.find(each => each.name() === group)
      if (!parent) return true
      return parent.commands.length > 0 && !parent.commands.some(each => each.name() === name)
    })
    expect(unknown).toEqual([])
  })
})

describe('docs/cli.md', () => {
  const ANEW = 'write it anew: npx vitest run --config test/vitest.config.ts test/docs/pages.test.ts -u'

  test('is what the command tree says', async () => {
    await expect(cliPage(), ANEW).toMatchFileSnapshot('../../docs/cli.md')
  })
})

test('the README leads to every page', () => {
  const text = page('README.md')
  expect(pages.filter(path => path.startsWith('docs/') && !text.includes(`(${path})`))).toEqual([])
})

describe('docs/config.md', () => {
  const text = page('docs/config.md')
  const names = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(match => match[1])
  const rows = [...text.matchAll(/^\| (`.*) \|$/gm)].map(match => (match[1] ?? '').split('|').map(names))

  test('has every setting with its flag, variables and default, in the order of the table', () => {
    const expected = Object.values(sources).map(({ key, flag, environment, fallback, format }) => {
      const shown = (format as (value: unknown) => string | undefined)(fallback)
      return [[key], [flagName({ flag })], [...environment], shown === undefined ? [] : [shown]]
    })
    expect(rows).toEqual(expected)
  })

  test('names every variable and explains every setting', () => {
    expect(variables.filter(name => !text.includes(`\`${name}\``))).toEqual([])
    const keys = Object.values(sources).map(({ key }) => key)
    expect(keys.filter(key => !text.includes(`\n- \`${key}\`:`) && key !== 'wallet_path')).toEqual([])
  })
})
