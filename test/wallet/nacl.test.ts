import { expect, test } from 'vitest'
import { loadSodium } from '../../src/host/sodium.ts'
import { deriveNaclKey, openNacl, sealNacl } from '../../src/wallet/nacl.ts'
import { naclFixture } from './sample.ts'

const native = loadSodium()
/** As on a machine the native library has no file for. */
const thread = loadSodium({
  native: async () => {
    throw new Error('no prebuilt file')
  },
  worker: new URL('../../src/host/sodium-worker.js', import.meta.url),
})
const { password, key, content, address } = naclFixture()

// The native derivation is tried by trades through the binary; it takes seconds each time.
test('without the native library the key is the same, derived in a thread', {
  timeout: 180_000,
}, async () => {
  const never = new AbortController().signal
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 50)
  expect(await deriveNaclKey(await thread, new TextEncoder().encode(password), never)).toEqual(key)
  clearInterval(timer)
  expect(turns, 'the main thread was blocked').toBeGreaterThan(10)
})

test('a derivation in a thread ends when it is given up', async () => {
  const leave = new AbortController()
  const derived = deriveNaclKey(await thread, new Uint8Array(1), leave.signal)
  leave.abort()
  await expect(derived).rejects.toThrow('the thread ended')
})

test.each([
  ['native', native],
  ['WebAssembly', thread],
] as const)('%s opens a keyfile of bittensor-wallet, and what it sealed itself', async (kind, loading) => {
  const sodium = await loading
  expect(sodium.kind).toBe(kind)
  const opened = await openNacl(sodium, content, key)
  expect(JSON.parse(new TextDecoder().decode(opened))).toMatchObject({ ss58Address: address })

  const text = new TextEncoder().encode('some text')
  const sealed = await sealNacl(sodium, text, key, bytes => new Uint8Array(bytes).fill(3))
  expect(await openNacl(await native, sealed, key)).toEqual(text)
  expect(new TextDecoder('latin1').decode(sealed.subarray(0, 6))).toBe('$NACL\u0003')
})

test.each([
  ['native', native],
  ['WebAssembly', thread],
] as const)('%s opens nothing with another key, changed, or cut off', async (_, loading) => {
  const sodium = await loading
  expect(await openNacl(sodium, content, new Uint8Array(32))).toBeUndefined()
  expect(await openNacl(sodium, content.with(60, (content[60] ?? 0) ^ 1), key)).toBeUndefined()
  for (const length of [0, 4, 5, 28, 29, 44, 45, 46]) {
    expect(await openNacl(sodium, content.subarray(0, length), key)).toBeUndefined()
  }
})
