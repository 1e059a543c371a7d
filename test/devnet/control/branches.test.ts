import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PoolRefusal } from '../../../devnet/node/refusal.ts'
import { developmentKey } from '../../../devnet/scenario/wallet-keys.ts'
import { subnetTao } from '../../../devnet/state/subnet.ts'
import { totalHotkeyAlpha } from '../../../devnet/state/subtensor.ts'
import { fromHex, type Hex, hashOf } from '../../../src/scale/bytes.ts'
import { type Driver, handles, openDriver, refusal } from './driver.ts'
import { addStake, signed, swapStake, watch } from './signed.ts'

const hot25 = developmentKey('coldkey_1/hot_25').address
const hash = (extrinsic: Hex) => hashOf(fromHex(extrinsic))

describe.each(handles)('branches and extrinsics controlled %s', handle => {
  let driver: Driver
  beforeEach(async () => {
    driver = await openDriver(handle)
  })
  afterEach(() => driver.stop())

  const best = () => driver.devnet.chain.tree.best()
  const state = () => driver.devnet.chain.stateOf(best())
  const swap = (nonce = 0) => signed(driver.devnet, 'coldkey_1', nonce, swapStake(45, 64, 10_000_000_000n))

  test('a reorganisation keeps what it is not told to change', async () => {
    const statuses = await watch(driver.devnet, swap())
    const first = await driver.newBlock()
    await driver.dividend(hot25, 45, 5n)
    const second = await driver.newBlock()
    const branch = await driver.reorg({ parent: driver.devnet.genesisHash })
    expect(branch).toHaveLength(3)
    expect(branch).not.toContain(first)
    expect(best().hash).toBe(branch[2])
    expect(statuses).toEqual(['ready', { inBlock: first }, { retracted: first }, { inBlock: branch[0] }])
    const [before, after] = [second, branch[1] as Hex].map(block => {
      const found = driver.devnet.chain.tree.block(block)
      return found && driver.devnet.chain.stateOf(found).read(totalHotkeyAlpha, hot25, 45)
    })
    expect(after).toBe(before)
    await driver.finalize()
    expect(statuses.at(-1)).toEqual({ finalized: branch[0] })
  })

  test('a reorganisation drops a chosen extrinsic, which waits again and comes later', async () => {
    const extrinsic = swap()
    const statuses = await watch(driver.devnet, extrinsic)
    const lost = await driver.newBlock()
    const taken = state().read(subnetTao, 45)
    await driver.reorg({ drop: [hash(extrinsic)] })
    expect(state().read(subnetTao, 45)).not.toBe(taken)
    expect(statuses).toEqual(['ready', { inBlock: lost }, { retracted: lost }, 'ready'])
    const found = await driver.newBlock()
    expect(state().read(subnetTao, 45)).toBe(taken)
    expect(statuses.at(-1)).toEqual({ inBlock: found })
  })

  test('a reorganisation includes an extrinsic that was only waiting', async () => {
    const extrinsic = swap()
    const statuses = await watch(driver.devnet, extrinsic)
    await driver.newBlock({ include: [] })
    const [first] = await driver.reorg({ include: [hash(extrinsic)] })
    expect(statuses).toEqual(['ready', { inBlock: first }])
  })

  test('a reorganisation never reverts what is final, and asks for blocks that are there', async () => {
    const first = await driver.newBlock()
    await driver.newBlock()
    await driver.finalize(first)
    const genesis = driver.devnet.genesisHash
    expect(await refusal(driver.reorg({ parent: genesis }))).toContain('what is final is never reverted')
    expect(await refusal(driver.reorg({ parent: best().hash }))).toContain('there is no block to replace')
    expect(await refusal(driver.reorg({ drop: [genesis] }))).toContain(
      'no block to be replaced has the extrinsic',
    )
    expect(await refusal(driver.reorg({ include: [genesis] }))).toContain('no transaction')
    await driver.reorg({})
    expect(best().header.number).toBe(3)
  })

  test("another one's trade gets in front, once, and the events of each tell what it did", async () => {
    await driver.placeBefore('coldkey_2', addStake(45, 20_000_000_000n), 'SubtensorModule.swap_stake')
    await watch(driver.devnet, signed(driver.devnet, 'coldkey_1', 0, addStake(64, 1_000_000_000n)))
    await driver.newBlock()
    expect(best().extrinsics).toHaveLength(2)
    await watch(driver.devnet, swap(1))
    await driver.newBlock()
    expect(best().extrinsics).toHaveLength(3)
    const signers = best()
      .extrinsics.slice(1)
      .map(bytes => driver.devnet.chain.decode(bytes).signer)
    expect(signers).toEqual([developmentKey('coldkey_2').address, developmentKey('coldkey_1').address])
    const staked = state().events.flatMap(({ phase, name }) =>
      name === 'StakeAdded' || name === 'StakeSwapped'
        ? [[phase.type === 'ApplyExtrinsic' && phase.value, name]]
        : [],
    )
    expect(staked).toContainEqual([1, 'StakeAdded'])
    expect(staked).toContainEqual([2, 'StakeSwapped'])
    await watch(driver.devnet, swap(2))
    await driver.newBlock()
    expect(best().extrinsics).toHaveLength(2)
  })

  test('a full pool refuses with ImmediatelyDropped, and drops what it holds beyond its limit', async () => {
    const statuses = await watch(driver.devnet, swap())
    await driver.limitPool({ ready: 0, future: 0 })
    expect(statuses).toEqual(['ready', 'dropped'])
    const failure = await watch(driver.devnet, swap(1)).catch((thrown: unknown) => thrown)
    expect(failure).toBeInstanceOf(PoolRefusal)
    const told = await driver.devnet
      .provider()
      .send('author_submitExtrinsic', [swap(2)])
      .catch(String)
    expect(told).toContain('1016: Immediately Dropped')
    await driver.limitPool({ ready: 1, future: 0 })
    expect(await watch(driver.devnet, swap())).toEqual(['ready'])
  })

  test('an upgrade executes from the next block on; older blocks keep their version', async () => {
    const provider = driver.devnet.provider()
    const versions: number[] = []
    await provider.subscribe('runtimeVersion', 'state_subscribeRuntimeVersion', [], (_, version) => {
      versions.push((version as { specVersion: number }).specVersion)
    })
    const specAt = async (at: Hex) =>
      ((await provider.send('state_getRuntimeVersion', [at])) as { specVersion: number }).specVersion
    const old = swap()
    const statuses = await watch(driver.devnet, old)
    await driver.newBlock({ include: [] })
    await driver.upgrade({ specVersion: 426 })
    const upgraded = await driver.newBlock({ include: [] })
    expect(state().events.map(event => event.name)).toContain('CodeUpdated')
    // What was signed for the old runtime can never execute.
    expect(statuses).toEqual(['ready', 'invalid'])
    const parent = best().header.parentHash
    expect([await specAt(parent), await specAt(upgraded)]).toEqual([425, 426])
    expect(versions).toEqual([425, 426])
    const code = async (at: Hex) => await provider.send('state_getStorage', ['0x3a636f6465', at])
    expect(await code(parent)).not.toBe(await code(upgraded))
    const again = await watch(
      driver.devnet,
      signed(driver.devnet, 'coldkey_1', 0, swapStake(45, 64, 1_000_000_000n), 426),
    )
    const next = await driver.newBlock()
    expect(again).toEqual(['ready', { inBlock: next }])
    expect(await refusal(driver.upgrade({ specVersion: 426 }))).toContain('the spec version must grow')
    expect(await refusal(driver.upgrade({ metadata: new Uint8Array(8) }))).toContain('it does not begin with')
    await provider.disconnect()
  })

  test('an upgrade is undone by a branch that does not have it', async () => {
    const genesis = driver.devnet.genesisHash
    await driver.upgrade({ specVersion: 426 })
    await driver.newBlock()
    expect(driver.devnet.chain.history.editionAfter(best()).specVersion).toBe(426)
    const fork = await driver.newBlock({ parent: genesis })
    await driver.newBlock({ parent: fork })
    expect(driver.devnet.chain.history.editionAfter(best()).specVersion).toBe(425)
  })

  test.each([
    [{}, 0],
    [{ keepPool: true }, 1],
    [{ downFor: 2_000 }, 0],
  ])('a restart %j loses connections and keeps the chain', async (options, waiting) => {
    const first = await driver.newBlock()
    await driver.devnet.core.request('author_submitExtrinsic', [swap()])
    const provider = driver.devnet.provider()
    const heard: unknown[] = []
    await provider.subscribe('newHead', 'chain_subscribeNewHeads', [], (_, head) => heard.push(head))
    await new Promise(resolve => setImmediate(resolve))
    let losses = 0
    provider.on('disconnected', () => {
      losses += 1
    })
    const restarted = driver.restart(options)
    if (handle === 'in process' && 'downFor' in options) {
      await new Promise(resolve => setTimeout(resolve, 50))
      expect(provider.isConnected).toBe(false)
      expect(() => driver.devnet.connect({ send: () => undefined, hangUp: () => undefined })).toThrow(
        'refused',
      )
      driver.clock.advance(2_000)
    }
    await restarted
    expect([losses, provider.isConnected]).toEqual([1, true])
    expect(best().hash).toBe(first)
    expect(await provider.send('author_pendingExtrinsics', [])).toHaveLength(waiting)
    await driver.newBlock()
    expect(heard).toHaveLength(1)
    await provider.disconnect()
  })
})

test('two restarts at once are one', async () => {
  const driver = await openDriver('in process')
  await Promise.all([driver.restart(), driver.restart()])
  await driver.restart()
  expect(await driver.devnet.provider().send('system_chain', [])).toBe('taoctl devnet')
  await driver.stop()
})
