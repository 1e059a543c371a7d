import { createCodec, u8, Vector } from '@polkadot-api/substrate-bindings'
import { expect, test } from 'vitest'
import { proofBytes } from '../../src/chain/extrinsic/payload.ts'
import type { Past } from '../../src/chain/outcome/runtime-of.ts'
import { signedNonce } from '../../src/chain/outcome/signed-by.ts'
import { concat, toHex, withLength } from '../../src/scale/bytes.ts'
import { coldkey1 } from '../support/test-chain.ts'

// Whose metadata is not proven may say that an extension writes anything, however much of it an extrinsic holds.

test('of what an extension is said to write, no more is decoded than extensions write', async () => {
  let decoded = 0
  const counted = createCodec<number>(u8.enc, bytes => {
    decoded += 1
    return u8.dec(bytes)
  })
  const extension = { identifier: 'Hostile', extra: Vector(counted), additional: Vector(counted) }
  const version = { specVersion: 1, transactionVersion: 1 }
  const chain = {
    ...version,
    runtime: { extensions: [extension] },
    rpc: { request: async () => ({ specName: 'node-subtensor', ...version }) },
  } as unknown as Past
  const head = concat(Object.values(proofBytes({ signer: coldkey1, signature: new Uint8Array(64) })))
  const count = 5_000_000
  const extra = concat([Uint8Array.of(...compact(count)), new Uint8Array(count)])
  const header = { number: 5, parentHash: toHex(new Uint8Array(32)) }
  expect(await signedNonce(chain, withLength(concat([head, extra])), coldkey1, header)).toBe(undefined)
  expect(decoded).toBeLessThan(10_000)
})

/** Four bytes of a compact number. */
const compact = (value: number) => [0, 8, 16, 24].map(shift => ((value * 4 + 2) >>> shift) & 0xff)
