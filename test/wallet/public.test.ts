import { describe, expect, test } from 'vitest'
import { readColdkeyAddress, resolveHotkey } from '../../src/wallet/public.ts'
import { ADDRESS, COLDKEY, COLDKEY_PUB, failureOf, folderOf, OTHER, PUBLIC_OTHER } from './sample.ts'

const ENCRYPTED = '$NACL\u0001'

describe('the coldkey address', () => {
  test('comes from coldkeypub.txt; the secret is not opened', async () => {
    const folder = folderOf({ 'a/coldkey': COLDKEY, 'a/coldkeypub.txt': COLDKEY_PUB })
    expect(await readColdkeyAddress(folder, 'a')).toBe(ADDRESS)
    expect(folder.files.opened).toEqual(['/w/a/coldkeypub.txt'])
  })

  test('comes from a plain coldkey when there is no coldkeypub.txt', async () => {
    expect(await readColdkeyAddress(folderOf({ 'a/coldkey': COLDKEY }), 'a')).toBe(ADDRESS)
  })

  test.each([
    ['E_WALLET_MISSING', { 'b/coldkey': COLDKEY }],
    ['E_PUBLIC_FILE_MISSING', { 'a/coldkey': ENCRYPTED }],
    ['E_KEYFILE', { 'a/coldkeypub.txt': COLDKEY_PUB.slice(9) }],
  ])('%s', async (code, contents) => {
    const error = await failureOf(readColdkeyAddress(folderOf(contents), 'a'))
    expect([error.code, error.exit]).toEqual([code, 4])
  })

  test.each([
    '',
    '.',
    '..',
    '../x',
    'a/b',
    '/etc',
    'a\0',
    'a\nb',
    'a\\b',
    '.hidden',
    'a\u202Eb',
    ' a',
    'x'.repeat(999),
  ])('E_WALLET_MISSING for the name %j, and nothing is opened', async name => {
    const folder = folderOf({ 'a/coldkey': COLDKEY })
    expect((await failureOf(readColdkeyAddress(folder, name))).code).toBe('E_WALLET_MISSING')
    expect(folder.files.opened).toEqual([])
  })

  test.each([
    'a',
    'cold_1',
    'my wallet (2)',
    'a:b',
    'Åsa',
    'פ',
    '钱包',
  ])('a wallet may be called %s', async name => {
    expect(await readColdkeyAddress(folderOf({ [`${name}/coldkeypub.txt`]: COLDKEY_PUB }), name)).toBe(
      ADDRESS,
    )
  })
})

describe('a hotkey', () => {
  const wallets = {
    'a/hotkeys/hot': COLDKEY,
    'a/hotkeys/hotpub.txt': COLDKEY_PUB,
    'b/hotkeys/hot': JSON.stringify(OTHER),
  }

  test('as an address stands for itself, without a look at the disk', async () => {
    const folder = folderOf(wallets)
    expect(await resolveHotkey(folder, undefined, OTHER.ss58Address)).toBe(OTHER.ss58Address)
    expect(folder.files.opened).toEqual([])
  })

  test('as a name is one of the wallet at hand', async () => {
    expect(await resolveHotkey(folderOf(wallets), 'a', 'hot')).toBe(ADDRESS)
    expect(await resolveHotkey(folderOf(wallets), 'b', 'hot')).toBe(OTHER.ss58Address)
  })

  test('as wallet/name is one of that wallet', async () => {
    expect(await resolveHotkey(folderOf(wallets), 'a', 'b/hot')).toBe(OTHER.ss58Address)
    expect(await resolveHotkey(folderOf(wallets), undefined, 'a/hot')).toBe(ADDRESS)
  })

  test('is read from its own file, whatever an old public file beside it says', async () => {
    const folder = folderOf({ 'a/hotkeys/hot': COLDKEY, 'a/hotkeys/hotpub.txt': PUBLIC_OTHER })
    expect(await resolveHotkey(folder, 'a', 'hot')).toBe(ADDRESS)
  })

  test.each([
    ['encrypted', { 'a/hotkeys/hot': ENCRYPTED, 'a/hotkeys/hotpub.txt': PUBLIC_OTHER }],
    ['missing', { 'a/hotkeys/hotpub.txt': PUBLIC_OTHER }],
  ])('is read from the public file when its own is %s', async (_, contents) => {
    expect(await resolveHotkey(folderOf(contents), 'a', 'hot')).toBe(OTHER.ss58Address)
  })

  test.each([
    ['E_ADDRESS', 2, ADDRESS.replace('Xu', 'Xv'), 'a'],
    ['E_HOTKEY_NAME', 2, 'hot', undefined],
    ['E_HOTKEY_NAME', 2, 'a/b/hot', 'a'],
    ['E_HOTKEY_NAME', 2, 'a/..', 'a'],
    ['E_HOTKEY_NAME', 2, 'a/', 'a'],
    ['E_HOTKEY_NAME', 2, '', 'a'],
    ['E_HOTKEY_NAME', 2, 'hot\0', 'a'],
    ['E_WALLET_MISSING', 4, '../hot', 'a'],
    ['E_WALLET_MISSING', 4, '/hot', 'a'],
    ['E_HOTKEY_MISSING', 4, 'cold', 'a'],
  ])('%s, exit %i, for %j in wallet %s', async (code, exit, text, wallet) => {
    const folder = folderOf(wallets)
    const error = await failureOf(resolveHotkey(folder, wallet, text))
    expect([error.code, error.exit]).toEqual([code, exit])
    expect(folder.files.opened.filter(path => !path.startsWith('/w/a/hotkeys/'))).toEqual([])
  })

  test.each(['../hot', 'cold'])('the hint for %j looks into the folder that was looked into', async text => {
    const { hint } = await failureOf(resolveHotkey(folderOf(wallets), 'a', text))
    expect(hint).toBe('List the wallets with: taoctl wallet list --wallet-path /w')
  })

  test('E_KEYFILE when its file is damaged, even with a public file', async () => {
    const folder = folderOf({ 'a/hotkeys/hot': '{', 'a/hotkeys/hotpub.txt': COLDKEY_PUB })
    expect((await failureOf(resolveHotkey(folder, 'a', 'hot'))).code).toBe('E_KEYFILE')
  })

  test('E_PUBLIC_FILE_MISSING when only an encrypted file is there', async () => {
    const folder = folderOf({ 'a/hotkeys/hot': ENCRYPTED })
    expect((await failureOf(resolveHotkey(folder, 'a', 'hot'))).code).toBe('E_PUBLIC_FILE_MISSING')
  })
})
