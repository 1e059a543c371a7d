import { blake2AsHex, decodeAddress, sr25519Verify } from '@polkadot/util-crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { netuidFrom, parseAlpha } from '../../src/balance/index.ts'
import type { Chain } from '../../src/chain/chain.ts'
import { batchAll, type Call, moveStake, swapStake } from '../../src/chain/extrinsic/calls.ts'
import {
  type Composer,
  createComposer,
  type Signer,
  sign,
  unsignedBytes,
} from '../../src/chain/extrinsic/compose.ts'
import { assertMeaning } from '../../src/chain/extrinsic/decode-back.ts'
import { openColdkey } from '../../src/wallet/open.ts'
import { codeOf, failureOf } from '../support/failure.ts'
import { plainOpening } from '../support/sodium.ts'
import {
  coldkey1,
  coldkey2,
  filesWithWallets,
  hot25,
  hot26,
  openChain,
  startChain,
} from '../support/test-chain.ts'
import { HOME } from '../support/test-host.ts'

let devnet: RunningDevnet
let chain: Chain
let composer: Composer
let signer: Signer
let resourcesLeft: readonly string[]

const waiting = () =>
  process.getActiveResourcesInfo().filter(name => /Timeout|Immediate|Socket|TCP/.test(name))

beforeAll(async () => {
  devnet = await startChain({ seal: { kind: 'manual' } })
  chain = await openChain(devnet)
  const before = waiting()
  composer = await createComposer(chain)
  resourcesLeft = waiting().slice(before.length)
  const path = `${HOME}/.bittensor/wallets`
  const opening = plainOpening(n => new Uint8Array(n).fill(7))
  signer = await openColdkey({ files: await filesWithWallets(), path }, 'coldkey_1', opening)
})
afterAll(async () => {
  chain.close()
  await devnet.stop()
})

const [origin, destination] = [netuidFrom(45, 'origin'), netuidFrom(0, 'destination')]
const amount = parseAlpha('1.5', origin)
const swap = swapStake({ hotkey: hot25, origin, destination, amount })
const move = moveStake({ originHotkey: hot25, destinationHotkey: hot26, origin, destination, amount })

const compose = async (call: Call, more: { nonce?: number; era?: number } = {}) => {
  const { block } = await chain.head()
  return composer.compose(call, { signer: coldkey1, nonce: 0, era: 16, block, ...more })
}

test('composing opens no connection and leaves no timer', () => {
  expect(resourcesLeft).toEqual([])
})

describe('the chain takes what is composed and signed', () => {
  test.each([4, 8, 16, 64, 256, 2048])('with an era of %i blocks, up to its last block', async era => {
    const unsigned = await compose(swap, { era })
    expect(unsigned.lastBlock).toBe(unsigned.block.number + era - 1)
    const { bytes, hash } = await sign(unsigned, signer)
    expect(hash).toBe(blake2AsHex(bytes, 256))
    expect(await devnet.core.request('author_submitExtrinsic', [bytes])).toBe(hash)
    await devnet.core.request('author_removeExtrinsic', [[{ hash }]])
  })

  test.each([1, 63, 64, 16_383, 16_384, 2 ** 30 - 1, 2 ** 30, 2 ** 32 - 1])('with nonce %i', async nonce => {
    const { bytes, hash } = await sign(await compose(swap, { nonce }), signer)
    const future = await devnet.core.request('author_submitExtrinsic', [bytes])
    expect(future).toBe(hash)
    await devnet.core.request('author_removeExtrinsic', [[{ hash }]])
  })

  test.each([
    ['a swap', () => swap],
    ['a move', () => move],
    ['a batch', () => batchAll([swap, move])],
    ['a payload longer than 256 bytes', () => batchAll([swap, move, swap, move, swap, move])],
  ])('as %s, whose signature verifies with @polkadot/util-crypto', async (_, call) => {
    const unsigned = await compose(call())
    const { bytes, hash } = await sign(unsigned, signer)
    expect(await devnet.core.request('author_submitExtrinsic', [bytes])).toBe(hash)
    await devnet.core.request('author_removeExtrinsic', [[{ hash }]])
    const signature = Buffer.from(bytes.slice(2), 'hex').subarray(2 + 2 + 33 + 1)
    const start = bytes.indexOf(Buffer.from(decodeAddress(coldkey1)).toString('hex')) / 2 - 1 + 32 + 1
    const found = Buffer.from(bytes.slice(2), 'hex').subarray(start, start + 64)
    expect(signature.length).toBeGreaterThan(64)
    expect(sr25519Verify(unsigned.payload, found, decodeAddress(coldkey1))).toBe(true)
  })

  test('for the era of its own chain only', async () => {
    const other = await startChain({
      seal: { kind: 'manual' },
      scenario: { name: 'other', subnets: [{ netuid: 0, name: 'root', symbol: 'T' }] },
    })
    const { bytes } = await sign(await compose(swap), signer)
    await expect(other.core.request('author_submitExtrinsic', [bytes])).rejects.toThrow()
    await other.stop()
  })
})

test('the bytes asked about for the fee are as many as those signed', async () => {
  const unsigned = await compose(swap)
  const { bytes } = await sign(unsigned, signer)
  expect(unsignedBytes(unsigned).length).toBe((bytes.length - 2) / 2)
})

test('a key of another account is not asked to sign', async () => {
  const { block } = await chain.head()
  const unsigned = composer.compose(swap, { signer: coldkey2, nonce: 0, era: 16, block })
  let asked = false
  const watched: Signer = {
    ...signer,
    async sign() {
      asked = true
      return new Uint8Array(64)
    },
  }
  expect(await codeOf(sign(unsigned, watched))).toEqual(['E_BUG', 1])
  expect(asked).toBe(false)
})

test('a call the runtime does not have is not composed', async () => {
  const failure = await failureOf(compose({ pallet: 'SubtensorModule', name: 'swap_steak', args: {} }))
  expect([failure.code, failure.message]).toEqual([
    'E_RUNTIME',
    expect.stringContaining('call SubtensorModule.swap_steak'),
  ])
})

describe('bytes that say anything but the plan are refused', () => {
  const encoded = () =>
    compose(batchAll([swap, move])).then(({ callHex }) => Buffer.from(callHex.slice(2), 'hex'))
  const changedArgs = (call: Call, args: Call['args']): Call => ({ ...call, args: { ...call.args, ...args } })

  test('the plan itself is not', async () => {
    assertMeaning(chain.runtime, batchAll([swap, move]), await encoded())
  })

  test.each<[string, () => Call]>([
    ['another hotkey', () => batchAll([changedArgs(swap, { hotkey: hot26 }), move])],
    ['another origin', () => batchAll([changedArgs(swap, { origin_netuid: 8 }), move])],
    ['another destination', () => batchAll([changedArgs(swap, { destination_netuid: 1 }), move])],
    ['a rao more', () => batchAll([changedArgs(swap, { alpha_amount: 1_500_000_001n }), move])],
    [
      'a rao less, in the second call',
      () => batchAll([swap, changedArgs(move, { alpha_amount: 1_499_999_999n })]),
    ],
    [
      'hotkeys exchanged',
      () => batchAll([swap, changedArgs(move, { origin_hotkey: hot26, destination_hotkey: hot25 })]),
    ],
    ['calls exchanged', () => batchAll([move, swap])],
    ['a call less', () => batchAll([swap])],
    ['a call more', () => batchAll([swap, move, move])],
    ['another batch', () => ({ ...batchAll([swap, move]), name: 'force_batch' })],
    ['another pallet', () => ({ ...batchAll([swap, move]), pallet: 'Balances' })],
    ['an argument more', () => batchAll([changedArgs(swap, { limit_price: 1n }), move])],
    ['no batch', () => swap],
  ])('%s', async (_, planned) => {
    const bytes = await encoded()
    expect(await codeOf(() => assertMeaning(chain.runtime, planned(), bytes))).toEqual(['E_MEANING', 3])
  })

  test('every single byte changed', async () => {
    const bytes = await encoded()
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Uint8Array.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      const refuse = () => assertMeaning(chain.runtime, batchAll([swap, move]), changed)
      expect(refuse, `byte ${at}`).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/E_MEANING|E_ENDPOINT/) }),
      )
    }
  })

  test('bytes after the call, and bytes missing', async () => {
    const bytes = await encoded()
    const plan = batchAll([swap, move])
    expect(await codeOf(() => assertMeaning(chain.runtime, plan, Uint8Array.of(...bytes, 0)))).toEqual([
      'E_MEANING',
      3,
    ])
    expect((await failureOf(() => assertMeaning(chain.runtime, plan, bytes.subarray(0, -1)))).exit).not.toBe(
      1,
    )
  })
})
