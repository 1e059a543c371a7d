import { blake2AsHex } from '@polkadot/util-crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { Address } from '../../src/chain/address.ts'
import type { Chain } from '../../src/chain/chain.ts'
import { readReceipt } from '../../src/chain/outcome/receipt.ts'
import { staked } from '../../src/chain/place.ts'
import { readHeader } from '../../src/chain/read/header.ts'
import { fromHex, type Hex } from '../../src/scale/bytes.ts'
import { orderedTrieRoot } from '../../src/scale/ordered-trie.ts'
import { codeOf } from '../support/failure.ts'
import {
  coldkey1,
  connectTo,
  filesWithWallets,
  hot1,
  hot25,
  hot26,
  openChain,
  startChain,
} from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

const rao = (amount: { toJSON(): { rao: string } } | undefined) => amount && BigInt(amount.toJSON().rao)

describe('of real extrinsics', () => {
  let devnet: RunningDevnet
  let chain: Chain
  beforeEach(async () => {
    devnet = await startChain()
    chain = await openChain(devnet)
  })
  afterEach(async () => {
    chain.close()
    await devnet.stop()
  })
  const run = async (...words: readonly string[]) => {
    const argv = ['stake', ...words, '--network', 'local', '--wallet', 'coldkey_1', '--yes', '--json']
    const ended = await taoctl(argv, { files: await filesWithWallets(), connect: connectTo(devnet) })
    const { hash, blockHash, blockNumber } = documentOf(ended).data.extrinsic
    return readReceipt(chain, { hash, firstBlock: blockNumber - 1, lastBlock: blockNumber }, blockHash)
  }

  test('a swap: the documented numbers, from its events', async () => {
    const receipt = await run('swap', '--origin', '45', '--destination', '0', '--hotkey', 'hot_25', '--all')
    const [executed, ...others] = receipt.executed
    expect(others).toEqual([])
    expect(executed).toMatchObject({ from: staked(coldkey1, hot25, 45), to: staked(coldkey1, hot25, 0) })
    expect(rao(executed?.sold)).toBe(21_536_911_597n)
    expect(rao(executed?.originFee)).toBe(10_844_862n)
    expect(rao(executed?.tao)).toBe(746_401_905n)
    expect(rao(executed?.received)).toBe(746_401_905n)
    expect(rao(executed?.destinationFee)).toBe(0n)
    expect(rao(receipt.transactionFee)).toBeGreaterThan(0n)
    expect(receipt).toMatchObject({ error: undefined, blockNumber: 1, index: 1 })
  })

  test('a move within a subnet: the exact amount, no fee, both hotkeys', async () => {
    const to = ['--destination-hotkey', 'hot_26', '--amount', '100']
    const { executed } = await run('move', '--origin', '1', '--origin-hotkey', 'hot_25', ...to)
    expect(executed).toHaveLength(1)
    expect(executed[0]).toMatchObject({ from: staked(coldkey1, hot25, 1), to: staked(coldkey1, hot26, 1) })
    expect([executed[0]?.sold, executed[0]?.received, executed[0]?.originFee].map(rao)).toEqual([
      100_000_000_000n,
      100_000_000_000n,
      0n,
    ])
  })

  test('a batch: each of its trades in order', async () => {
    const { executed } = await run('swap-all', '--destination', '0', '--all-hotkeys')
    expect(executed.map(each => [each.from.netuid, each.from.hotkey])).toEqual(
      expect.arrayContaining([
        [1, hot25],
        [8, hot26],
        [45, hot25],
        [64, hot1],
      ]),
    )
    expect(executed).toHaveLength(4)
    for (const each of executed) expect(rao(each.received)).toBe(rao(each.tao))
  })
})

describe('of events as written here', () => {
  let devnet: RunningDevnet
  let chain: Chain
  beforeAll(async () => {
    devnet = await startChain({ seal: { kind: 'manual' } })
    chain = await openChain(devnet)
  })
  afterAll(async () => {
    chain.close()
    await devnet.stop()
  })

  interface Event {
    readonly index?: number
    readonly pallet: string
    readonly name: string
    readonly fields: unknown
  }
  const info = {
    weight: { ref_time: 1n, proof_size: 0n },
    class: { type: 'Normal', value: undefined },
    pays_fee: { type: 'Yes', value: undefined },
  }
  const success: Event = { pallet: 'System', name: 'ExtrinsicSuccess', fields: { dispatch_info: info } }
  const failed = (dispatch_error: unknown): Event => ({
    pallet: 'System',
    name: 'ExtrinsicFailed',
    fields: { dispatch_error, dispatch_info: info },
  })
  const stake = (name: string, fields: readonly unknown[], index?: number): Event => ({
    pallet: 'SubtensorModule',
    name,
    fields,
    ...(index === undefined ? {} : { index }),
  })
  const removed = (tao: bigint, alpha: bigint, netuid: number, fee: bigint, hotkey: Address = hot25) =>
    stake('StakeRemoved', [coldkey1, hotkey, tao, alpha, netuid, fee])
  const added = (tao: bigint, alpha: bigint, netuid: number, fee: bigint) =>
    stake('StakeAdded', [coldkey1, hot25, tao, alpha, netuid, fee])
  const swapped = (from: number, to: number, tao: bigint) =>
    stake('StakeSwapped', [coldkey1, hot25, from, to, tao])

  const extrinsic = '0x0badc0de'
  const hash = blake2AsHex(extrinsic, 256) as Hex
  /** Its block, number 8, is the first that its era allows, and the last. */
  const ours = { hash, firstBlock: 7, lastBlock: 8 }

  /** The chain with one block that holds two other extrinsics before ours, and these events. */
  async function holding(events: readonly Event[]): Promise<{ chain: Chain; block: Hex }> {
    const item = chain.runtime.storage('System', 'Events')
    const records = events.map(({ index = 2, pallet, name, fields }) => ({
      phase: { type: 'ApplyExtrinsic', value: index },
      event: { type: pallet, value: { type: name, value: fields } },
      topics: [],
    }))
    const encoded = `0x${Buffer.from(item?.value.enc(records) ?? []).toString('hex')}`
    const extrinsics = ['0x01', '0x02', extrinsic] as const
    const header = {
      parentHash: devnet.genesisHash,
      number: '0x8',
      stateRoot: `0x${'05'.repeat(32)}`,
      extrinsicsRoot: orderedTrieRoot(extrinsics.map(fromHex), 'v0'),
      digest: { logs: [] },
    }
    const answers: Record<string, unknown> = {
      chain_getBlock: { block: { header, extrinsics } },
      state_getStorage: encoded,
      state_getRuntimeVersion: chain,
    }
    const rpc = { ...chain.rpc, request: async (method: string) => answers[method] }
    return { chain: { ...chain, rpc }, block: readHeader(header).hash }
  }
  const receiptOf = async (...events: readonly Event[]) => {
    const { chain: holder, block } = await holding(events)
    return readReceipt(holder, ours, block)
  }

  test('only events of its own count, and none of other pallets of the same name', async () => {
    const receipt = await receiptOf(
      stake('StakeRemoved', [coldkey1, hot26, 9n, 9n, 9, 9n], 1),
      removed(1000n, 9995n, 45, 5n),
      stake('StakeAdded', [coldkey1, hot26, 9n, 9n, 9, 9n], 3),
      added(1000n, 700n, 8, 0n),
      swapped(45, 8, 1000n),
      stake('StakeSwapped', [coldkey1, hot26, 9, 8, 9n], 1),
      { ...success, index: 1 },
      success,
    )
    expect(receipt.index).toBe(2)
    expect(receipt.executed).toHaveLength(1)
    const [executed] = receipt.executed
    expect([executed?.sold, executed?.originFee, executed?.tao, executed?.received].map(rao)).toEqual([
      10_000n,
      5n,
      1000n,
      700n,
    ])
  })

  test('the alpha sold first for the transaction fee is not part of the trade', async () => {
    const { executed, transactionFee } = await receiptOf(
      removed(7n, 77n, 45, 0n),
      stake('TransactionFeePaidWithAlpha', {
        who: coldkey1,
        netuid: 45,
        alpha_fee: 77n,
        tao_amount: 7n,
      } as never),
      removed(1000n, 9995n, 45, 5n),
      added(1000n, 1000n, 0, 0n),
      swapped(45, 0, 1000n),
      success,
    )
    expect(executed).toHaveLength(1)
    expect([rao(executed[0]?.sold), rao(executed[0]?.tao)]).toEqual([10_000n, 1000n])
    expect(rao(transactionFee)).toBe(0n)
  })

  test('stake that another owner, hotkey or subnet lost or got is not part of the trade', async () => {
    const foreign = stake('StakeAdded', [hot1, hot25, 9n, 9n, 8, 0n])
    const { executed } = await receiptOf(
      removed(1000n, 10_000n, 45, 0n),
      added(1000n, 700n, 8, 0n),
      removed(9n, 9n, 9, 0n),
      removed(9n, 9n, 45, 0n, hot26),
      added(9n, 9n, 9, 0n),
      foreign,
      swapped(45, 8, 1000n),
      success,
    )
    expect(executed.map(each => [rao(each.sold), rao(each.received)])).toEqual([[10_000n, 700n]])
    const other = await receiptOf(removed(9n, 9n, 9, 0n), foreign, swapped(45, 8, 9n), success)
    expect(other.executed).toEqual([])
  })

  test('TAO that was not staked again is not received', async () => {
    const { executed } = await receiptOf(
      removed(1_999_999n, 500n, 45, 0n),
      swapped(45, 8, 1_999_999n),
      success,
    )
    expect(executed[0]?.received).toBeUndefined()
    expect(rao(executed[0]?.tao)).toBe(1_999_999n)
  })

  test('what one trade of a batch left unstaked does not take the stake of the next', async () => {
    const { executed } = await receiptOf(
      removed(1n, 10n, 45, 0n),
      swapped(45, 8, 1n),
      removed(2n, 20n, 1, 0n),
      added(2n, 30n, 8, 0n),
      swapped(1, 8, 2n),
      success,
    )
    expect(executed.map(each => [each.from.netuid, rao(each.received)])).toEqual([
      [45, undefined],
      [1, 30n],
    ])
  })

  test('nor does a trade that left TAO unstaked get the stake of the one before', async () => {
    const { executed } = await receiptOf(
      removed(2n, 20n, 1, 0n),
      added(2n, 30n, 8, 0n),
      swapped(1, 8, 2n),
      removed(1n, 10n, 45, 0n),
      swapped(45, 8, 1n),
      success,
    )
    expect(executed.map(each => rao(each.received))).toEqual([30n, undefined])
  })

  test('a trade that removed nothing is none, whatever was removed before it', async () => {
    const { executed } = await receiptOf(
      removed(2n, 20n, 1, 0n),
      added(2n, 30n, 8, 0n),
      swapped(1, 8, 2n),
      swapped(45, 8, 0n),
      success,
    )
    expect(executed.map(each => each.from.netuid)).toEqual([1])
  })

  test('the fee is the one paid; the fee of the destination is TAO', async () => {
    const receipt = await receiptOf(
      removed(1000n, 1000n, 0, 0n),
      added(1000n, 30_000n, 8, 3n),
      swapped(0, 8, 1000n),
      {
        pallet: 'TransactionPayment',
        name: 'TransactionFeePaid',
        fields: { who: coldkey1, actual_fee: 136_963n, tip: 0n },
      },
      success,
    )
    expect(rao(receipt.transactionFee)).toBe(136_963n)
    expect(receipt.executed[0]?.destinationFee.toJSON()).toMatchObject({ unit: 'TAO', rao: '3' })
  })

  describe('a dispatch error is told by name', () => {
    const module = (index: number, error: number) => ({
      type: 'Module',
      value: { index, error: `0x${error.toString(16).padStart(2, '0')}000000` },
    })
    const errorOf = async (error: unknown) => (await receiptOf(failed(error))).error

    test('every error of every pallet, by its number', async () => {
      for (const [pallet, name] of [
        ['SubtensorModule', 'AmountTooLow'],
        ['SubtensorModule', 'NotEnoughStakeToWithdraw'],
        ['SubtensorModule', 'SubtokenDisabled'],
        ['Swap', 'ReservesTooLow'],
        ['Balances', 'InsufficientBalance'],
      ] as const) {
        const variant = chain.runtime.variant('errors', pallet, name)
        const error = await errorOf(module(variant?.palletIndex ?? -1, variant?.index ?? -1))
        expect(error).toMatchObject({ pallet, name })
      }
    })

    test.each([
      ['one without more', { type: 'BadOrigin', value: undefined }, 'BadOrigin', 'BadOrigin'],
      [
        'one of tokens',
        { type: 'Token', value: { type: 'FundsUnavailable', value: undefined } },
        'Token',
        'FundsUnavailable',
      ],
      [
        'one of arithmetic',
        { type: 'Arithmetic', value: { type: 'Overflow', value: undefined } },
        'Arithmetic',
        'Overflow',
      ],
      ['one nobody knows', module(7, 250), 'pallet 7', 'error 0xfa000000'],
      ['one of a pallet nobody knows', module(200, 3), 'pallet 200', 'error 0x03000000'],
    ])('%s', async (_, error, pallet, name) => {
      expect(await errorOf(error)).toMatchObject({ pallet, name })
    })
  })

  describe('is refused when the block', () => {
    test('does not hold the extrinsic', async () => {
      const { chain: holder, block } = await holding([success])
      expect(await codeOf(readReceipt(holder, { ...ours, hash: `0x${'00'.repeat(32)}` }, block))).toEqual([
        'E_ENDPOINT',
        6,
      ])
    })

    test('tells no outcome of it', async () => {
      expect(await codeOf(receiptOf({ ...success, index: 1 }))).toEqual(['E_ENDPOINT', 6])
    })

    test('is not the one its header says', async () => {
      const { chain: holder } = await holding([success])
      expect(await codeOf(readReceipt(holder, ours, `0x${'0b'.repeat(32)}`))).toEqual(['E_ENDPOINT', 6])
    })

    test('holds other extrinsics than its header commits to', async () => {
      const { chain: holder, block } = await holding([success])
      const { block: honest } = (await holder.rpc.request('chain_getBlock', [block])) as {
        block: { header: unknown; extrinsics: string[] }
      }
      const of = async (extrinsics: readonly string[]) => {
        const request = async (asked: string) =>
          asked === 'chain_getBlock' ? { block: { ...honest, extrinsics } } : holder.rpc.request(asked)
        return readReceipt({ ...holder, rpc: { ...holder.rpc, request } }, ours, block)
      }
      expect(await of(honest.extrinsics)).toMatchObject({ index: 2 })
      for (const extrinsics of [[extrinsic], ['0x02', '0x01', extrinsic], [...honest.extrinsics, '0x03']]) {
        expect(await codeOf(of(extrinsics))).toEqual(['E_ENDPOINT', 6])
      }
    })

    test.each([
      ['before its era begins', { firstBlock: 8, lastBlock: 12 }],
      ['after its era has ended', { firstBlock: 3, lastBlock: 7 }],
    ])('is one %s', async (_, era) => {
      const { chain: holder, block } = await holding([success])
      expect(await codeOf(readReceipt(holder, { hash, ...era }, block))).toEqual(['E_ENDPOINT', 6])
    })

    test.each([
      ['no block', 'chain_getBlock', null],
      ['no extrinsics', 'chain_getBlock', { block: {} }],
      ['extrinsics that are no hex', 'chain_getBlock', { block: { extrinsics: ['x'] } }],
      ['no events', 'state_getStorage', null],
      ['events cut off', 'state_getStorage', '0x08000200'],
    ])('comes with %s', async (_, method, answer) => {
      const { chain: holder, block } = await holding([success])
      const request = async (asked: string) => (asked === method ? answer : holder.rpc.request(asked))
      const lying = { ...holder, rpc: { ...holder.rpc, request } }
      expect(await codeOf(readReceipt(lying, ours, block))).toEqual(['E_ENDPOINT', 6])
    })
  })
})
