import { encodeAddress } from '@polkadot/util-crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressOf, looksLikeAddress, parseAddress } from '../../src/chain/address.ts'
import { failureOf } from '../support/failure.ts'

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const publicKey = fc.uint8Array({ minLength: 32, maxLength: 32 })
const reasonFor = async (text: string) => {
  const failure = await failureOf(() => parseAddress(text))
  expect([failure.code, failure.exit]).toEqual(['E_ADDRESS', 2])
  return failure.message
}

test('an address of any key is the one @polkadot/util-crypto writes, and is accepted', () => {
  fc.assert(
    fc.property(publicKey, key => {
      const address = addressOf(key)
      expect(address).toBe(encodeAddress(key, 42))
      expect(parseAddress(address)).toBe(address)
      expect(looksLikeAddress(address)).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('no address with one character changed is accepted', () => {
  const digits = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  fc.assert(
    fc.property(publicKey, fc.nat(47), fc.constantFrom(...digits), (key, at, digit) => {
      const address = addressOf(key)
      fc.pre(address[at] !== digit)
      const changed = address.slice(0, at) + digit + address.slice(at + 1)
      expect(() => parseAddress(changed)).toThrow(expect.objectContaining({ code: 'E_ADDRESS' }))
    }),
    { numRuns: 300 },
  )
})

describe('refuses', () => {
  test.each([
    ['a wrong checksum', ALICE.replace('utQY', 'utQZ'), /checksum is wrong/],
    ['polkadot, prefix 0', '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5', /prefix is 0;/],
    ['kusama, prefix 2', 'HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F', /prefix is 2;/],
    ['hex', '0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d', /character 1, "0"/],
    ['nothing', '', /46 to 50/],
    ['a letter base-58 has not', ALICE.replace('5G', '5l'), /character 2, "l", is not one/],
    ['a zero in its middle', ALICE.replace('CtERH', 'Ct0RH'), /character 29, "0"/],
    ['blanks around it', ` ${ALICE}`, /character 1, " "/],
    ['a line end after it', `${ALICE}\n`, /character 49/],
    ['one character less', ALICE.slice(0, -1), /checksum|bytes/],
  ])('%s', async (_, text, says) => {
    expect(await reasonFor(text)).toMatch(says)
  })

  test('long text, without repeating all of it', async () => {
    expect((await reasonFor('5'.repeat(10_000))).length).toBeLessThan(200)
  })
})

test('a prefix of another chain is told with the same account under 42, also where it has two bytes', () => {
  const prefixes = fc
    .integer({ min: 0, max: 16_383 })
    .filter(prefix => prefix !== 42 && ![46, 47].includes(prefix))
  const key = Buffer.from('d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d', 'hex')
  fc.assert(
    fc.property(prefixes, prefix => {
      expect(() => parseAddress(encodeAddress(key, prefix))).toThrow(
        expect.objectContaining({
          message: expect.stringContaining(`its prefix is ${prefix}; the same account here is ${ALICE}`),
        }),
      )
    }),
    { numRuns: 200, examples: [[13_116], [64], [63], [16_383]] },
  )
})

test('an address with a letter that none has is still taken for one, not for a name', () => {
  for (const letter of '0OIl') expect(looksLikeAddress(ALICE.replace('p', letter))).toBe(true)
  expect(looksLikeAddress(ALICE.slice(0, 41))).toBe(true)
  expect(looksLikeAddress('5'.repeat(39))).toBe(false)
})

test('names of wallets and hotkeys do not look like addresses', () => {
  for (const name of ['hot_25', 'default', 'a/b', '', 'O'.repeat(48)])
    expect(looksLikeAddress(name)).toBe(false)
})
