import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadSodium } from '../../src/host/sodium.ts'
import { deriveNaclKey, openNacl } from '../../src/wallet/nacl.ts'

interface Fixture {
  readonly password: string
  readonly coldkey: string
  readonly coldkeypub: string
}

const fixture = (): Fixture =>
  JSON.parse(readFileSync(new URL('fixtures/nacl.json', import.meta.url), 'utf8'))

const noNative = {
  native: async () => {
    throw new Error('no prebuilt file')
  },
  worker: new URL('../../src/host/sodium-worker.js', import.meta.url),
}

test('a keyfile of bittensor-wallet opens with the native library and with the one in a thread', async () => {
  const { password, coldkey, coldkeypub } = fixture()
  const content = Uint8Array.from(Buffer.from(coldkey, 'base64'))
  const bytes = new TextEncoder().encode(password)
  const [native, thread] = [await loadSodium(), await loadSodium(noNative)]

  const never = new AbortController().signal
  // The slow part once each; the thread's key must be the native one, so that both are the real derivation.
  const key = await deriveNaclKey(native, bytes, never)
  expect(await deriveNaclKey(thread, bytes, never)).toEqual(key)

  for (const sodium of [native, thread]) {
    const opened = await openNacl(sodium, content, key)
    expect(JSON.parse(new TextDecoder().decode(opened))).toMatchObject({
      ss58Address: JSON.parse(coldkeypub).ss58Address,
      secretPhrase: expect.any(String),
    })
    expect(await openNacl(sodium, content, new Uint8Array(32))).toBeUndefined()
    expect(await openNacl(sodium, content.with(60, 0), key)).toBeUndefined()
  }
})
