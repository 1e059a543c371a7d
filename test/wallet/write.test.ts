import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sr25519Verify } from '@polkadot/util-crypto'
import { describe, expect, test } from 'vitest'
import { nodeFiles } from '../../src/host/files.ts'
import { listWallets } from '../../src/wallet/list.ts'
import { openColdkey } from '../../src/wallet/open.ts'
import { type NewKey, type NewWallet, writePlainWallet } from '../../src/wallet/write.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { plainOpening } from '../support/sodium.ts'
import { ADDRESS, COLDKEY, failureOf, OTHER } from './sample.ts'

const key = (name: string, fields: typeof OTHER | Record<keyof typeof OTHER, string>): NewKey => ({
  name,
  mnemonic: fields.secretPhrase,
  seed: Buffer.from(fields.secretSeed.slice(2), 'hex'),
  publicKey: Buffer.from(fields.publicKey.slice(2), 'hex'),
  address: fields.ss58Address,
})
const wallet: NewWallet = {
  name: 'a',
  coldkey: key('a', JSON.parse(COLDKEY)),
  hotkeys: [key('h1', OTHER), key('h2', JSON.parse(COLDKEY))],
}
const PATHS = [
  'coldkey',
  'coldkeypub.txt',
  'hotkeys/h1',
  'hotkeys/h1pub.txt',
  'hotkeys/h2',
  'hotkeys/h2pub.txt',
]

test('writes folders for the owner alone, files for the owner alone', async () => {
  const files = memoryFiles()
  await writePlainWallet(files, '/w', wallet)
  expect(files.paths).toEqual(PATHS.map(path => `/w/a/${path}`))
  expect(files.paths.map(path => files.mode(path))).toEqual(PATHS.map(() => 0o600))
  expect(['/w', '/w/a', '/w/a/hotkeys'].map(path => files.mode(path))).toEqual([0o700, 0o700, 0o700])
  expect(files.text('/w/a/coldkeypub.txt')).not.toMatch(/secret|private/i)
})

test('a second time changes nothing', async () => {
  const files = memoryFiles()
  await writePlainWallet(files, '/w', wallet)
  const before = files.paths.map(path => files.text(path))
  await writePlainWallet(files, '/w', wallet)
  expect(files.paths.map(path => files.text(path))).toEqual(before)
})

test('adds what is missing', async () => {
  const files = memoryFiles()
  await writePlainWallet(files, '/w', { ...wallet, hotkeys: [] })
  await writePlainWallet(files, '/w', wallet)
  expect(files.paths).toHaveLength(PATHS.length)
})

describe('E_WALLET_WRITE, and no key is overwritten or added', () => {
  test.each(PATHS)('when %s holds something else', async path => {
    const files = memoryFiles({ [`/w/a/${path}`]: 'precious' })
    const error = await failureOf(writePlainWallet(files, '/w', wallet))
    expect([error.code, error.exit]).toEqual(['E_WALLET_WRITE', 4])
    expect(files.paths).toEqual([`/w/a/${path}`])
    expect(files.text(`/w/a/${path}`)).toBe('precious')
  })

  test('when a key appears between the look and the writing', async () => {
    const files = memoryFiles({ '/w/a/coldkey': 'precious' })
    const late = { ...files, read: async () => undefined }
    expect((await failureOf(writePlainWallet(late, '/w', wallet))).context).toMatchObject({
      problem: 'EEXIST',
    })
    expect(files.text('/w/a/coldkey')).toBe('precious')
  })

  test.each(['', '..', '../x', 'a/b', 'a\0'])('for the name %j', async name => {
    const files = memoryFiles()
    const asHotkey = { ...wallet, hotkeys: [key(name, OTHER)] }
    for (const each of [{ ...wallet, name }, asHotkey]) {
      expect((await failureOf(writePlainWallet(files, '/w', each))).code).toBe('E_WALLET_WRITE')
    }
    expect(files.paths).toEqual([])
  })

  test('when the folder may not be written', async () => {
    const files = memoryFiles()
    files.fail('/w/a/hotkeys', 'EACCES')
    const error = await failureOf(writePlainWallet(files, '/w', wallet))
    expect(error.message).toBe('Cannot write /w/a/hotkeys: EACCES.')
  })
})

test('on a real disk: written, listed, opened, and its signature verifies', async () => {
  const path = await mkdtemp(join(tmpdir(), 'taoctl-wallet-'))
  try {
    await writePlainWallet(nodeFiles, path, wallet)
    await writePlainWallet(nodeFiles, path, wallet)
    const folder = { files: nodeFiles, path }
    expect(await listWallets(folder)).toMatchObject([
      {
        name: 'a',
        address: ADDRESS,
        coldkey: 'plain',
        hotkeys: [{ address: OTHER.ss58Address }, { address: ADDRESS }],
      },
    ])
    expect((await stat(join(path, 'a/coldkey'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(path, 'a/hotkeys'))).mode & 0o777).toBe(0o700)
    const signer = await openColdkey(
      folder,
      'a',
      plainOpening(bytes => new Uint8Array(bytes).fill(7)),
    )
    const signature = await signer.sign(Uint8Array.of(1, 2, 3))
    expect(sr25519Verify(Uint8Array.of(1, 2, 3), signature, wallet.coldkey.publicKey)).toBe(true)
  } finally {
    await rm(path, { recursive: true })
  }
})
