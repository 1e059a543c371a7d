import type { EventRecord } from '@polkadot/types/interfaces'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import { developmentKey } from '../../devnet/scenario/wallet-keys.ts'
import { type Bench, call, hot25, hot26, pairOf, startBench, type Tx } from '../devnet/node/harness.ts'
import { describeOnEachRuntime } from '../support/runtimes.ts'

const alice = pairOf('coldkey_1')
const bob = developmentKey('coldkey_2').address
const half = '10000000000'

const scenario: Scenario = {
  name: 'core',
  genesisTime: '2026-01-01T00:00:00Z',
  wallets: [
    { name: 'coldkey_1', free: '100', hotkeys: ['hot_25', 'hot_26'] },
    { name: 'coldkey_2', free: '50', hotkeys: ['hot_1'] },
  ],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'T', tao: '1000000' },
    { netuid: 1, name: 'one', symbol: 'a', alphaIn: '2000000', tao: '50000' },
    { netuid: 2, name: 'two', symbol: 'b', alphaIn: '3500000', tao: '120000', transfers: false },
    { netuid: 3, name: 'three', symbol: 'c', alphaIn: '3500000', tao: '120000', started: false },
  ],
  positions: [{ coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 1, alpha: '1000' }],
}

describeOnEachRuntime('@polkadot/api', ({ specVersion, metadata }) => {
  let bench: Bench

  beforeEach(async () => {
    bench = await startBench({ scenario, metadata: metadata() })
  })
  afterEach(() => bench.stop())

  const staking = (name: string, ...args: readonly unknown[]) =>
    call(bench.api, 'subtensorModule', name, ...args)

  /** Includes a call in a block; its events as that block tells them. */
  const send = async (tx: Tx): Promise<readonly EventRecord[]> => {
    await bench.watch(await bench.sign(tx, alice))
    const block = bench.devnet.newBlock()
    const at = await bench.api.at(block.hash)
    const records = (await at.query.system?.events?.()) as unknown as readonly EventRecord[]
    return records.filter(({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.eqn(1))
  }
  const names = (records: readonly EventRecord[]) =>
    records.map(({ event }) => `${event.section}.${event.method}`)
  const closing = (records: readonly EventRecord[]) => {
    const last = records.at(-1)?.event
    if (last?.method !== 'ExtrinsicFailed') return last?.method
    const [error] = last.data as unknown as readonly { isModule: boolean; asModule: never }[]
    if (!error?.isModule) return 'Other'
    const { section, name } = bench.api.registry.findMetaError(error.asModule)
    return `${section}.${name}`
  }
  const stakeOf = async (hotkey: string, netuid: number) => {
    const found = await bench.api.call.stakeInfoRuntimeApi?.getStakeInfoForHotkeyColdkeyNetuid?.(
      hotkey,
      alice.address,
      netuid,
    )
    return BigInt((found?.toJSON() as { stake: number }).stake)
  }

  test('reads account, constants and version of the runtime', async () => {
    const { api } = bench
    expect(api.runtimeVersion.specVersion.toNumber()).toBe(specVersion)
    expect(api.registry.signedExtensions).toHaveLength(specVersion === 365 ? 12 : 13)
    const account = await api.query.system?.account?.(alice.address)
    expect(account?.toJSON()).toMatchObject({ nonce: 0, data: { free: 100_000_000_000 } })
    expect(api.consts.balances?.existentialDeposit?.toString()).toBe('500')
    expect(api.consts.transactionPayment?.operationalFeeMultiplier?.toString()).toBe('5')
    expect(api.consts.system?.blockWeights?.toJSON()).toMatchObject({
      perClass: { normal: { baseExtrinsic: { refTime: 108_157_000 } } },
    })
    const fee = await staking('addStake', hot25, 1, half).paymentInfo(alice)
    // Half of it since 467.
    expect(fee.partialFee.toBigInt()).toBeGreaterThan(specVersion < 467 ? 1_500_000n : 750_000n)
  })

  test.each([
    ['addStake', () => [hot25, 1, half], 'subtensorModule.StakeAdded'],
    ['addStakeLimit', () => [hot25, 1, half, '26000000', false], 'subtensorModule.StakeAdded'],
    ['removeStake', () => [hot25, 1, half], 'subtensorModule.StakeRemoved'],
    ['removeStakeLimit', () => [hot25, 1, half, '24000000', false], 'subtensorModule.StakeRemoved'],
    ['removeStakeFullLimit', () => [hot25, 1, null], 'subtensorModule.StakeRemoved'],
    ['unstakeAll', () => [hot25], 'subtensorModule.StakeRemoved'],
    ['moveStake', () => [hot25, hot26, 1, 1, half], 'subtensorModule.StakeMoved'],
    ['moveStake', () => [hot25, hot26, 1, 2, half], 'subtensorModule.StakeMoved'],
    ['swapStake', () => [hot25, 1, 2, half], 'subtensorModule.StakeSwapped'],
    ['swapStakeLimit', () => [hot25, 1, 2, half, '0', false], 'subtensorModule.StakeSwapped'],
    ['transferStake', () => [bob, hot25, 1, 1, half], 'subtensorModule.StakeTransferred'],
  ] as const)('%s executes and is told by its event', async (name, args, event) => {
    const before = await stakeOf(hot25, 1)
    const records = await send(staking(name, ...args()))
    expect(closing(records)).toBe('ExtrinsicSuccess')
    expect(names(records)).toContain(event)
    expect(names(records)).toContain('transactionPayment.TransactionFeePaid')
    expect(await stakeOf(hot25, 1)).not.toBe(before)
  })

  test.each([
    ['addStake', () => [hot25, 1, '100'], 'AmountTooLow'],
    ['addStake', () => [hot25, 9, half], 'SubnetNotExists'],
    ['addStake', () => [hot25, 3, half], 'SubtokenDisabled'],
    ['addStake', () => [bob, 1, half], 'HotKeyAccountNotExists'],
    ['addStake', () => [hot25, 1, '1000000000000'], 'NotEnoughBalanceToStake'],
    ['removeStakeLimit', () => [hot25, 1, half, '24999990', false], 'SlippageTooHigh'],
    ['removeStakeLimit', () => [hot26, 1, half, '24000000', false], 'NotEnoughStakeToWithdraw'],
    ['swapStake', () => [hot25, 1, 1, half], 'SameNetuid'],
    ['transferStake', () => [bob, hot25, 1, 2, half], 'TransferDisallowed'],
  ] as const)('%s fails with the name of its error', async (name, args, error) => {
    expect(closing(await send(staking(name, ...args())))).toBe(`subtensorModule.${error}`)
  })

  describe('a batch of a trade that succeeds and one that fails', () => {
    const calls = () => [staking('removeStake', hot25, 1, half), staking('addStake', hot25, 9, half)]

    test('batch_all fails as a whole', async () => {
      const before = await stakeOf(hot25, 1)
      expect(closing(await send(call(bench.api, 'utility', 'batchAll', calls())))).toBe(
        'subtensorModule.SubnetNotExists',
      )
      expect(await stakeOf(hot25, 1)).toBe(before)
    })

    test.each([
      ['batch', 'utility.BatchInterrupted'],
      ['forceBatch', 'utility.BatchCompletedWithErrors'],
    ])('%s succeeds and tells of the failure', async (name, event) => {
      const records = await send(call(bench.api, 'utility', name, calls()))
      expect(closing(records)).toBe('ExtrinsicSuccess')
      expect(names(records)).toContain(event)
      expect(names(records)).toContain('subtensorModule.StakeRemoved')
    })
  })

  test('lists shares and pools under the names the runtime has', async () => {
    const { query } = bench.api
    const items = query.subtensorModule ?? {}
    const shares = items.alphaV2 ?? items.alpha
    expect(await shares?.entries()).toHaveLength(1)
    expect((await items.subnetTAO?.(1))?.toString()).toBe('50000000000000')
    if (query.swap?.swapBalancer) {
      expect((await query.swap.swapBalancer(1)).toJSON()).toEqual({ quote: '0x06f05b59d3b20000' })
    } else {
      const root = BigInt(((await query.swap?.alphaSqrtPrice?.(1)) as unknown as { bits: string }).bits)
      expect((root * root * 1_000_000_000n) >> 128n).toBe(24_999_999n)
      expect((await query.swap?.currentLiquidity?.(1))?.toString()).toBe('316227766016837')
      expect((await query.swap?.swapV3Initialized?.(1))?.toString()).toBe('true')
    }
  })

  test('refuses to store what it computes from the reserves, by either form of the request', async () => {
    const { runtime } = metadata()
    const items = ['AlphaSqrtPrice', 'CurrentLiquidity', 'SwapV3Initialized']
    const computed = items.filter(item => runtime.storage('Swap', item))
    expect(computed).toEqual(runtime.storage('Swap', 'SwapBalancer') ? [] : items)
    for (const item of computed) {
      const problem = {
        code: -32602,
        data: expect.stringContaining(`Swap.${item} is computed from other items`),
      }
      for (const edits of [
        [[runtime.storage('Swap', item)?.key(1), null]],
        { Swap: { [item]: [[[1], null]] } },
      ])
        await expect(bench.devnet.core.request('dev_setStorage', [edits])).rejects.toMatchObject(problem)
    }
  })

  test('weighs pools as the scenario says where the runtime has weights, else half and half', async () => {
    const subnets = scenario.subnets.map(subnet =>
      subnet.netuid === 1 ? { ...subnet, quoteWeight: '0.4' } : subnet,
    )
    const other = await startBench({ scenario: { ...scenario, subnets }, metadata: metadata() })
    const price = await other.api.call.swapRuntimeApi?.currentAlphaPrice?.(1)
    const weighted = metadata().runtime.storage('Swap', 'SwapBalancer') !== undefined
    expect(price?.toString()).toBe(weighted ? '37499999' : '24999999')
    await other.stop()
  })

  test('has locks and availability, or nothing of them', async () => {
    const { api } = bench
    const has = metadata().runtime.storage('SubtensorModule', 'Lock') !== undefined
    expect(api.tx.subtensorModule?.lockStake !== undefined).toBe(has)
    expect(api.query.subtensorModule?.lock !== undefined).toBe(has)
    expect(api.call.stakeInfoRuntimeApi?.getStakeAvailabilityForColdkeys !== undefined).toBe(has)
    if (has) expect(closing(await send(staking('lockStake', hot25, 1, half)))).toBe('ExtrinsicSuccess')
    else {
      const method = 'StakeInfoRuntimeApi_get_stake_availability_for_coldkeys'
      const asked = bench.devnet.core.request('state_call', [method, '0x0000'])
      await expect(asked).rejects.toThrow('is not found')
    }
  })
})
