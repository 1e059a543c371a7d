import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sr25519PairFromSeed } from '@polkadot/util-crypto/sr25519/pair/fromSeed'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { developmentKey } from '../../devnet/scenario/wallet-keys.ts'
import { type Home, makeHome, oneDocument, type Ran, type RunningDevnet } from '../support/binary.ts'
import { naclFixture } from '../wallet/sample.ts'

const { password, key, content, pub, address } = naclFixture()
const { mnemonic, seed } = developmentKey('coldkey_1')
const words = mnemonic.split(' ')

/** Every text that would give something away. */
const secrets: readonly string[] = [
  password,
  ...words.slice(2).map((_, i) => words.slice(i, i + 3).join(' ')),
  ...words.slice(2).map((_, i) => words.slice(i, i + 3).join('","')),
  ...[new TextEncoder().encode(password), key, seed, sr25519PairFromSeed(seed).secretKey.subarray(0, 32)]
    .map(bytes => Buffer.from(bytes))
    .flatMap(bytes => [
      ...[bytes.toString('hex'), bytes.toString('hex').toUpperCase(), bytes.toString('latin1')],
      bytes.toString('base64').replace(/.{0,2}=*$/, ''),
    ]),
]
const leaks = (text: string) => secrets.filter(secret => text.includes(secret))

let home: Home
let devnet: RunningDevnet
const passwords = () => join(home.folder, 'passwords')

beforeAll(async () => {
  home = await makeHome()
  await mkdir(passwords())
  devnet = await home.devnet()
  const wallet = join(home.folder, 'mine/w')
  await mkdir(wallet, { recursive: true })
  await writeFile(join(wallet, 'coldkey'), content, { mode: 0o600 })
  await writeFile(join(wallet, 'coldkeypub.txt'), pub)
  await writeFile(join(passwords(), 'right'), `${password}\n`, { mode: 0o600 })
  await writeFile(join(passwords(), 'wrong'), 'incorrect horse', { mode: 0o600 })
})
afterAll(() => home.remove())

it('what is looked for is found in an opened keyfile', () => {
  const opened = JSON.stringify({ secretPhrase: mnemonic, secretSeed: Buffer.from(seed).toString('hex') })
  expect(leaks(opened).length).toBeGreaterThan(8)
  expect(leaks(`the password was ${password}`)).toContain(password)
  expect(leaks('the password was not told')).toEqual([])
})

it('no run prints or keeps a secret', { timeout: 240_000 }, async () => {
  const hotkey = developmentKey('coldkey_1/hot_25').address
  const swap = (...more: readonly string[]) => [
    ...['stake', 'swap', '--network', devnet.endpoint, '--wallet', 'w', '--hotkey', hotkey],
    ...['--wallet-path', join(home.folder, 'mine'), '--origin', '45', '--destination', '0', ...more],
  ]
  const right = ['--password-file', join(passwords(), 'right')]
  const wrong = ['--password-file', join(passwords(), 'wrong')]
  const runs: readonly (readonly [args: readonly string[], exit: number])[] = [
    [swap('--all', '--dry-run', ...right), 0],
    [swap('--all', '--yes', '-v', ...wrong), 4],
    [swap('--amount', '1', '--yes', '-v', '--json', ...right), 0],
    [swap('--amount', '1000', '--yes', '-v', ...right), 3],
    [swap('--all', '--yes', `--password=${password}`), 2],
    [['config', 'show', '--json', ...right], 0],
    [['wallet', 'list', '--wallet-path', join(home.folder, 'mine')], 0],
  ]
  const ended: Ran[] = []
  for (const [args, exit] of runs) {
    const ran = await home.run(...args)
    expect([ran.code, args, ran.stderr]).toEqual([exit, args, ran.stderr])
    ended.push(ran)
  }
  expect(oneDocument(ended[2]?.stdout ?? '').data.coldkey).toBe(address)
  expect(ended[1]?.stderr).toContain('The password from --password-file does not open')
  expect(ended.flatMap(ran => leaks(ran.stdout + ran.stderr))).toEqual([])

  const kept = await filesIn(home.folder)
  // The wallets and the password files themselves are where secrets belong.
  const own = kept.filter(path => !/\/(wallets|mine|passwords)\//.test(path))
  expect(own.some(path => path.endsWith('journal.ndjson'))).toBe(true)
  for (const path of own) expect([path, leaks(await readFile(path, 'latin1'))]).toEqual([path, []])
})

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}
