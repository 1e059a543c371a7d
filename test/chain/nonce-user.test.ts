import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { Chain } from '../../src/chain/chain.ts'
import { type Blocks, openBlocks } from '../../src/chain/outcome/blocks.ts'
import { findNonceUser, readNonce } from '../../src/chain/outcome/nonce-user.ts'
import type { Traceable } from '../../src/chain/outcome/traceable.ts'
import { fromHex, type Hex, hashOf } from '../../src/scale/bytes.ts'
import { addStake, signed } from '../devnet/control/signed.ts'
import { codeOf } from '../support/failure.ts'
import { coldkey1, coldkey2, openChain, startChain } from '../support/test-chain.ts'

let devnet: RunningDevnet
let chain: Chain
beforeEach(async () => {
  devnet = await startChain({ seal: { kind: 'manual' } })
  devnet.control.blocks.make({ count: 3 })
  chain = await openChain(devnet)
})
afterEach(async () => {
  chain.close()
  await devnet.stop()
})

const by = (signer: string, nonce: number, rao = 5_000_000_000n) =>
  signed(devnet, signer, nonce, addStake(45, rao))
const own = (nonce: number, rao?: bigint) => by('coldkey_1', nonce, rao)
const make = (count = 1) => devnet.control.blocks.make({ count })
/** Puts it into the next block. */
async function include(bytes: Hex) {
  await devnet.core.request('author_submitExtrinsic', [bytes])
  const { hash, header } = make()
  return { hash: hashOf(fromHex(bytes)), block: { number: header.number, hash } }
}
const traceable = (more: Partial<Traceable> = {}): Traceable => ({
  ...{ hash: `0x${'00'.repeat(32)}`, signer: coldkey1, nonce: 0, firstBlock: 3, lastBlock: 18 },
  ...more,
})

type Request = Chain['rpc']['request']

/** Looks for who used a nonce, in blocks as they are or as somebody tells them. */
function find(more: Partial<Traceable> = {}, { meddle, tell }: Meddled = {}) {
  const request: Request = meddle
    ? (method, params) => meddle(method, params) ?? chain.rpc.request(method, params)
    : chain.rpc.request
  const past: Chain = { ...chain, rpc: { ...chain.rpc, request } }
  const blocks = openBlocks(past.rpc, traceable(more))
  const told: Blocks = tell
    ? { ...blocks, from: async (...range) => (await blocks.from(...range)).map(tell) }
    : blocks
  const { hash, header } = devnet.chain.tree.best()
  devnet.control.blocks.finalize()
  return findNonceUser(past, told, traceable(more), { number: header.number, hash })
}

interface Meddled {
  readonly meddle?: (...asked: Parameters<Request>) => Promise<unknown> | undefined
  readonly tell?: (block: Awaited<ReturnType<Blocks['from']>>[number]) => typeof block
}

/** Tells that a block holds one extrinsic that says it is of the account, and no other. */
const telling =
  (number: number, bytes: Uint8Array): NonNullable<Meddled['tell']> =>
  block => ({ ...block, own: block.number === number ? [{ hash: hashOf(bytes), bytes }] : [] })

describe('who used a nonce', () => {
  test('is our own extrinsic, by its hash and its block', async () => {
    make(2)
    const ours = await include(own(0))
    make(4)
    expect(await find()).toEqual(ours)
  })

  test.each([0, 2])('is another of the account with nonce %i, among others of it', async nonce => {
    const used = [await include(own(0)), await include(own(1)), await include(own(2, 6_000_000_000n))]
    make(40)
    expect(await find({ nonce })).toEqual(used[nonce])
  })

  test('is found far outside the era, before it and behind it', async () => {
    const used = await include(own(0))
    make(60)
    expect(await find({ firstBlock: 30, lastBlock: 45 })).toEqual(used)
    const late = await include(own(1))
    make(100)
    expect(await find({ nonce: 1 })).toEqual(late)
  })

  test('is found in the blocks alone where the endpoint has lost their states', async () => {
    make(30)
    const used = await include(own(0))
    make(30)
    const meddle: Meddled['meddle'] = method =>
      method === 'state_call' ? chain.rpc.request('state_call', ['NoSuchApi', '0x']) : undefined
    expect(await find({}, { meddle })).toEqual(used)
  })

  test('is nobody where it was not used, or not yet', async () => {
    await include(by('coldkey_2', 0))
    make(40)
    expect(await find()).toBeUndefined()
    await include(own(0))
    expect(await find({ nonce: 1 })).toBeUndefined()
  })

  test('is not whoever has the nonce of another account', async () => {
    const theirs = await include(by('coldkey_2', 0))
    make(2)
    expect(await find()).toBeUndefined()
    expect(await find({ signer: coldkey2 })).toEqual(theirs)
  })

  test('is nobody where the endpoint hides the block', async () => {
    const { block } = await include(own(0))
    make(4)
    const meddle: Meddled['meddle'] = (method, params) =>
      method === 'chain_getBlock' && params?.[0] === block.hash ? Promise.resolve(null) : undefined
    expect(await find({}, { meddle })).toBeUndefined()
  })
})

describe('an endpoint that invents who used it', () => {
  const bytes = () => fromHex(own(0))
  beforeEach(() => {
    make(10)
  })

  test('is believed with a true signature, which nobody else can make', async () => {
    const number = 7
    expect(fromHex(own(1))[102]).toBe(1 << 2) // Where the nonce stands, below.
    expect(await find({}, { tell: telling(number, bytes()) })).toMatchObject({ block: { number } })
  })

  test.each([
    ['a signature of another account', () => forged()],
    ['a signature with another bit', () => bytes().map((byte, i) => (i === 40 ? byte ^ 1 : byte))],
    ['no signature', () => bytes().map((byte, i) => (i >= 37 && i < 101 ? 0 : byte))],
    [
      'another call under the signature',
      () => bytes().map((byte, i, all) => (i === all.length - 1 ? byte ^ 1 : byte)),
    ],
    ['another nonce under the signature', () => fromHex(own(1)).map((byte, i) => (i === 102 ? 0 : byte))],
    ['the bytes that were signed for it, in a frame of another hash', () => Uint8Array.of(...bytes(), 0)],
  ])('is not believed: %s', async (_, invented) => {
    expect(await find({}, { tell: telling(7, invented()) })).toBeUndefined()
  })

  /** What the other account signed, under the name of ours. */
  function forged(): Uint8Array {
    const theirs = fromHex(by('coldkey_2', 0))
    const name = bytes().subarray(3, 36)
    return theirs.map((byte, i) => (i >= 3 && i < 36 ? (name[i - 3] ?? byte) : byte))
  }
})

describe('the nonce of an account', () => {
  test('is that after the block, and 0 of nobody', async () => {
    const { block } = await include(own(0))
    const before = devnet.chain.tree.at(block.number - 1)?.hash
    expect(await readNonce(chain.rpc, coldkey1, block.hash)).toBe(1)
    expect(await readNonce(chain.rpc, coldkey1, before ?? '0x')).toBe(0)
  })

  test('is not known where the node refuses, and at fault in another form', async () => {
    const { hash } = devnet.chain.tree.best()
    expect(await readNonce(chain.rpc, coldkey1, `0x${'12'.repeat(32)}`)).toBeUndefined()
    for (const answer of ['0x', '0x0000', '0x0000000000', 'text', 7, null]) {
      expect(await codeOf(readNonce({ request: async () => answer }, coldkey1, hash))).toEqual([
        'E_ENDPOINT',
        6,
      ])
    }
  })
})
