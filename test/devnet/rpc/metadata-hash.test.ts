import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata'
import { Bytes, Option, u32 } from '@polkadot-api/substrate-bindings'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { errorJson } from '../../../devnet/rpc/error.ts'
import { toHex } from '../../../src/scale/bytes.ts'
import { describeOnEachRuntime } from '../../support/runtimes.ts'
import { type Bench, pairOf, startBench, swapToRoot } from '../node/harness.ts'

let bench: Bench
const alice = pairOf('coldkey_1')

const swap = () => swapToRoot(bench.api, 45, '1000000000')
const submit = (signed: string) => bench.devnet.core.request('author_submitExtrinsic', [signed])

/** The digest as a wallet computes it: from the metadata that the chain serves, and what it knows of the token. */
async function digestOf(token: { decimals: number; tokenSymbol: string }): Promise<`0x${string}`> {
  const at = async (version: number) => {
    const asked = ['Metadata_metadata_at_version', toHex(u32.enc(version))]
    return Option(Bytes()).dec(String(await bench.devnet.core.request('state_call', asked)))
  }
  const metadata = (await at(16)) ?? (await at(15))
  if (metadata === undefined) throw new Error('the chain serves no metadata that has a digest')
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

describeOnEachRuntime('an extrinsic that signs the digest of the metadata', runtime => {
  beforeEach(async () => {
    bench = await startBench({ metadata: runtime.metadata() })
  })
  afterEach(() => bench.stop())

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

  /** Signs a digest in mode 1 for a spec version; the extrinsic says it was signed in mode `said`. */
  const signDigest = (metadataHash: string, specVersion: number, said: 0 | 1): string => {
    const { registry, genesisHash, runtimeVersion } = bench.api
    const fields = {
      ...{ method: swap().method.toHex(), nonce: 0, era: '0x00', tip: 0, metadataHash, specVersion },
      transactionVersion: runtimeVersion.transactionVersion.toNumber(),
      genesisHash: genesisHash.toHex(),
      blockHash: genesisHash.toHex(),
    }
    const payload = (mode: number) =>
      registry.createType('ExtrinsicPayload', { ...fields, mode }, { version: 4 })
    const { signature } = payload(1).sign(alice)
    return swap().addSignature(alice.address, signature, payload(said).toU8a()).toHex()
  }

  test('is refused if it does not say so', async () => {
    const digest = await digestOf(token)
    await expectBadSignature(signDigest(digest, runtime.specVersion, 0))
    expect(await submit(signDigest(digest, runtime.specVersion, 1))).toMatch(/^0x/)
  })

  test('is refused after an upgrade if it signs the digest of before', async () => {
    const before = await digestOf(token)
    const upgraded = runtime.specVersion + 1
    bench.devnet.control.runtime.upgrade({ specVersion: upgraded })
    bench.devnet.newBlock()
    const after = await digestOf(token)
    expect(after).not.toBe(before)
    await expectBadSignature(signDigest(before, upgraded, 1))
    expect(await submit(signDigest(after, upgraded, 1))).toMatch(/^0x/)
  })
})
