import { describe, expect, test } from 'vitest'
import { CliError } from '../../src/errors/cli-error.ts'
import { encryptionOf, readKeyfile } from '../../src/wallet/keyfile.ts'
import { ADDRESS, COLDKEY, COLDKEY_PUB, changed, OTHER } from './sample.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (content: string | Uint8Array) =>
  readKeyfile('key', typeof content === 'string' ? bytes(content) : content)
const problemOf = (content: string | Uint8Array): string => {
  try {
    read(content)
  } catch (error) {
    if (error instanceof CliError && error.is('E_KEYFILE')) return error.context.problem
    throw error
  }
  throw new Error('it was accepted')
}

test('reads the address of a secret and of a public file of bittensor-wallet', () => {
  expect(read(COLDKEY)).toMatchObject({ address: ADDRESS, secret: { kind: 'phrase' } })
  expect(read(COLDKEY_PUB)).toEqual({ address: ADDRESS, secret: undefined })
})

test('takes hex with and without 0x', () => {
  const seed = JSON.parse(COLDKEY).secretSeed
  const plain = read(changed({ secretPhrase: null, secretSeed: seed.slice(2) })).secret
  expect(plain).toEqual(read(changed({ secretPhrase: null })).secret)
})

describe('E_KEYFILE for', () => {
  test.each([
    ['nothing', ''],
    ['cut off JSON', COLDKEY.slice(0, 100)],
    ['a number', '5'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no fields', '{}'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00)],
    ['an address of another type', changed({ ss58Address: 5 })],
    ['an address with a typo', changed({ ss58Address: ADDRESS.replace('Xu', 'Xv') })],
    [
      'an address of another chain',
      changed({ ss58Address: '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5' }),
    ],
    ['a public key of another type', changed({ publicKey: [1, 2] })],
    ['a short public key', changed({ publicKey: '0x00' })],
    ['the public key of another', changed({ publicKey: OTHER.publicKey })],
    ['the account of another', changed({ accountId: OTHER.accountId })],
    ['an ed25519 key', changed({ cryptoType: 0 })],
    ['a phrase of another type', changed({ secretPhrase: 5 })],
    ['a seed of another type', changed({ secretPhrase: null, secretSeed: {} })],
    ['a short seed', changed({ secretPhrase: null, secretSeed: '0x1234' })],
    [
      'a private key of 32 bytes',
      changed({ secretPhrase: null, secretSeed: null, privateKey: OTHER.secretSeed }),
    ],
  ])('%s', (_, content) => {
    expect(problemOf(content)).toMatch(/^its? [^\n]+$/)
  })
})

test.each(['$NACL', 'gAAAAA', '$ANSIBLE_VAULT'])('%s begins an encrypted file', start => {
  expect(encryptionOf(bytes(`${start}rest`))).toBe('encrypted')
  expect(() => read(`${start}rest`)).toThrow(expect.objectContaining({ code: 'E_PUBLIC_FILE_MISSING' }))
  expect(encryptionOf(bytes(start.slice(0, -1)))).toBe('plain')
})
