import { expect, test } from 'vitest'
import { listWallets, walletNames } from '../../src/wallet/list.ts'
import { ADDRESS, COLDKEY, COLDKEY_PUB, failureOf, folderOf, OTHER, PUBLIC_OTHER } from './sample.ts'

const OTHER_KEY = JSON.stringify(OTHER)

test('lists wallets by name with the state of their coldkeys, and their hotkeys', async () => {
  const folder = folderOf({
    'b/coldkeypub.txt': COLDKEY_PUB,
    'b/coldkey': '$NACL\u0001',
    'a/coldkeypub.txt': PUBLIC_OTHER,
    'a/coldkey': OTHER_KEY,
    'a/hotkeys/h2': COLDKEY,
    'a/hotkeys/h1': OTHER_KEY,
    'a/hotkeys/h1pub.txt': PUBLIC_OTHER,
    'a/hotkeys/watchedpub.txt': COLDKEY_PUB,
    'c/coldkeypub.txt': COLDKEY_PUB,
  })
  const good = { problem: undefined }
  expect(await listWallets(folder)).toEqual([
    {
      ...{ name: 'a', address: OTHER.ss58Address, coldkey: 'plain', format: 'plain', ...good },
      hotkeys: [
        { name: 'h1', address: OTHER.ss58Address, ...good },
        { name: 'h2', address: ADDRESS, ...good },
        { name: 'watched', address: ADDRESS, ...good },
      ],
    },
    { name: 'b', address: ADDRESS, coldkey: 'encrypted', format: 'NaCl', hotkeys: [], ...good },
    { name: 'c', address: ADDRESS, coldkey: 'missing', format: undefined, hotkeys: [], ...good },
  ])
})

test('leaves out what is no wallet or no hotkey', async () => {
  const folder = folderOf({
    'README.txt': 'hello',
    '.DS_Store': '',
    'backup/old/coldkey': COLDKEY,
    'a/coldkeypub.txt': COLDKEY_PUB,
    'a/hotkeys/.DS_Store': '',
    'a/hotkeys/pub.txt': COLDKEY_PUB,
    'a/hotkeys/old/h1': COLDKEY,
  })
  expect(await listWallets(folder)).toMatchObject([{ name: 'a', hotkeys: [] }])
})

test.each([
  ['{"encoded":"AAAA"}', 'encrypted', 'account export'],
  ['gAAAAABx', 'encrypted', 'Fernet'],
  ['$ANSIBLE_VAULT;1.1;AES256', 'encrypted', 'Ansible Vault'],
  ['my phrase', 'unreadable', 'unknown'],
  [COLDKEY, 'plain', 'plain'],
])('tells what a coldkey is from its first bytes, and opens none: %s', async (content, coldkey, format) => {
  const folder = folderOf({ 'a/coldkeypub.txt': COLDKEY_PUB, 'a/coldkey': content })
  expect(await listWallets(folder)).toMatchObject([{ coldkey, format }])
  expect(folder.files.opened).not.toContain('/w/a/coldkey')
})

test('of several wallets with one key the one at hand gives the name', async () => {
  const folder = folderOf({
    'a/coldkeypub.txt': COLDKEY_PUB,
    'a/hotkeys/h': OTHER_KEY,
    'b/coldkeypub.txt': COLDKEY_PUB,
    'b/hotkeys/g': OTHER_KEY,
    'c/coldkeypub.txt': COLDKEY_PUB,
  })
  expect([...(await walletNames(folder, 'b'))]).toEqual([
    [ADDRESS, 'b'],
    [OTHER.ss58Address, 'g'],
  ])
  expect([...(await walletNames(folder))]).toEqual([
    [ADDRESS, 'a'],
    [OTHER.ss58Address, 'a/h'],
  ])
})

test('a file far larger than a keyfile is named and not read', async () => {
  const folder = folderOf({ 'a/coldkeypub.txt': COLDKEY_PUB, 'a/hotkeys/core': 'x'.repeat(70_000) })
  expect(await listWallets(folder)).toMatchObject([
    {
      hotkeys: [
        { name: 'core', address: undefined, problem: expect.stringContaining('larger than any keyfile') },
      ],
    },
  ])
  expect(folder.files.opened).not.toContain('/w/a/hotkeys/core')
})

test('names a damaged file and goes on', async () => {
  const folder = folderOf({
    'a/coldkeypub.txt': COLDKEY_PUB.slice(0, 30),
    'a/hotkeys/bad': '{',
    'a/hotkeys/shut': COLDKEY,
    'a/hotkeys/good': COLDKEY,
    'b/coldkeypub.txt': COLDKEY_PUB,
  })
  folder.files.fail('/w/a/hotkeys/shut', 'EACCES')
  const wallets = await listWallets(folder)
  expect(wallets).toMatchObject([
    {
      ...{ name: 'a', address: undefined, problem: expect.stringContaining('/w/a/coldkeypub.txt') },
      hotkeys: [
        { name: 'bad', address: undefined, problem: expect.stringContaining('not JSON') },
        { name: 'good', address: ADDRESS },
        { name: 'shut', address: undefined, problem: expect.stringContaining('EACCES') },
      ],
    },
    { name: 'b', address: ADDRESS },
  ])
})

test('nothing is listed without a folder; one that may not be read is an error of one line', async () => {
  expect(await listWallets(folderOf({}))).toEqual([])
  const folder = folderOf({ 'a/coldkeypub.txt': COLDKEY_PUB })
  folder.files.fail('/w', 'EACCES')
  expect((await failureOf(listWallets(folder))).code).toBe('E_KEYFILE')
  expect(await walletNames(folder)).toEqual(new Map())
})

test('a wallet that may not be entered does not hide the others', async () => {
  const folder = folderOf({ 'a/coldkeypub.txt': COLDKEY_PUB, 'b/coldkeypub.txt': COLDKEY_PUB })
  for (const part of ['coldkey', 'coldkeypub.txt', 'hotkeys']) folder.files.fail(`/w/a/${part}`, 'EACCES')
  expect(await listWallets(folder)).toMatchObject([{ name: 'a', address: undefined }, { name: 'b' }])
})

test('names by address leave out the wallet at hand', async () => {
  const folder = folderOf({ 'a/coldkeypub.txt': COLDKEY_PUB, 'a/hotkeys/h': OTHER_KEY, 'a/hotkeys/bad': '' })
  expect([...(await walletNames(folder))]).toEqual([
    [ADDRESS, 'a'],
    [OTHER.ss58Address, 'a/h'],
  ])
  expect((await walletNames(folder, 'a')).get(OTHER.ss58Address)).toBe('h')
})

test('a wallet or hotkey that is named like an address gives no name', async () => {
  const folder = folderOf({
    'a/coldkeypub.txt': COLDKEY_PUB,
    [`a/hotkeys/${ADDRESS}`]: OTHER_KEY,
    [`${OTHER.ss58Address}/coldkeypub.txt`]: COLDKEY_PUB,
    [`${OTHER.ss58Address}/hotkeys/h`]: OTHER_KEY,
  })
  expect([...(await walletNames(folder, 'a'))]).toEqual([[ADDRESS, 'a']])
  expect((await listWallets(folder)).map(({ name }) => name)).toEqual([OTHER.ss58Address, 'a'])
})
