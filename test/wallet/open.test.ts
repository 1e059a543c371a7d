import { inspect } from 'node:util'
import { sr25519Verify } from '@polkadot/util-crypto'
import { describe, expect, test } from 'vitest'
import { openColdkey } from '../../src/wallet/open.ts'
import { plainOpening } from '../support/sodium.ts'
import * as sample from './sample.ts'

const { ADDRESS, changed, COLDKEY, COLDKEY_PUB, failureOf, folderOf, OTHER, PUBLIC_KEY, SECRETS } = sample

const message = new TextEncoder().encode('payload')
const counting = plainOpening(bytes => Uint8Array.from({ length: bytes }, (_, i) => i))
const open = (coldkey: string, pub: string | undefined = COLDKEY_PUB) =>
  openColdkey(
    folderOf({ 'a/coldkey': coldkey, ...(pub === '' ? {} : { 'a/coldkeypub.txt': pub }) }),
    'a',
    counting,
  )
const verifies = (signature: Uint8Array) => sr25519Verify(message, signature, Buffer.from(PUBLIC_KEY, 'hex'))

describe('opens a keyfile of bittensor-wallet', () => {
  test.each([
    ['as written', {}],
    ['with nothing but the phrase', { secretSeed: undefined, privateKey: undefined }],
    ['with nothing but the seed', { secretPhrase: undefined, privateKey: undefined }],
    ['with nothing but the private key', { secretPhrase: undefined, secretSeed: undefined }],
    [
      'with null where older versions had nothing',
      { secretPhrase: null, privateKey: null, cryptoType: null },
    ],
    ['without the newer fields', { cryptoType: undefined, accountId: undefined, publicKey: undefined }],
    ['with a field nobody knows', { whatever: 5 }],
    [
      'with blanks around the words',
      { secretPhrase: `  ${JSON.parse(COLDKEY).secretPhrase.replace(' ', '  ')}\n` },
    ],
    ['of the phrase, as bittensor-wallet, when the seed is another', { secretSeed: OTHER.secretSeed }],
  ])('%s', async (_, fields) => {
    const signer = await open(changed(fields))
    expect(signer.address).toBe(ADDRESS)
    expect(verifies(await signer.sign(message))).toBe(true)
  })

  test('without coldkeypub.txt', async () => {
    expect((await open(COLDKEY, '')).address).toBe(ADDRESS)
  })
})

describe('signing', () => {
  test('draws all its randomness from the given source', async () => {
    const asked: number[] = []
    const files = folderOf({ 'a/coldkey': COLDKEY })
    const signWith = async (value: number) => {
      const opening = plainOpening(bytes => {
        asked.push(bytes)
        return new Uint8Array(bytes).fill(value)
      })
      const signer = await openColdkey(files, 'a', opening)
      return Buffer.from(await signer.sign(message)).toString('hex')
    }
    const [first, again, other] = [await signWith(1), await signWith(1), await signWith(2)]
    expect(again).toBe(first)
    expect(other).not.toBe(first)
    expect(asked).toEqual([32, 32, 32])
  })

  test('a changed payload does not verify', async () => {
    const signature = await (await open(COLDKEY)).sign(Uint8Array.of(...message, 0))
    expect(verifies(signature)).toBe(false)
  })
})

describe('stops when the key is not the one it should be', () => {
  test('E_KEY_MISMATCH when coldkeypub.txt names another', async () => {
    const error = await failureOf(open(COLDKEY, sample.PUBLIC_OTHER))
    expect([error.code, error.exit]).toEqual(['E_KEY_MISMATCH', 4])
    expect(error.context).toEqual({ path: '/w/a/coldkey', key: ADDRESS, expected: OTHER.ss58Address })
  })

  test.each([
    ['phrase', { secretPhrase: OTHER.secretPhrase }],
    ['seed', { secretPhrase: null, secretSeed: OTHER.secretSeed }],
    ['private key', { secretPhrase: null, secretSeed: null, privateKey: OTHER.privateKey }],
  ])('when the %s belongs to another address', async (_, fields) => {
    const error = await failureOf(open(changed(fields)))
    expect([error.code, error.exit]).toEqual(['E_KEYFILE', 4])
    expect(error.message).toContain(OTHER.ss58Address)
  })
})

describe('refuses', () => {
  const onlyPrivate = (hex: string) =>
    changed({ secretPhrase: null, secretSeed: null, privateKey: `0x${hex}` })
  test.each([
    ['a phrase with a wrong checksum', changed({ secretPhrase: 'abandon '.repeat(12).trim() })],
    ['a phrase with an unknown word', changed({ secretPhrase: 'qqq '.repeat(12).trim() })],
    ['a phrase with a derivation path', changed({ secretPhrase: `${OTHER.secretPhrase}//0` })],
    ['an empty phrase', changed({ secretPhrase: '' })],
    ['a private key of zero', onlyPrivate('0'.repeat(128))],
    ['a private key out of range', onlyPrivate('f'.repeat(128))],
    ['a public keyfile', COLDKEY_PUB],
  ])('%s', async (_, coldkey) => {
    const error = await failureOf(open(coldkey))
    expect([error.code, error.exit]).toEqual(['E_KEYFILE', 4])
  })

  test.each([
    ['Fernet', 'gAAAAABk'],
    ['Ansible Vault', '$ANSIBLE_VAULT;1.1;AES256\n33'],
  ])('%s, naming it', async (format, coldkey) => {
    const error = await failureOf(open(coldkey))
    expect([error.code, error.exit]).toEqual(['E_KEYFILE_ENCRYPTED', 4])
    expect(error.message).toContain(format)
  })

  test('a damaged coldkeypub.txt', async () => {
    const error = await failureOf(open(COLDKEY, COLDKEY_PUB.slice(0, 40)))
    expect(error.context).toMatchObject({ path: '/w/a/coldkeypub.txt' })
  })

  test('a wallet that is not there', async () => {
    expect((await failureOf(openColdkey(folderOf({}), 'a', counting))).code).toBe('E_COLDKEY_MISSING')
  })

  test('a coldkey that may not be read, in one line', async () => {
    const folder = folderOf({ 'a/coldkey': COLDKEY })
    folder.files.fail('/w/a/coldkey', 'EACCES')
    const error = await failureOf(openColdkey(folder, 'a', counting))
    expect(error.message).toBe('Keyfile /w/a/coldkey: it cannot be read (EACCES).')
  })

  test('a pipe, without waiting for it', async () => {
    const folder = folderOf({})
    folder.files.putOther('/w/a/coldkey')
    expect((await failureOf(openColdkey(folder, 'a', counting))).message).toContain('it is not a file')
  })
})

describe('the secret is not shown', () => {
  const everything = (value: unknown) =>
    [
      inspect(value, { depth: 9, showHidden: true, getters: true }),
      JSON.stringify(value),
      String(value),
      value instanceof Error ? `${value.message}${value.stack}` : '',
    ].join('\n')
  const shown = (value: unknown) => SECRETS.filter(piece => everything(value).includes(piece))

  test('the list of what to look for finds it in the file', () => {
    expect(SECRETS.length).toBeGreaterThan(20)
    expect(shown(COLDKEY).length).toBeGreaterThan(10)
  })

  test('by the signer, its function, or its promise', async () => {
    const signer = await open(COLDKEY)
    expect([...shown(signer), ...shown(signer.sign), ...shown(signer.sign(message))]).toEqual([])
  })

  const swapped = { secretPhrase: null, secretSeed: OTHER.secretSeed }
  test.each([
    ['cut off', COLDKEY.slice(0, -20)],
    ['cut off inside the secret', COLDKEY.slice(0, 40)],
    ['with a word too many', changed({ secretPhrase: `${OTHER.secretPhrase} zoo` })],
    [
      'with a seed too long',
      changed({ secretPhrase: null, secretSeed: `${OTHER.secretSeed}00`, privateKey: null }),
    ],
    ['with the key of another', changed(swapped)],
    ['with a phrase as a list', changed({ secretPhrase: OTHER.secretPhrase.split(' ') })],
    [
      'with a private key out of range',
      changed({
        secretPhrase: null,
        secretSeed: null,
        privateKey: `0x${'ff'.repeat(32)}${OTHER.privateKey.slice(66)}`,
      }),
    ],
  ])('by the error of a file %s', async (_, coldkey) => {
    const error = await failureOf(open(coldkey))
    expect(shown(error)).toEqual([])
    expect(error.message).not.toContain('\n')
  })
})
