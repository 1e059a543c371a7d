import { secretFromSeed, sign as signWith } from '@scure/sr25519'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { developmentKey } from '../../devnet/scenario/wallet-keys.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { netuidFrom, parseAlpha } from '../../src/balance/index.ts'
import type { Chain } from '../../src/chain/chain.ts'
import { swapStake } from '../../src/chain/extrinsic/calls.ts'
import { createComposer } from '../../src/chain/extrinsic/compose.ts'
import { claimsSigner, signedNonce } from '../../src/chain/outcome/signed-by.ts'
import { RpcError } from '../../src/chain/rpc/rpc.ts'
import { CliError } from '../../src/errors/cli-error.ts'
import { fromHex } from '../../src/scale/bytes.ts'
import { addStake, signed } from '../devnet/control/signed.ts'
import { coldkey1, coldkey2, hot25, openChain, startChain } from '../support/test-chain.ts'

let devnet: RunningDevnet
let chain: Chain
beforeAll(async () => {
  devnet = await startChain({ seal: { kind: 'manual' } })
  devnet.control.blocks.make({ count: 40 })
  chain = await openChain(devnet)
})
afterAll(async () => {
  chain.close()
  await devnet.stop()
})

const stake = addStake(45, 5_000_000_000n)
const own = (nonce = 7, specVersion = 425) => fromHex(signed(devnet, 'coldkey_1', nonce, stake, specVersion))
const blockAt = (number: number) => {
  const block = devnet.chain.tree.at(number)
  if (!block) throw new Error(`there is no block ${number}`)
  return block
}
const nonceOf = (bytes: Uint8Array, { number = 9, signer = coldkey1, past = chain } = {}) =>
  signedNonce(past, bytes, signer, blockAt(number).header)

const [origin, destination] = [netuidFrom(45, 'origin'), netuidFrom(0, 'destination')]
const swap = swapStake({ hotkey: hot25, origin, destination, amount: parseAlpha('1.5', origin) })

/** A mortal extrinsic, signed by any key. */
async function mortal(era: number, born: number, seedOf = 'coldkey_1') {
  const composer = await createComposer(chain)
  const block = { number: born, hash: blockAt(born).hash }
  const unsigned = composer.compose(swap, { signer: coldkey1, nonce: 3, era, block })
  const secret = secretFromSeed(developmentKey(seedOf).seed)
  return unsigned.withSignature(signWith(secret, unsigned.payload, n => new Uint8Array(n).fill(7)))
}
const changed = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
/** Where the signature stands behind length, version, address and kind of the signature. */
const SIGNATURE = 2 + 1 + 33 + 1

describe('the nonce of what an account signed', () => {
  test.each([0, 7, 63, 64, 20_000])('%i', async nonce => {
    expect(await nonceOf(own(nonce))).toBe(nonce)
  })

  test('of a payload so long that its hash is signed', async () => {
    const remark = { type: 'System', value: { type: 'remark', value: { remark: new Uint8Array(300) } } }
    expect(await nonceOf(fromHex(signed(devnet, 'coldkey_1', 5, remark)))).toBe(5)
  })

  test('of one that dies, in every block of its era and in none outside it', async () => {
    const bytes = await mortal(16, 20)
    for (const number of [21, 30, 35]) expect(await nonceOf(bytes, { number })).toBe(3)
    for (const number of [19, 4, 36, 40]) expect(await nonceOf(bytes, { number })).toBeUndefined()
  })

  test('by the runtime of now where the node has lost the state of the block', async () => {
    const cause = new RpcError(4003, 'State already discarded', undefined)
    const past: Chain = {
      ...chain,
      rpc: {
        ...chain.rpc,
        async request(method, params) {
          if (method === 'state_getRuntimeVersion')
            throw new CliError('E_ENDPOINT', { problem: 'x' }, { cause })
          return chain.rpc.request(method, params)
        },
      },
    }
    expect(await nonceOf(own(), { past })).toBe(7)
  })
})

describe('is nobody’s signature:', () => {
  test('one by another account, under its own name or that of ours', async () => {
    const theirs = fromHex(signed(devnet, 'coldkey_2', 7, stake))
    expect(await nonceOf(theirs)).toBeUndefined()
    expect(await nonceOf(theirs, { signer: coldkey2 })).toBe(7)
    const forged = await mortal(16, 20, 'coldkey_2')
    expect(claimsSigner(forged, coldkey1)).toBe(true)
    expect(await nonceOf(forged, { number: 21 })).toBeUndefined()
  })

  test('one of which a bit was changed: in signature, nonce, tip or call', async () => {
    const bytes = own()
    for (const at of [SIGNATURE, SIGNATURE + 31, SIGNATURE + 63]) {
      expect(await nonceOf(changed(bytes, at))).toBeUndefined()
    }
    for (let at = SIGNATURE + 64; at < bytes.length; at += 1) {
      expect(await nonceOf(changed(bytes, at)), `byte ${at}`).toBeUndefined()
    }
  })

  test('what is no point of the curve, and zeros', async () => {
    for (const byte of [0xff, 0]) {
      const bytes = own().map((each, i) => (i >= SIGNATURE && i < SIGNATURE + 64 ? byte : each))
      expect(await nonceOf(bytes)).toBeUndefined()
    }
  })

  test('one of another kind, version or length', async () => {
    const bytes = own()
    expect(await nonceOf(changed(bytes, SIGNATURE - 1))).toBeUndefined()
    expect(await nonceOf(changed(bytes, 2))).toBeUndefined()
    for (let length = 0; length < bytes.length; length += 1) {
      expect(await nonceOf(bytes.subarray(0, length)), `${length} bytes`).toBeUndefined()
    }
  })

  test('the bytes of a true one in another frame, which would have another hash', async () => {
    const bytes = own()
    const content = bytes.subarray(2)
    const length = content.length
    expect(await nonceOf(Uint8Array.of(...bytes, 0))).toBeUndefined()
    const inFour = Uint8Array.of(((length << 2) & 0xff) | 2, length >> 6, 0, 0, ...content)
    const inBig = Uint8Array.of(3, length, 0, 0, 0, ...content)
    for (const framed of [inFour, inBig]) {
      expect(claimsSigner(framed, coldkey1)).toBe(true)
      expect(await nonceOf(framed)).toBeUndefined()
    }
  })

  test('one for another chain, spec or runtime version', async () => {
    const genesis = `0x${'ab'.repeat(32)}` as const
    expect(await nonceOf(own(), { past: { ...chain, genesis } })).toBeUndefined()
    expect(await nonceOf(own(7, 424))).toBeUndefined()
  })

  test('one that dies, born in a block that the node does not have', async () => {
    const bytes = await mortal(16, 20)
    const request: Chain['rpc']['request'] = async (method, params) =>
      method === 'chain_getBlockHash' ? null : chain.rpc.request(method, params)
    expect(
      await nonceOf(bytes, { number: 21, past: { ...chain, rpc: { ...chain.rpc, request } } }),
    ).toBeUndefined()
  })
})
