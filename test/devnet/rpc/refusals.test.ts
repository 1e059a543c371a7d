import { Keyring } from '@polkadot/api'
import type { ExtrinsicPayload } from '@polkadot/types/interfaces'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { errorJson } from '../../../devnet/rpc/error.ts'
import { toHex, withLength } from '../../../src/scale/bytes.ts'
import { type Bench, call, pairOf, startBench, swapToRoot } from '../node/harness.ts'

let bench: Bench
const alice = pairOf('coldkey_1')

beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

/** What a client is told when it submits. */
async function refusal(signed: string): Promise<unknown> {
  try {
    await bench.devnet.core.request('author_submitExtrinsic', [signed])
  } catch (failure) {
    return errorJson(failure)
  }
  return 'accepted'
}

const invalid = (data: string) => ({ code: 1010, message: 'Invalid Transaction', data })
const badSignature = invalid('Transaction has a bad signature')
const swap = () => swapToRoot(bench.api, 45, '1000000000')

/** The extrinsic with one byte changed, counted from the start behind the length (2 bytes). */
function tamper(signed: string, at: number, change: (byte: number) => number): string {
  const bytes = Buffer.from(signed.slice(2), 'hex')
  bytes[at + 2] = change(bytes[at + 2] ?? 0)
  return `0x${bytes.toString('hex')}`
}
const signature = 1 + 33 + 1

describe('a node refuses', () => {
  test('a signature with one bit flipped', async () => {
    expect(await refusal(tamper(await bench.sign(swap(), alice), signature + 5, byte => byte ^ 1))).toEqual(
      badSignature,
    )
  })

  test('a signature that is no curve point or no sr25519 signature at all', async () => {
    const signed = await bench.sign(swap(), alice)
    const zeros =
      signed.slice(0, 2 + 2 * (2 + signature)) + '00'.repeat(64) + signed.slice(2 + 2 * (2 + signature + 64))
    const ones =
      signed.slice(0, 2 + 2 * (2 + signature)) + 'ff'.repeat(64) + signed.slice(2 + 2 * (2 + signature + 64))
    expect(await refusal(zeros)).toEqual(badSignature)
    expect(await refusal(ones)).toEqual(badSignature)
  })

  test('another signer than the one who signed', async () => {
    const signed = await bench.sign(swap(), alice)
    const bob = Buffer.from(pairOf('coldkey_2').publicKey).toString('hex')
    expect(await refusal(signed.replace(Buffer.from(alice.publicKey).toString('hex'), bob))).toEqual(
      badSignature,
    )
  })

  test('other call arguments than those signed', async () => {
    const signed = await bench.sign(swap(), alice)
    const last = signed.length / 2 - 1 - 2 - 1
    expect(await refusal(tamper(signed, last, byte => byte ^ 1))).toEqual(badSignature)
  })

  /** Signs with versions and genesis of our choice; the client's own signing would put in the chain's. */
  const signFor = (other: { genesisHash?: string; specVersion?: number; transactionVersion?: number }) => {
    const { genesisHash, registry, runtimeVersion } = bench.api
    const fields = {
      ...{ method: swap().method.toHex(), nonce: 0, era: '0x00', tip: 0, mode: 0, metadataHash: null },
      specVersion: runtimeVersion.specVersion.toNumber(),
      transactionVersion: runtimeVersion.transactionVersion.toNumber(),
      genesisHash: genesisHash.toHex(),
      blockHash: other.genesisHash ?? genesisHash.toHex(),
      ...other,
    }
    const payload = registry.createTypeUnsafe<ExtrinsicPayload>('ExtrinsicPayload', [fields, { version: 4 }])
    const { signature } = payload.sign(alice)
    return swap().addSignature(alice.address, signature, payload.toU8a()).toHex()
  }
  const elsewhere = `0x${'22'.repeat(32)}`

  test.each([
    ['genesis', { genesisHash: elsewhere }],
    ['spec version', { specVersion: 424 }],
    ['transaction version', { transactionVersion: 2 }],
  ])('a signature for another %s', async (_, other) => {
    expect(await refusal(signFor(other))).toEqual(badSignature)
  })

  test('nothing that was signed the same way for this chain', async () => {
    expect(await refusal(signFor({}))).toBe('accepted')
  })

  test('an ed25519 and an ecdsa signature', async () => {
    for (const type of ['ed25519', 'ecdsa'] as const) {
      const pair = new Keyring({ type }).addFromUri('//Alice')
      expect(await refusal(await bench.sign(swap(), pair))).toEqual(badSignature)
    }
  })

  test('an era that has passed', async () => {
    const born = bench.devnet.newBlock()
    const era = bench.api.createType('ExtrinsicEra', { current: 1, period: 4 })
    const signed = await bench.sign(swap(), alice, { era, blockHash: born.hash })
    for (let i = 0; i < 4; i += 1) bench.devnet.newBlock()
    expect(await refusal(signed)).toEqual(badSignature)
  })

  test('an era that began in a block to come', async () => {
    const era = bench.api.createType('ExtrinsicEra', { current: 30, period: 64 })
    const signed = await bench.sign(swap(), alice, { era, blockHash: bench.devnet.genesisHash })
    expect(await refusal(signed)).toEqual(invalid('Transaction has an ancient birth block'))
  })

  test('a birth block that is forgotten', async () => {
    const born = bench.devnet.newBlock()
    const era = bench.api.createType('ExtrinsicEra', { current: 1, period: 4096 })
    const signed = await bench.sign(swap(), alice, { era, blockHash: born.hash })
    for (let i = 0; i < 2402; i += 1) bench.devnet.newBlock()
    expect(await refusal(signed)).toEqual(invalid('Transaction has an ancient birth block'))
  })

  test('a nonce that was used', async () => {
    await bench.watch(await bench.sign(swap(), alice))
    bench.devnet.newBlock()
    const again = await bench.sign(swapToRoot(bench.api, 45, '1'), alice)
    expect(await refusal(again)).toEqual(invalid('Transaction is outdated'))
  })

  test('a signer who cannot pay', async () => {
    const poor = new Keyring({ type: 'sr25519' }).addFromUri('//Nobody')
    const signed = await bench.sign(call(bench.api, 'system', 'remark', '0x00'), poor)
    expect(await refusal(signed)).toEqual(
      invalid('Inability to pay some fees (e.g. account balance too low)'),
    )
  })

  test('the same transaction twice, and once it was in a block', async () => {
    const signed = await bench.sign(swap(), alice)
    const hash = await bench.devnet.core.request('author_submitExtrinsic', [signed])
    expect(await refusal(signed)).toEqual({ code: 1013, message: 'Transaction Already Imported', data: hash })
    bench.devnet.newBlock()
    expect(await refusal(signed)).toEqual({ code: 1012, message: 'Transaction is temporarily banned' })
  })

  test('what it has found invalid, for a while', async () => {
    const bad = tamper(await bench.sign(swap(), alice), signature, byte => byte ^ 1)
    expect(await refusal(bad)).toEqual(badSignature)
    expect(await refusal(bad)).toEqual({ code: 1012, message: 'Transaction is temporarily banned' })
    for (let i = 0; i < 150; i += 1) bench.devnet.newBlock()
    expect(await refusal(bad)).toEqual(badSignature)
  })

  test('a rival of the same nonce', async () => {
    await bench.watch(await bench.sign(swap(), alice))
    const rival = await bench.sign(swapToRoot(bench.api, 45, '2000000000'), alice)
    expect(await refusal(rival)).toMatchObject({ code: 1014, message: 'Priority is too low: (1 vs 1)' })
  })

  test('calls nested deeper than 8', async () => {
    const within = (depth: number, innermost: ReturnType<typeof call>): ReturnType<typeof call> =>
      depth === 0 ? innermost : call(bench.api, 'utility', 'batchAll', [within(depth - 1, innermost)])
    const remark = call(bench.api, 'system', 'remark', '0x00')
    const empty = call(bench.api, 'utility', 'batchAll', [])
    const refused = invalid('Transaction call is not expected')
    expect(await refusal(await bench.sign(within(9, remark), alice))).toEqual(refused)
    expect(await refusal(await bench.sign(within(8, empty), alice))).toEqual(refused)
    await bench.watch(await bench.sign(within(8, remark), alice))
  })

  test('an extrinsic larger than a block', async () => {
    const big = call(bench.api, 'system', 'remark', `0x${'00'.repeat(7_864_320)}`)
    expect(await refusal(await bench.sign(big, alice))).toEqual(
      invalid('Transaction would exhaust the block limits'),
    )
  })

  test('bytes that are no extrinsic', async () => {
    const signed = await bench.sign(swap(), alice)
    expect(await refusal('0x')).toMatchObject({ code: 1001 })
    expect(await refusal(signed.slice(0, -2))).toMatchObject({ code: 1001 })
    expect(await refusal(`${signed}00`)).toMatchObject({ code: 1001 })
    expect(await refusal('0x04ff')).toMatchObject({ code: 1002 })
    expect(await refusal(tamper(signed, 0, () => 0x85))).toMatchObject({ code: 1002 })
    // No such pallet.
    expect(await refusal(tamper(signed, signature + 64 + 4, () => 0xee))).toMatchObject({ code: 1002 })
    expect(await refusal('nonsense')).toMatchObject({ code: -32602 })
  })

  test('an unsigned call', async () => {
    const unsigned = bench.api.tx.timestamp?.set?.(1).toHex() ?? ''
    expect(await refusal(unsigned)).toMatchObject({ code: 1011, message: 'Unknown Transaction Validity' })
  })

  test('nesting that would exhaust the stack', async () => {
    const signed = Buffer.from((await bench.sign(swap(), alice, { era: 0 })).slice(2), 'hex')
    // Version, address, signature, era, nonce, tip, metadata hash mode.
    const head = signed.subarray(2, 2 + signature + 64 + 4)
    const batch = Buffer.from([11, 2, 4])
    const body = Buffer.concat([head, ...Array.from({ length: 60_000 }, () => batch), Buffer.from([0, 0, 0])])
    expect(await refusal(toHex(withLength(body)))).toMatchObject({ code: 1002 })
  })
})

describe('a node takes', () => {
  test('a mortal transaction in its era, an immortal one, and one with a tip', async () => {
    const born = bench.devnet.newBlock()
    const era = bench.api.createType('ExtrinsicEra', { current: 1, period: 64 })
    expect(await refusal(await bench.sign(swap(), alice, { era, blockHash: born.hash }))).toBe('accepted')
    expect(await refusal(await bench.sign(swap(), alice, { era: 0, nonce: 1 }))).toBe('accepted')
    expect(await refusal(await bench.sign(swap(), alice, { era: 0, nonce: 2, tip: 5 }))).toBe('accepted')
  })

  test('a payload longer than 256 bytes, which is hashed before it is signed', async () => {
    const long = call(bench.api, 'system', 'remark', `0x${'ab'.repeat(300)}`)
    expect(await refusal(await bench.sign(long, alice, { era: 0 }))).toBe('accepted')
  })

  test('a nonce to come, which waits for those before it', async () => {
    const statuses = await bench.watch(await bench.sign(swap(), alice, { nonce: 1 }))
    expect(statuses).toEqual(['future'])
    await bench.watch(await bench.sign(swap(), alice, { nonce: 0 }))
    expect(statuses).toEqual(['future', 'ready'])
    expect(await bench.devnet.core.request('system_accountNextIndex', [alice.address])).toBe(2)
  })
})
