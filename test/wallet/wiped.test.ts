import { beforeEach, describe, expect, test } from 'vitest'
import type { Sodium } from '../../src/host/types.ts'
import { type Opening, openColdkey } from '../../src/wallet/open.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { plainOpening, quickKeyfile, quickSodium } from '../support/sodium.ts'
import { COLDKEY, failureOf } from './sample.ts'

const PASSWORD = 'right'

/** The very arrays that held a secret, by what they held. */
let held: { readonly name: 'password' | 'key' | 'keyfile'; readonly bytes: Uint8Array }[]

beforeEach(() => {
  held = []
})

/** libsodium that keeps the arrays it gives out. */
function keepingSodium(more: Partial<Sodium> = {}): Sodium {
  const sodium = quickSodium()
  return {
    ...sodium,
    async deriveKey(...settings) {
      const bytes = await sodium.deriveKey(...settings)
      held.push({ name: 'key', bytes })
      return bytes
    },
    async open(...box) {
      const bytes = await sodium.open(...box)
      if (bytes) held.push({ name: 'keyfile', bytes })
      return bytes
    },
    ...more,
  }
}

async function opening(
  text: string,
  content = COLDKEY,
  sodium = keepingSodium(),
  more: Partial<Opening> = {},
) {
  const files = memoryFiles({ '/w/a/coldkey': await quickKeyfile(content, PASSWORD) })
  return openColdkey({ files, path: '/w' }, 'a', {
    ...plainOpening(length => new Uint8Array(length)),
    sodium: async () => sodium,
    async password() {
      const bytes = new TextEncoder().encode(text)
      held.push({ name: 'password', bytes })
      return { bytes, source: 'TAOCTL_PASSWORD' }
    },
    ...more,
  })
}

function expectWiped(...names: readonly string[]) {
  expect(held.map(({ name }) => name)).toEqual(names)
  for (const { name, bytes } of held) {
    expect(bytes.length).toBeGreaterThan(0)
    expect([name, bytes.some(byte => byte !== 0)]).toEqual([name, false])
  }
}

const failing = (error: Error) => keepingSodium({ deriveKey: () => Promise.reject(error) })

describe('nothing secret is left', () => {
  test('when the key is opened', async () => {
    await opening(PASSWORD)
    expectWiped('password', 'key', 'keyfile')
  })

  test('when the password is wrong', async () => {
    expect((await failureOf(opening('wrong'))).code).toBe('E_PASSWORD_WRONG')
    expectWiped('password', 'key')
  })

  test('when the derivation finds too little memory', async () => {
    const error = await failureOf(opening(PASSWORD, COLDKEY, failing(new Error('no memory'))))
    expect([error.code, error.exit]).toEqual(['E_KEY_DERIVATION', 4])
    expectWiped('password')
  })

  test('when the box cannot be opened at all', async () => {
    const sodium = keepingSodium({ open: () => Promise.reject(new Error('the thread ended with 1')) })
    await expect(opening(PASSWORD, COLDKEY, sodium)).rejects.toThrow('the thread ended')
    expectWiped('password', 'key')
  })

  test('when what was decrypted is no keyfile', async () => {
    expect((await failureOf(opening(PASSWORD, 'secretPhrase: catch net'))).code).toBe('E_KEYFILE')
    expectWiped('password', 'key', 'keyfile')
  })
})

describe('what is no lack of memory does not say so', () => {
  test('a mistake in the derivation', async () => {
    const mistake = new TypeError('salt is not a buffer')
    await expect(opening(PASSWORD, COLDKEY, failing(mistake))).rejects.toBe(mistake)
    expectWiped('password')
  })

  test('a mistake in what tells of it', async () => {
    const mistake = new Error('no status line')
    const deriving = () => Promise.reject(mistake)
    await expect(opening(PASSWORD, COLDKEY, keepingSodium(), { deriving })).rejects.toBe(mistake)
    expectWiped('password')
  })

  test('work that was given up', async () => {
    const ended = new Error('the thread ended with 1')
    const givenUp = AbortSignal.abort()
    await expect(opening(PASSWORD, COLDKEY, failing(ended), { givenUp })).rejects.toBe(ended)
    expectWiped('password')
  })
})
