import type { EventRecord } from '@polkadot/types/interfaces'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ProfileName } from '../../devnet/profile/profile.ts'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import { developmentKey } from '../../devnet/scenario/wallet-keys.ts'
import { type Bench, call, hot25, hot26, pairOf, startBench, type Tx } from '../devnet/node/harness.ts'

const alice = pairOf('coldkey_1')
const bob = developmentKey('coldkey_2').address
const held = 1_000_000_000_000n
const all = 2n ** 64n - 1n

const scenario: Scenario = {
  name: 'next',
  genesisTime: '2026-01-01T00:00:00Z',
  wallets: [
    { name: 'coldkey_1', free: '100', hotkeys: ['hot_25', 'hot_26'] },
    { name: 'coldkey_2', free: '50', hotkeys: ['hot_1'] },
  ],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'T', tao: '1000000' },
    { netuid: 1, name: 'one', symbol: 'a', alphaIn: '2000000', tao: '50000' },
    { netuid: 2, name: 'two', symbol: 'b', alphaIn: '3500000', tao: '120000' },
    { netuid: 3, name: 'three', symbol: 'c', alphaIn: '3500000', tao: '120000', transfers: false },
  ],
  positions: [{ coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 1, alpha: '1000' }],
}

let bench: Bench
const begin = async (profile: ProfileName) => {
  bench = await startBench({ scenario, profile })
}
beforeEach(() => begin('next'))
afterEach(() => bench.stop())

const staking = (name: string, ...args: readonly unknown[]) =>
  call(bench.api, 'subtensorModule', name, ...args)

/** Includes a call in a block; what that block tells of it. */
async function send(tx: Tx, nonce = 0) {
  await bench.watch(await bench.sign(tx, alice, { nonce }))
  const { hash } = bench.devnet.newBlock()
  const at = await bench.api.at(hash)
  const records = (await at.query.system?.events?.()) as unknown as readonly EventRecord[]
  const events = records
    .filter(({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.eqn(1))
    .map(({ event }) => event)
  return {
    ended: endOf(events),
    fields: (name: string) => events.find(({ method }) => method === name)?.data.map(field => String(field)),
  }
}

type Failure = { isModule: boolean; asModule: { index: { toNumber(): number }; error: Uint8Array } }

/** `ok`, or index and name of the error as the client reads them. */
function endOf(events: readonly EventRecord['event'][]): string {
  const last = events.at(-1)
  if (last?.method !== 'ExtrinsicFailed') return 'ok'
  const [failure] = last.data as unknown as readonly Failure[]
  if (!failure?.isModule) return 'not of a pallet'
  const { asModule } = failure
  return `${asModule.error[0]} ${bench.api.registry.findMetaError(asModule as never).name}`
}

async function stake(hotkey: string, coldkey: string, netuid: number): Promise<bigint> {
  const ask = bench.api.call.stakeInfoRuntimeApi?.getStakeInfoForHotkeyColdkeyNetuid
  return BigInt(((await ask?.(hotkey, coldkey, netuid))?.toJSON() as { stake: number } | null)?.stake ?? 0)
}

/** Alpha of subnet 2 that alpha of subnet 1 brings after the fee of its sale, as the runtime API quotes it. */
async function saleOf(amount: bigint): Promise<bigint> {
  const quote = await bench.api.call.swapRuntimeApi?.simSwapAlphaForTao?.(1, amount)
  return BigInt((quote?.toJSON() as { taoAmount: number }).taoAmount)
}

/** Price 0.025 over 0.0342857: 0.729166 of the destination for 1 of the origin. */
describe('move_stake_limit', () => {
  const move = (amount: bigint, limit: bigint, partial: boolean, destination = 2) =>
    staking('moveStakeLimit', hot25, hot26, 1, destination, amount, limit, partial)

  test('within its limit moves all that is asked and tells of it as a move', async () => {
    const amount = 10_000_000_000n
    const tao = await saleOf(amount)
    const { ended, fields } = await send(move(amount, 729_000_000n, false))
    expect(ended).toBe('ok')
    expect(fields('StakeMoved')).toEqual([alice.address, hot25, '1', hot26, '2', String(tao)])
    expect(await stake(hot25, alice.address, 1)).toBe(held - amount)
    expect(String(await stake(hot26, alice.address, 2))).toBe(fields('StakeAdded')?.[3])
  })

  test('beyond its limit fails and moves nothing', async () => {
    expect((await send(move(held, 729_000_000n, false))).ended).toMatch(/ SlippageTooHigh$/)
    expect([await stake(hot25, alice.address, 1), await stake(hot26, alice.address, 2)]).toEqual([held, 0n])
  })

  // 3.5m × 50/170 / 0.729 − 2m × 120/170 alpha: how far the ratio of the pools allows.
  test('beyond its limit moves the part within it, if that is allowed', async () => {
    expect((await send(move(held, 729_000_000n, true))).ended).toBe('ok')
    const moved = held - (await stake(hot25, alice.address, 1))
    expect(moved / 1_000_000_000n).toBe(322n)
    expect(await stake(hot26, alice.address, 2)).toBeGreaterThan(0n)
  })

  test('above the ratio there is now fails, whole or in part', async () => {
    expect((await send(move(held, 730_000_000n, false))).ended).toMatch(/ SlippageTooHigh$/)
  })

  test('takes 2^64-1 for all there is', async () => {
    expect((await send(move(all, 0n, false))).ended).toBe('ok')
    expect(await stake(hot25, alice.address, 1)).toBe(0n)
  })

  test('within a subnet asks for no limit', async () => {
    expect((await send(move(held, 2_000_000_000n, false, 1))).ended).toBe('ok')
    expect(await stake(hot26, alice.address, 1)).toBe(held)
  })
})

describe('transfer_stake_and_hotkey', () => {
  const transfer = (amount: bigint, destination: number) =>
    staking('transferStakeAndHotkey', bob, hot25, hot26, 1, destination, amount)

  test('within a subnet changes coldkey and hotkey, without a swap', async () => {
    const { ended, fields } = await send(transfer(10_000_000_000n, 1))
    expect(ended).toBe('ok')
    expect(fields('StakeAndHotkeyTransferred')).toEqual(
      [alice.address, bob, hot25, hot26, '1', '1'].concat(fields('StakeAdded')?.[2] ?? ''),
    )
    expect(await stake(hot26, bob, 1)).toBe(10_000_000_000n)
    expect(await stake(hot25, alice.address, 1)).toBe(held - 10_000_000_000n)
  })

  test('across subnets swaps as well', async () => {
    const tao = await saleOf(10_000_000_000n)
    const { ended, fields } = await send(transfer(10_000_000_000n, 2))
    expect([ended, fields('StakeAndHotkeyTransferred')?.[6]]).toEqual(['ok', String(tao)])
    expect(String(await stake(hot26, bob, 2))).toBe(fields('StakeAdded')?.[3])
  })

  test('keeps to the transfer switches', async () => {
    expect((await send(transfer(10_000_000_000n, 3))).ended).toMatch(/ TransferDisallowed$/)
  })
})

/** Source: RaoFoundation/subtensor@b5e821c1 pallets/subtensor/src/staking/move_stake.rs (alpha_amount is taken as it is). */
describe('more than there is', () => {
  const more = held + 1n
  test.each([
    ['moveStake', () => [hot25, hot26, 1, 1, more]],
    ['moveStake', () => [hot25, hot26, 1, 2, more]],
    ['moveStakeLimit', () => [hot25, hot26, 1, 2, more, 0, true]],
    ['swapStake', () => [hot25, 1, 2, more]],
    ['swapStakeLimit', () => [hot25, 1, 2, more, 0, true]],
    ['transferStake', () => [bob, hot25, 1, 1, more]],
    ['transferStakeAndHotkey', () => [bob, hot25, hot26, 1, 2, more]],
    ['swapStake', () => [hot25, 1, 2, all]],
  ] as const)('is refused by %s', async (name, args) => {
    expect((await send(staking(name, ...args()))).ended).toMatch(/ NotEnoughStakeToWithdraw$/)
    expect(await stake(hot25, alice.address, 1)).toBe(held)
  })

  test('was cut to what there is before', async () => {
    await bench.stop()
    await begin('present')
    expect((await send(staking('moveStake', hot25, hot26, 1, 1, more))).ended).toBe('ok')
    expect(await stake(hot26, alice.address, 1)).toBe(held)
  })
})

/**
 * Worth at 0.024999999 a unit. Within a subnet the minimum of a transfer holds for moves too.
 * Source: RaoFoundation/subtensor@e64fa7eb pallets/subtensor/src/staking/stake_utils/stake_swap.rs (transfer_stake_within_subnet),
 * @34829556 pallets/subtensor/src/staking/stake_utils/stake_validation.rs (validate_stake_transition).
 */
describe('the least that may be moved', () => {
  test.each([
    ['moveStake', (amount: bigint) => [hot25, hot26, 1, 1, amount]],
    ['transferStake', (amount: bigint) => [bob, hot25, 1, 1, amount]],
    ['transferStakeAndHotkey', (amount: bigint) => [bob, hot25, hot26, 1, 1, amount]],
  ] as const)('within a subnet by %s is worth 100,000 rao', async (name, args) => {
    expect((await send(staking(name, ...args(3_999_999n)))).ended).toMatch(/ AmountTooLow$/)
    const { ended, fields } = await send(staking(name, ...args(4_000_001n)), 1)
    expect([ended, fields('StakeRemoved')?.[2]]).toEqual(['ok', '100000'])
  })

  test.each([
    ['transferStake', 100_000n, (amount: bigint) => [bob, hot25, 1, 2, amount]],
    ['transferStakeAndHotkey', 100_000n, (amount: bigint) => [bob, hot25, hot26, 1, 2, amount]],
    ['moveStake', 2_000_000n, (amount: bigint) => [hot25, hot26, 1, 2, amount]],
    ['swapStake', 2_000_000n, (amount: bigint) => [hot25, 1, 2, amount]],
  ] as const)('across subnets by %s brings more than %i rao', async (name, least, args) => {
    const amount = await leastThatBrings(least + 1n)
    expect((await send(staking(name, ...args(amount - 1n)))).ended).toMatch(/ AmountTooLow$/)
    expect((await send(staking(name, ...args(amount)), 1)).ended).toBe('ok')
  })

  /** Smallest amount the sale of which is quoted at so much. */
  async function leastThatBrings(tao: bigint): Promise<bigint> {
    let [low, high] = [1n, tao * 100n]
    while (low < high) {
      const middle = (low + high) / 2n
      if ((await saleOf(middle)) >= tao) high = middle
      else low = middle + 1n
    }
    return low
  }
})

describe('an error behind the one that was inserted', () => {
  test('is told by its name, under its new index', async () => {
    const same = () => staking('moveStake', hot25, hot25, 1, 1, 10_000_000_000n)
    expect((await send(same())).ended).toBe('97 SameNetuid')
    await bench.stop()
    await begin('present')
    expect((await send(same())).ended).toBe('96 SameNetuid')
  })
})

describe('the transaction fee', () => {
  const move = () => staking('moveStake', hot25, hot26, 1, 1, 10_000_000_000n)
  const parts = async () => {
    const tx = await move().signAsync(alice, { nonce: 0 })
    const found = await bench.api.rpc.payment.queryFeeDetails(tx.toHex())
    const { inclusionFee } = found.toJSON() as { inclusionFee: Readonly<Record<string, number>> }
    const { baseFee = 0, lenFee = 0, adjustedWeightFee = 0 } = inclusionFee
    return { bytes: tx.encodedLength, baseFee, lenFee, adjustedWeightFee }
  }
  const kept = async () => {
    const { author } = bench.devnet.chain.contextAfter(bench.devnet.chain.tree.best())
    const account = (await bench.api.query.system?.account?.(author))?.toJSON() as { data: { free: number } }
    const issued = await bench.api.query.balances?.totalIssuance?.()
    return { author: BigInt(account.data.free), issued: BigInt(String(issued)) }
  }

  test('is half of what it was, part by part', async () => {
    const next = await parts()
    await bench.stop()
    await begin('present')
    const present = await parts()
    expect(next).toEqual({
      bytes: present.bytes,
      baseFee: 27_039,
      lenFee: Math.ceil(present.bytes / 2 - 0.5),
      adjustedWeightFee: expect.closeTo(present.adjustedWeightFee / 2, -0.5),
    })
  })

  test.each([
    ['next', 0n, -1n],
    ['present', 1n, 0n],
  ] as const)('on the profile %s: to the author %i of it, to the issuance %i of it', async (profile, gets, grows) => {
    await bench.stop()
    await begin(profile)
    const before = await kept()
    const { ended, fields } = await send(move())
    const after = await kept()
    const fee = BigInt(fields('TransactionFeePaid')?.[1] ?? 0)
    expect([ended, fee > 400_000n]).toEqual(['ok', true])
    expect([after.author - before.author, after.issued - before.issued]).toEqual([fee * gets, fee * grows])
  })
})
