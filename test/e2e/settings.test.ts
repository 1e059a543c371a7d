import { execFile } from 'node:child_process'
import { lstat, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { binary, type Envelope, type Home, makeHome, oneDocument, type Ran } from '../support/binary.ts'
import { expectErrorDocument, expectErrorText } from '../support/refusal.ts'

let home: Home
afterEach(() => home.remove())

const shown = async (...args: readonly string[]): Promise<ReadonlyMap<string, Envelope>> => {
  const { code, document } = await home.json('config', 'show', ...args)
  expect(code).toBe(0)
  return new Map(document.data.settings.map((setting: Envelope) => [setting.name, setting]))
}

describe('config show tells where each value came from', () => {
  it('default', async () => {
    home = await makeHome()
    const settings = await shown()
    const fallback = { kind: 'default' }
    expect(settings.get('network')).toMatchObject({ value: 'finney', origin: fallback })
    expect(settings.get('wallet')).toMatchObject({ value: null, origin: fallback })
    expect(settings.get('timeout')).toMatchObject({ value: '5m', origin: fallback })
    expect(settings.get('era')).toMatchObject({ value: '16', origin: fallback })
    expect(settings.get('input')).toMatchObject({ value: 'never', origin: { kind: 'terminal' } })
  })

  it('config file, environment and flag, each before the one named first', async () => {
    home = await makeHome({
      TAOCTL_WALLET: 'from-env',
      BT_WALLET: 'from-btcli',
      BT_WALLET_HOTKEY: 'h1',
      CI: '1',
    })
    const path = join(home.folder, '.config/taoctl/config.toml')
    await mkdir(join(home.folder, '.config/taoctl'), { recursive: true })
    await writeFile(path, 'network = "local"\nwallet = "from-file"\nera = 64\ntimeout = "90s"\n')
    const settings = await shown('--timeout', '30s')
    expect(settings.get('network')).toMatchObject({ value: 'local', origin: { kind: 'file', path } })
    expect(settings.get('era')).toMatchObject({ value: '64', origin: { kind: 'file', path } })
    expect(settings.get('wallet')).toMatchObject({
      value: 'from-env',
      origin: { kind: 'environment', name: 'TAOCTL_WALLET' },
    })
    expect(settings.get('hotkey')).toMatchObject({
      value: 'h1',
      origin: { kind: 'environment', name: 'BT_WALLET_HOTKEY' },
    })
    expect(settings.get('timeout')).toMatchObject({
      value: '30s',
      origin: { kind: 'flag', name: '--timeout' },
    })
    expect(settings.get('input')).toMatchObject({ origin: { kind: 'environment', name: 'CI' } })
    expect(settings.get('endpoint')).toMatchObject({ value: 'ws://127.0.0.1:9944' })
  })

  it('a config file that was named, and no other', async () => {
    home = await makeHome()
    const path = join(home.folder, 'mine.toml')
    await writeFile(path, 'wallet = "w"\n')
    expect((await shown('--config', path)).get('wallet')).toMatchObject({ value: 'w', origin: { path } })
  })
})

describe('config set on the disk', () => {
  it('makes a file of its owner alone, follows links, keeps permissions', async () => {
    home = await makeHome()
    const folder = join(home.folder, '.config/taoctl')
    const path = join(folder, 'config.toml')
    expect((await home.run('config', 'set', 'era', '64')).code).toBe(0)
    const modeOf = async (what: string) => (await stat(what)).mode & 0o777
    expect([await modeOf(path), await modeOf(folder)]).toEqual([0o600, 0o700])

    const target = join(home.folder, 'dotfiles.toml')
    await writeFile(target, '# kept\r\nera = 16\r\n', { mode: 0o640 })
    await rm(path)
    await symlink(target, path)
    expect((await home.run('config', 'set', 'era', '32')).code).toBe(0)
    expect((await home.run('config', 'set', 'wallet', 'w')).code).toBe(0)
    expect(await readFile(target, 'utf8')).toBe('# kept\r\nera = 32\r\nwallet = "w"\r\n')
    expect((await lstat(path)).isSymbolicLink()).toBe(true)
    expect(await modeOf(target)).toBe(0o640)
    expect((await readdir(folder)).length).toBe(1)
    expect((await home.run('config', 'get', 'era')).stdout).toBe('32\n')
  })
})

describe('files that cannot be used', () => {
  /** Starts the program by its own name, as an installed one is. */
  const launch = (...args: readonly string[]) =>
    new Promise<Ran>(resolve => {
      const env = { PATH: process.env.PATH, HOME: home.folder }
      execFile(binary, [...args, '--json'], { env }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      )
    })

  it.each([
    ['a folder', async (path: string) => void (await mkdir(path))],
    ['a megabyte', (path: string) => writeFile(path, `# ${'x'.repeat(1_000_000)}`)],
    ['bytes', (path: string) => writeFile(path, Uint8Array.of(0xff, 0x00, 0xfe))],
    ['nothing', async () => undefined],
  ])('%s, as config file or as env file', async (_, make) => {
    home = await makeHome()
    const path = join(home.folder, 'named')
    await make(path)
    for (const [option, code] of [
      ['--config', 'E_CONFIG_FILE'],
      ['--dotenv', 'E_ENV_FILE'],
    ] as const) {
      const expected = { code, exit: 2, says: path }
      expectErrorDocument(await launch('config', 'show', option, path), expected)
      expectErrorText(await home.main('config', 'show', option, path), expected)
    }
  })

  it('an env file may not decide how Node or the system runs', async () => {
    home = await makeHome()
    const path = join(home.folder, '.env')
    await writeFile(path, 'TAOCTL_WALLET=w\nNODE_OPTIONS=--require=/tmp/x.js\n')
    const ran = await launch('config', 'show', '--dotenv', path)
    expectErrorDocument(ran, { code: 'E_ENV_FILE', exit: 2, says: 'line 2 sets NODE_OPTIONS' })
  })

  it('a good env file is read', async () => {
    home = await makeHome()
    const path = join(home.folder, '.env')
    await writeFile(path, 'TAOCTL_WALLET=w\n')
    const { data } = oneDocument((await launch('config', 'get', 'wallet', '--dotenv', path)).stdout)
    expect(data).toEqual({
      name: 'wallet',
      value: 'w',
      origin: { kind: 'env-file', name: 'TAOCTL_WALLET', path },
    })
  })
})

describe('doctor, through the binary', () => {
  it('without a network ends with 6, in one document, and leaves nothing behind', async () => {
    home = await makeHome()
    const { code, document } = await home.json('doctor', '--network', 'ws://127.0.0.1:1')
    expect([code, document.error.code]).toEqual([6, 'E_CONNECT'])
    expect(document.data.checks.map(({ name }: { name: string }) => name)).toContain('runtime')
    expect(await readdir(home.folder)).toEqual([])
  })
})

describe('devnet start', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('prints one line and ends with exit 0 on %s', async signal => {
    home = await makeHome()
    const { child, ended } = home.start('devnet', 'start', '--port', '0', '--json')
    await new Promise(resolve => child.stdout?.once('data', resolve))
    child.kill(signal)
    const { code, stdout, stderr } = await ended
    expect([code, stderr]).toEqual([0, ''])
    const { data } = oneDocument(stdout)
    expect(data.endpoint).toMatch(/^ws:\/\/127\.0\.0\.1:[1-9][0-9]{3,4}$/)
    expect(data).toMatchObject({ specVersion: 425, wallets: null })
  })

  it('frees its port, and starts the same chain again with its seed', async () => {
    home = await makeHome()
    const first = await home.devnet()
    expect(await first.stop()).toBe(0)
    const { seed } = first.started.data
    const second = await home.devnet('--port', new URL(first.endpoint).port, '--seed', seed)
    expect(second.started).toEqual(first.started)
  })

  it('says DEVNET to people', async () => {
    home = await makeHome()
    const { child, ended } = home.start('devnet', 'start', '--port', '0')
    await new Promise(resolve => child.stdout?.once('data', resolve))
    child.kill('SIGTERM')
    expect((await ended).stdout).toMatch(/^DEVNET +ws:/)
  })
})
