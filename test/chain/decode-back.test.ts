import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { netuidFrom, parseAlpha } from '../../src/balance/index.ts'
import type { Chain } from '../../src/chain/chain.ts'
import { swapStake } from '../../src/chain/extrinsic/calls.ts'
import { createComposer, type Unsigned } from '../../src/chain/extrinsic/compose.ts'
import { assertExtrinsic, assertPayload } from '../../src/chain/extrinsic/decode-back.ts'
import type { Terms } from '../../src/chain/extrinsic/payload.ts'
import { codeOf } from '../support/failure.ts'
import { coldkey1, coldkey2, hot25, openChain, startChain } from '../support/test-chain.ts'

const digest = `0x${'ab'.repeat(32)}` as const
const call = swapStake({
  hotkey: hot25,
  origin: netuidFrom(45, 'origin'),
  destination: netuidFrom(0, 'destination'),
  amount: parseAlpha('1.5', netuidFrom(45, 'origin')),
})
const proof = { signer: coldkey1, signature: new Uint8Array(64).fill(1) }

let devnet: RunningDevnet
let chain: Chain
let unsigned: Unsigned
let terms: Terms
beforeAll(async () => {
  devnet = await startChain()
  chain = await openChain(devnet)
  const { block } = await chain.head()
  const options = { signer: coldkey1, nonce: 5, era: 16, block, digest }
  unsigned = (await createComposer(chain)).compose(call, options)
  const { genesis, specVersion, transactionVersion } = chain
  terms = { ...options, genesis, specVersion, transactionVersion }
})
afterAll(async () => {
  chain.close()
  await devnet.stop()
})

const refused = ['E_MEANING', 3]
/** Copies with one bit of one byte changed, one byte less, one more. */
function* changes(bytes: Uint8Array): Generator<Uint8Array> {
  for (const at of bytes.keys()) yield bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
  yield bytes.subarray(0, -1)
  yield Uint8Array.of(...bytes, 0)
}

test('what is composed says what was meant', () => {
  assertPayload(chain.runtime, call, terms, unsigned.payload)
  assertExtrinsic(chain.runtime, call, terms, proof, unsigned.withSignature(proof.signature))
})

test('no byte of the payload may say anything else', async () => {
  expect(unsigned.payload.length).toBeLessThan(257) // not hashed
  for (const payload of changes(unsigned.payload)) {
    expect(await codeOf(() => assertPayload(chain.runtime, call, terms, payload))).toEqual(refused)
  }
})

test('no byte of the extrinsic may say anything else', async () => {
  for (const extrinsic of changes(unsigned.withSignature(proof.signature))) {
    const work = () => assertExtrinsic(chain.runtime, call, terms, proof, extrinsic)
    expect(await codeOf(work)).toEqual(refused)
  }
})

describe('bytes for other terms are refused', () => {
  test.each<[string, Partial<Terms>]>([
    ['nonce', { nonce: 6 }],
    ['era', { era: 32 }],
    ['block', { block: { number: 1, hash: digest } }],
    ['genesis', { genesis: digest }],
    ['spec version', { specVersion: 1 }],
    ['transaction version', { transactionVersion: 9 }],
    ['digest', { digest: `0x${'cd'.repeat(32)}` }],
    ['no digest', { digest: undefined }],
  ])('%s', async (_, other) => {
    const work = () => assertPayload(chain.runtime, call, { ...terms, ...other }, unsigned.payload)
    expect(await codeOf(work)).toEqual(refused)
  })

  test('signer', async () => {
    const extrinsic = unsigned.withSignature(proof.signature)
    const by = { ...proof, signer: coldkey2 }
    expect(await codeOf(() => assertExtrinsic(chain.runtime, call, terms, by, extrinsic))).toEqual(refused)
  })
})
