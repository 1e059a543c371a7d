import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata'
import { Bytes, Option, u32 } from '@polkadot-api/substrate-bindings'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toHex } from '../../../src/devnet/node/bytes.ts'
import { errorJson } from '../../../src/devnet/rpc/error.ts'
import { type Bench, pairOf, startBench, swapToRoot } from '../node/harness.ts'

let bench: Bench
const alice = pairOf('coldkey_1')

beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

const swap = () => swapToRoot(bench.api, 45, '1000000000')
const submit = (signed: string) => bench.devnet.core.request('author_submitExtrinsic', [signed])

/** The digest as a wallet computes it: from the metadata that the chain serves, and what it knows of the token. */
async function digestOf(token: { decimals: number; tokenSymbol: string }): Promise<`0x${string}`> {
  const served = await bench.devnet.core.request('state_call', [
    'Metadata_metadata_at_version',
    toHex(u32.enc(16)),
  ])
  const metadata = Option(Bytes()).dec(String(served))
  if (metadata === undefined) throw new Error('the chain serves no metadata V16')
  return toHex(merkleizeMetadata(metadata, token).digest())
}

const token = { decimals: 9, tokenSymbol: 'TAO' }

async function expectBadSignature(signed: string): Promise<void> {
  const failure = await submit(signed).then(
    () => 'accepted',
    (refused: unknown) => errorJson(refused),
  )
  expect(failure).toEqual({
    code: 1010,
    message: 'Invalid Transaction',
    data: 'Transaction has a bad signature',
  })
}

describe('an extrinsic that signs the digest of the metadata', () => {
  test('executes', async () => {
    const signed = await bench.sign(swap(), alice, { mode: 1, metadataHash: await digestOf(token) })
    expect(await submit(signed)).toMatch(/^0x[0-9a-f]{64}$/)
    const { hash } = bench.devnet.newBlock()
    const events = await (await bench.api.at(hash)).query.system?.events?.()
    const names = (events as unknown as { event: { method: string } }[]).map(({ event }) => event.method)
    expect(names).toContain('StakeSwapped')
    expect(names.at(-1)).toBe('ExtrinsicSuccess')
  })

  test('is refused if the wallet was shown another token', async () => {
    for (const other of [
      { decimals: 12, tokenSymbol: 'TAO' },
      { decimals: 9, tokenSymbol: 'DOT' },
    ]) {
      const metadataHash = await digestOf(other)
      await expectBadSignature(await bench.sign(swap(), alice, { mode: 1, metadataHash }))
    }
  })

  test('is refused if it does not say so', async () => {
    const metadataHash = await digestOf(token)
    const { registry, genesisHash, runtimeVersion } = bench.api
    const fields = {
      ...{ method: swap().method.toHex(), nonce: 0, era: '0x00', tip: 0, mode: 1, metadataHash },
      specVersion: runtimeVersion.specVersion.toNumber(),
      transactionVersion: runtimeVersion.transactionVersion.toNumber(),
      genesisHash: genesisHash.toHex(),
      blockHash: genesisHash.toHex(),
    }
    const payload = registry.createType('ExtrinsicPayload', fields, { version: 4 })
    const { signature } = payload.sign(alice)
    const unsaid = registry.createType('ExtrinsicPayload', { ...fields, mode: 0 }, { version: 4 })
    const honest = swap().addSignature(alice.address, signature, payload.toU8a()).toHex()
    const silent = swap().addSignature(alice.address, signature, unsaid.toU8a()).toHex()
    await expectBadSignature(silent)
    expect(await submit(honest)).toMatch(/^0x/)
  })
})
