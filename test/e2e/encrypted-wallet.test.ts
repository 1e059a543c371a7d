import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSodium } from '../../src/host/sodium.ts'
import { type Home, makeHome, type RunningDevnet } from '../support/binary.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const slow = { timeout: 180_000 }

let home: Home
let devnet: RunningDevnet

beforeAll(async () => {
  home = await makeHome()
  devnet = await home.devnet('--encrypt-wallets')
  await writeFile(join(home.folder, 'password'), 'devnet\n', { mode: 0o600 })
}, 180_000)
afterAll(() => home.remove())

const swap = (origin: string) => [
  ...['stake', 'swap', '--network', devnet.endpoint, '--wallet', 'coldkey_1', '--hotkey', 'hot_25'],
  ...['--wallet-path', home.wallets, '--origin', origin, '--destination', '0', '--all', '--yes'],
  ...['--password-file', join(home.folder, 'password')],
]

describe('devnet start --encrypt-wallets', () => {
  it('writes coldkeys that are encrypted, and tells their public password', async () => {
    expect(devnet.started.data).toMatchObject({ wallets: home.wallets, walletPassword: 'devnet' })
    for (const name of ['coldkey_1', 'coldkey_2']) {
      const path = join(home.wallets, name, 'coldkey')
      const content = await readFile(path, 'latin1')
      expect(content.slice(0, 5)).toBe('$NACL')
      expect(content).not.toContain('secretPhrase')
      expect((await stat(path)).mode & 0o777).toBe(0o600)
    }
    const { document } = await home.json('wallet', 'list', '--wallet-path', home.wallets)
    expect(document.data.wallets).toMatchObject([{ coldkey: 'encrypted' }, { coldkey: 'encrypted' }])
  })

  it('needs --wallets', async () => {
    const { code, document } = await home.json('devnet', 'start', '--encrypt-wallets')
    expect(code).toBe(2)
    expect(document.error.missing).toEqual(['--wallets'])
  })
})

describe('what opens no encrypted keyfile', () => {
  it('loads nothing that could: lists and dry runs work where it is missing', slow, async () => {
    const bare = await withoutPackages()
    try {
      const chunks = join(bare.folder, 'dist/chunks')
      const sodium = (await readdir(chunks)).filter(name => name.startsWith('sodium'))
      expect(sodium.length).toBeGreaterThan(1)
      for (const name of sodium) await rm(join(chunks, name))
      const where = ['--network', devnet.endpoint, '--wallet', 'coldkey_1', '--wallet-path', home.wallets]
      expect(await bare.run('stake', 'list', ...where)).toMatchObject({ code: 0 })
      expect(await bare.run(...swap('1'), '--dry-run')).toMatchObject({ code: 0 })
    } finally {
      await bare.remove()
    }
  })
})

describe('a trade with an encrypted wallet', () => {
  it('goes through with the password', slow, async () => {
    const { code, stdout, stderr } = await home.run(...swap('45'), '-v')
    expect(code).toBe(0)
    expect(stdout).toContain('0.746401905 τ on root')
    // What loads from the sources must load from the built program.
    const { kind } = await loadSodium()
    expect(stderr).toMatch(new RegExp(`^Key derivation: \\d+ ms, ${kind}$`, 'm'))
  })

  it('goes through where the native library is not installed', slow, async () => {
    const bare = await withoutPackages()
    try {
      const { code, stdout, stderr } = await bare.run(...swap('1'), '-v')
      expect(code).toBe(0)
      expect(stdout).toContain('τ on root')
      expect(stderr).toMatch(/^Key derivation: \d+ ms, WebAssembly$/m)
    } finally {
      await bare.remove()
    }
  })
})

/** A home with a copy of the built program, from which no package can be reached. */
async function withoutPackages(): Promise<Home> {
  const bare = await makeHome({}, 'dist/bin/taoctl.js')
  await cp(join(root, 'dist'), join(bare.folder, 'dist'), { recursive: true })
  await cp(join(root, 'package.json'), join(bare.folder, 'package.json'))
  return bare
}
