import { execFile } from 'node:child_process'
import { chmod, mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blocks, page } from '../docs/read.ts'
import { makeProject, type Project } from '../support/packed.ts'
import { root } from '../types/compile.ts'

const text = page('docs/ci.md')
const [table = ''] = blocks(text, 'csv')
const [spec = '', matchers = ''] = blocks(text, 'ts')
const [script = ''] = blocks(text, 'bash')
const commands = blocks(text, 'console')

let project: Project
beforeAll(async () => {
  project = await makeProject()
  await mkdir(join(project.folder, 'node_modules/.bin'))
  await symlink('../taoctl/dist/bin/taoctl.js', join(project.folder, 'node_modules/.bin/taoctl'))
  await symlink(join(root, 'node_modules/vitest'), join(project.folder, 'node_modules/vitest'))
  await project.write('conversions.csv', table)
  await project.write('conversions.test.ts', spec)
  await project.write('matchers.d.ts', matchers)
  await project.write('conversions.sh', script)
})
afterAll(() => project.remove())

interface Ran {
  readonly code: number
  readonly out: string
}

function run(program: string, ...args: readonly string[]): Promise<Ran> {
  const path = `${join(project.folder, 'node_modules/.bin')}:${process.env.PATH}`
  const env = { PATH: path, HOME: project.folder, CI: 'true' }
  return new Promise(resolve => {
    execFile(program, args, { cwd: project.folder, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), out: `${stdout}${stderr}` })
    })
  })
}

const vitest = () => run(process.execPath, 'node_modules/vitest/vitest.mjs', 'run', '--no-color')
const shell = () => run('taoctl', 'devnet', 'exec', '--', 'sh', 'conversions.sh')

describe('the vitest example', () => {
  test('passes', async () => {
    const { code, out } = await vitest()
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('2 passed') })
  })

  test('names every row that is off, and only those', async () => {
    await project.write(
      'conversions.csv',
      table.replace('7.927720524', '7.927720525').replace('144.1,', '145,'),
    )
    const { code, out } = await vitest()
    await project.write('conversions.csv', table)
    expect(code).toBe(1)
    expect(out).toContain('"conversion": "10 alpha 45 to alpha 8"')
    expect(out).toContain('"received": "144.117106933"')
    expect(out).not.toContain('alpha 64')
  })

  test('compiles with the matchers declared', () => {
    const files = ['conversions.test.ts', 'matchers.d.ts'].map(name => join(project.folder, name))
    const program = ts.createProgram(files, {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      typeRoots: [join(root, 'node_modules/@types')],
      types: ['node'],
    })
    expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)).toEqual([])
  })
})

describe('the shell example', () => {
  test('passes, run as the page says', async () => {
    expect(commands.at(-1)).toBe('npx taoctl devnet exec -- sh conversions.sh\n')
    // npm does this where it installs.
    await chmod(join(project.taoctl, 'dist/bin/taoctl.js'), 0o755)
    expect(await shell()).toEqual({ code: 0, out: '' })
  })

  test('passes a second time under the same home', async () => {
    expect([await shell(), await shell()]).toEqual([
      { code: 0, out: '' },
      { code: 0, out: '' },
    ])
  })

  test('says what is wrong where its one real trade brings something else', async () => {
    await project.write('conversions.sh', script.replace('"rao":"746401905"', '"rao":"746401906"'))
    const { code, out } = await shell()
    await project.write('conversions.sh', script)
    expect({ code, out }).toEqual({
      code: 1,
      out: expect.stringMatching(/^all of subnet 45 to root: expected 0\.746401905, got \{"schema":.*\}\n$/),
    })
  })

  test('says so where that trade is not made at all', async () => {
    await project.write(
      'conversions.sh',
      script.replace('--destination 0 --all --yes', '--destination 7 --all --yes'),
    )
    const { code, out } = await shell()
    await project.write('conversions.sh', script)
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining('E_SUBNET_UNKNOWN') })
  })

  test('names every row that is off, and only those', async () => {
    await project.write('conversions.sh', script.replace('7.927720524', '7').replace('144.117106933', '145'))
    expect(await shell()).toEqual({
      code: 1,
      out:
        '10 of subnet 45: expected 7 on subnet 8, got 7.927720524\n' +
        '5 of subnet 0: expected 145 on subnet 45, got 144.117106933\n',
    })
  })
})
