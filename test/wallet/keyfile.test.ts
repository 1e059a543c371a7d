import { describe, expect, test } from 'vitest'
import { CliError } from '../../src/errors/cli-error.ts'
import { encryptionOf, formatOf } from '../../src/wallet/format.ts'
import { readKeyfile } from '../../src/wallet/keyfile.ts'
import { ADDRESS, COLDKEY, COLDKEY_PUB, changed, OTHER, PUBLIC_KEY } from './sample.ts'

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
  expect(read(COLDKEY_PUB)).toEqual({ address: ADDRESS, scheme: 'sr25519', secret: undefined })
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
    ['a key of an unknown scheme', changed({ cryptoType: 2 })],
    ['a phrase of another type', changed({ secretPhrase: 5 })],
    ['a seed of another type, and no key', changed({ secretPhrase: null, secretSeed: {}, privateKey: null })],
    ['a short seed, and no key', changed({ secretPhrase: null, secretSeed: '0x1234', privateKey: null })],
    [
      'a private key of 32 bytes',
      changed({ secretPhrase: null, secretSeed: null, privateKey: OTHER.secretSeed }),
    ],
  ])('%s', (_, content) => {
    expect(problemOf(content)).toMatch(/^its? [^\n]+$/)
  })
})

test.each(['$NACL', 'gAAAAA', '$ANSIBLE_VAULT'])('%s begins an encrypted file', start => {
  expect(encryptionOf(formatOf(bytes(`${start}rest`)))).toBe('encrypted')
  expect(() => read(`${start}rest`)).toThrow(expect.objectContaining({ code: 'E_PUBLIC_FILE_MISSING' }))
  expect(formatOf(bytes(start.slice(0, -1)))).toBe('unknown')
})

test.each([
  ['hex', `0x${PUBLIC_KEY}`],
  ['hex on a line', `0x${PUBLIC_KEY}\n`],
  ['JSON without an address', changed({ ss58Address: undefined }, JSON.parse(COLDKEY_PUB))],
  ['JSON with the account alone', JSON.stringify({ accountId: `0x${PUBLIC_KEY}`, ss58Address: null })],
])('the address follows from a public key alone: %s', (_, content) => {
  expect(read(content)).toEqual({ address: ADDRESS, scheme: 'sr25519', secret: undefined })
})

test('an ed25519 key has an address and a scheme', () => {
  expect(read(changed({ cryptoType: 0 }))).toMatchObject({ address: ADDRESS, scheme: 'ed25519' })
})

test.each([
  '0x1234',
  `0x${'ab'.repeat(64)}`,
  'no hex',
  5,
])('beside a whole private key the seed %j does not count', secretSeed => {
  const { secret } = read(changed({ secretPhrase: null, secretSeed }))
  expect(secret).toMatchObject({ kind: 'expanded', bytes: expect.objectContaining({ length: 64 }) })
})

describe('the account export of another wallet is named as such', () => {
  const fields = {
    encoded: 'AAAA',
    encoding: { content: ['pkcs8', 'sr25519'], type: ['scrypt'], version: '3' },
    address: ADDRESS,
  }
  test.each([
    ['on one line', JSON.stringify(fields)],
    ['on several lines', JSON.stringify(fields, null, 2)],
    ['with its address first', JSON.stringify(Object.fromEntries(Object.entries(fields).reverse()))],
  ])('%s', (_, content) => {
    expect(() => read(content)).toThrow(
      expect.objectContaining({
        code: 'E_KEYFILE_ENCRYPTED',
        message: expect.stringContaining('another kind of wallet'),
      }),
    )
  })
})
