import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Home, makeHome, oneDocument } from '../support/binary.ts'
import { root } from '../types/compile.ts'

const binary = resolve(root, 'dist/bin/taoctl.js')

let home: Home
let temporary: string
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'taoctl-exec-'))
  // Settings of the user's own that would name another chain.
  home = await makeHome({ TMPDIR: temporary, BT_NETWORK: 'finney', TAOCTL_GENESIS: `0x${'00'.repeat(32)}` })
})
afterAll(async () => {
  await home.remove()
  await rm(temporary, { recursive: true, force: true })
})

const exec = (...words: readonly string[]) => home.run('devnet', 'exec', ...words)
const node = (script: string) => [process.execPath, '-e', script] as const

test('the command finds a chain and wallets, its exit code comes back, and nothing is left', async () => {
  const script = `
    const { TAOCTL_NETWORK: network, TAOCTL_WALLET_PATH: wallets } = process.env
    console.log(JSON.stringify({ network, wallets: require('node:fs').readdirSync(wallets) }))
    console.error('its own words')
    process.exit(7)`
  const { code, stdout, stderr } = await exec('--', ...node(script))
  expect({ code, stderr }).toEqual({ code: 7, stderr: 'its own words\n' })
  expect(JSON.parse(stdout)).toEqual({
    network: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:[0-9]+$/),
    wallets: ['coldkey_1', 'coldkey_2'],
  })
  expect(await readdir(temporary)).toEqual([])
})

test('taoctl trades inside it, network and wallet folder unnamed', async () => {
  const swap = 'stake swap -w coldkey_1 -H hot_25 --origin 45 --destination 8 --amount 10 --yes --json'
  const { code, stdout } = await exec('--', process.execPath, binary, ...swap.split(' '))
  expect({ code, ok: oneDocument(stdout).ok }).toEqual({ code: 0, ok: true })
})

test('its journal is its own: it begins empty, and every run may make the same trade under the same name', async () => {
  const script = `
    set -e
    "$0" "$1" journal list --json
    "$0" "$1" stake swap -w coldkey_1 -H hot_25 --origin 45 --destination 0 --all --yes --intent-id daily --json`
  const run = () => exec('--', 'sh', '-c', script, process.execPath, binary)
  for (const { code, stdout } of [await run(), await run()]) {
    const [list, trade] = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect([code, list.data.entries, trade.data.kind]).toEqual([0, [], 'finalized'])
  }
  expect(await readdir(temporary)).toEqual([])
  expect((await home.json('journal', 'list')).document.data.entries).toEqual([])
})

test('the scenario is the one of --scenario, and stdin is the command’s', async () => {
  const scenario = join(temporary, 'scenario.json')
  const subnets = [{ netuid: 0, name: 'root', symbol: 'T' }]
  await writeFile(scenario, JSON.stringify({ name: 'one', wallets: [{ name: 'alice' }], subnets }))
  const script = `cat; ls "$TAOCTL_WALLET_PATH"`
  const line = `echo hello | "$0" "$1" devnet exec --scenario "$2" -- sh -c '${script}'`
  const { stdout } = await promisify(execFile)('sh', ['-c', line, process.execPath, binary, scenario], {
    env: { PATH: process.env.PATH, HOME: home.folder, TMPDIR: temporary },
  })
  expect(stdout).toBe('hello\nalice\n')
  await rm(scenario)
  expect(await readdir(temporary)).toEqual([])
})

test.each([
  'SIGTERM',
  'SIGINT',
  'SIGHUP',
] as const)('%s reaches the command, which decides how it ends', async signal => {
  const script = `process.on('${signal}', () => process.exit(33)); console.log('ready'); setInterval(() => {}, 1000)`
  const { child, ended } = home.start('devnet', 'exec', '--', ...node(script))
  if (child.stdout) await once(createInterface({ input: child.stdout }), 'line')
  child.kill(signal)
  expect((await ended).code).toBe(33)
  expect(await readdir(temporary)).toEqual([])
})

test('the death of a command by a signal is 128 + its number', async () => {
  expect((await exec('--', 'sh', '-c', 'kill -9 $$')).code).toBe(137)
  expect(await readdir(temporary)).toEqual([])
})

test('a command that cannot run is 127 or 126, as in a shell', async () => {
  const missing = await exec('--', './no-such-program')
  expect(missing).toEqual({
    code: 127,
    stdout: '',
    stderr: "Warning: cannot run './no-such-program': there is no such program.\n",
  })
  const folder = await exec('--', home.folder)
  expect(folder.code).toBe(126)
  expect(await readdir(temporary)).toEqual([])
})

test('no command, and a scenario that is not there, are usage errors', async () => {
  expect((await exec()).code).toBe(2)
  expect((await exec('--scenario', join(temporary, 'none.json'), '--', 'true')).code).toBe(2)
  expect(await readdir(temporary)).toEqual([])
})

test('-v tells on stderr where the chain is', async () => {
  const { code, stdout, stderr } = await exec('-v', '--', 'true')
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  expect(stderr).toMatch(/^devnet ws:\/\/127\.0\.0\.1:[0-9]+, wallets in /)
})
