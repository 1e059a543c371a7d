import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProject, type Project } from '../support/packed.ts'

const exec = promisify(execFile)

let project: Project
beforeAll(async () => {
  project = await makeProject()
})
afterAll(() => project.remove())

/** Runs a module of the project. */
async function run(text: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  await project.write('main.js', text)
  return exec(process.execPath, ['main.js'], { cwd: project.folder, env: { PATH: process.env.PATH } })
}

/** What the compiler says about modules of the project, as 'file:line'. */
async function findings(
  sources: Readonly<Record<string, string>>,
  resolution: keyof typeof RESOLUTIONS,
): Promise<readonly string[]> {
  for (const [name, text] of Object.entries(sources)) await project.write(name, text)
  const paths = Object.keys(sources).map(name => join(project.folder, name))
  const program = ts.createProgram(paths, {
    ...RESOLUTIONS[resolution],
    target: ts.ScriptTarget.ES2022,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  })
  const found = ts.getPreEmitDiagnostics(program).map(({ file, start = 0 }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0
    return `${file?.fileName.slice(project.folder.length + 1)}:${line}`
  })
  return [...new Set(found)]
}

const RESOLUTIONS = {
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
}

const CORRECT = `
import { add, type Alpha, type Balance, format, netuid, parseAlpha, parseTao, type Tao, widen } from 'taoctl/balance'
import { type Devnet, startDevnet } from 'taoctl/devnet'

const sum: Balance<Tao> = add(parseTao('1.5'), parseTao('2'))
const stake: Balance<Alpha<45>> = parseAlpha('21.536911597', netuid(45))
const text: string = format(stake) + format(sum)
const devnet: Devnet = await startDevnet({ scenario: { name: 'x', subnets: [] }, port: 0 })
const address: string = devnet.wallet('coldkey_1').address
const free: Balance<Tao> = devnet.wallets[0]!.free
devnet.control.blocks.make({ count: 2 })
devnet.control.storage.dividend({ hotkey: address, alpha: widen(stake) })
await devnet.stop()
export { address, free, text }
`

// One mistake a line, from line 5 on.
const MISTAKES = `import { add, compare, netuid, parseAlpha, parseTao, type Balance, type Tao } from 'taoctl/balance'
import { startDevnet } from 'taoctl/devnet'

const stake = parseAlpha('21.5', netuid(45))
parseTao(21.5)
parseTao(stake)
stake * 1e9
add(stake, parseTao('1'))
add(stake, parseAlpha('1', netuid(8)))
compare(stake, 21536911597n)
const forged: Balance<Tao> = { unit: { kind: 'tao' } }
new Balance(1n)
const relabelled: Balance<Tao> = stake
await startDevnet({ port: '9944' })
await startDevnet({ scenario: { name: 'x', subnets: [{ netuid: 0, name: 'root', symbol: 'T', tao: 5 }] } })
void (await startDevnet()).control.storage.dividend({ hotkey: '5C', alpha: 1_500_000_000n })
`

test.each([
  'nodenext',
  'node16',
  'bundler',
] as const)('under %s an importer is refused every mix of units and every conversion of an amount, and nothing else', async resolution => {
  const found = await findings({ 'correct.ts': CORRECT, 'mistakes.ts': MISTAKES }, resolution)
  expect(found).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16].map(line => `mistakes.ts:${line}`))
})

test('a declaration of the package compiles without skipLibCheck where the money is', async () => {
  await project.write('strict.ts', "export { parseTao } from 'taoctl/balance'\n")
  const program = ts.createProgram([join(project.folder, 'strict.ts')], {
    ...RESOLUTIONS.nodenext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
  })
  expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)).toEqual([])
})

test('importing does nothing: no output, no globals, nothing that keeps the process alive', async () => {
  const { stdout, stderr } = await run(`
    const before = Object.getOwnPropertyNames(globalThis)
    await import('taoctl/balance')
    const listeners = process.eventNames().length
    await import('taoctl/devnet')
    const added = Object.getOwnPropertyNames(globalThis).filter(name => !before.includes(name))
    console.log(JSON.stringify({ added, listeners: process.eventNames().length - listeners }))
  `)
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toEqual({ added: [], listeners: 0 })
})

test('a devnet answers in process and on its port, and lets the process end once stopped', async () => {
  const { stdout, stderr } = await run(`
    import { ApiPromise } from '@polkadot/api'
    import { format } from 'taoctl/balance'
    import { startDevnet } from 'taoctl/devnet'
    const devnet = await startDevnet({ port: 0 })
    const api = await ApiPromise.create({ provider: devnet.provider(), noInitWarn: true })
    const { address, free } = devnet.wallet('coldkey_1')
    const account = await api.query.system.account(address)
    await api.disconnect()
    await devnet.stop()
    console.log(JSON.stringify({
      endpoint: devnet.endpoint, genesis: api.genesisHash.toHex() === devnet.genesisHash,
      free: format(free), chain: account.data.free.toString(), wallets: devnet.wallets.map(({ name }) => name),
    }))
  `)
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toEqual({
    endpoint: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:[0-9]+$/),
    genesis: true,
    free: '100',
    chain: '100000000000',
    wallets: ['coldkey_1', 'coldkey_2'],
  })
})

test('files inside the package cannot be imported', async () => {
  await expect(run("import 'taoctl/dist/lib/balance.js'")).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED')
})
