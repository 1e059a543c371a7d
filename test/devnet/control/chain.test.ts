import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { finalityDelay } from '../../../devnet/node/seal.ts'
import { developmentKey } from '../../../devnet/scenario/wallet-keys.ts'
import { subnetAlphaOut } from '../../../devnet/state/subnet.ts'
import { totalHotkeyAlpha } from '../../../devnet/state/subtensor.ts'
import { account } from '../../../devnet/state/system.ts'
import type { Hex } from '../../../src/scale/bytes.ts'
import { type Driver, handles, openDriver, refusal } from './driver.ts'

const coldkey = developmentKey('coldkey_1').address
const hot25 = developmentKey('coldkey_1/hot_25').address

describe.each(handles)('a chain controlled %s', handle => {
  let driver: Driver
  beforeEach(async () => {
    driver = await openDriver(handle)
  })
  afterEach(() => driver.stop())

  const best = () => driver.devnet.chain.tree.best()
  const finalized = () => driver.devnet.chain.tree.finalized()
  const state = () => driver.devnet.chain.stateOf(best())

  test('makes as many blocks as told, and forks where told', async () => {
    expect([await driver.newBlock({ count: 3 }), best().header.number]).toEqual([best().hash, 3])
    const genesis = driver.devnet.genesisHash
    const fork = await driver.newBlock({ parent: genesis })
    expect(best().header.number).toBe(3)
    expect(driver.devnet.chain.tree.block(fork)?.header).toMatchObject({ number: 1, parentHash: genesis })
  })

  test('finalizes what it is told, and nothing on a dead fork', async () => {
    const first = await driver.newBlock()
    const second = await driver.newBlock()
    expect([await driver.finalize(first), finalized().hash]).toEqual([first, first])
    expect([await driver.finalize(), finalized().hash]).toEqual([second, second])
    const fork = await driver.newBlock({ parent: first })
    expect(await refusal(driver.finalize(fork))).toContain('does not descend from the finalized block')
    expect(finalized().hash).toBe(second)
  })

  test('moves its clock: the next block takes the time, and those after follow', async () => {
    const start = Number(best().timestamp)
    const timeOfNext = async () => {
      await driver.newBlock()
      return Number(best().timestamp) - start
    }
    await driver.setTime(start + 5_000_000)
    expect([await timeOfNext(), await timeOfNext()]).toEqual([5_000_000, 5_012_000])
    await driver.advanceTime(1_000)
    expect([await timeOfNext(), await timeOfNext()]).toEqual([5_025_000, 5_037_000])
    expect(await refusal(driver.setTime(start))).toContain('time does not run backwards')
  })

  test('seals by another policy from then on', async () => {
    await driver.seal({ kind: 'interval', milliseconds: 500 })
    driver.clock.advance(1_000)
    expect([best().header.number, finalized().header.number]).toEqual([2, 1])
    await driver.pause()
    driver.clock.advance(10_000)
    expect([best().header.number, finalized().header.number]).toEqual([2, 1])
    await driver.resume()
    driver.clock.advance(finalityDelay)
    expect([best().header.number, finalized().header.number]).toEqual([2, 2])
    driver.clock.advance(400)
    expect(best().header.number).toBe(3)
    await driver.seal({ kind: 'manual' })
    driver.clock.advance(10_000)
    expect([best().header.number, finalized().header.number]).toEqual([3, 2])
  })

  test('makes blocks that stay open when finality is held back', async () => {
    await driver.seal({ kind: 'interval', milliseconds: 500 })
    await driver.finalizeByItself(false)
    driver.clock.advance(2_000)
    expect([best().header.number, finalized().header.number]).toEqual([4, 0])
    await driver.finalizeByItself(true)
    driver.clock.advance(finalityDelay)
    expect(finalized().header.number).toBe(4)
  })

  test('writes a value into the next block, and the older ones keep theirs', async () => {
    const before = state().read(account, coldkey)
    const changed = { ...before, data: { ...before.data, free: 7_000_000_000_000n } }
    await driver.write('System', 'Account', [coldkey], changed)
    expect(state().read(account, coldkey)).toEqual(before)
    const parent = best()
    await driver.newBlock()
    expect(state().read(account, coldkey)).toEqual(changed)
    expect(driver.devnet.chain.stateOf(parent).read(account, coldkey)).toEqual(before)
    const sibling = driver.devnet.chain.newBlock({ parent })
    expect(sibling.header.stateRoot).not.toBe(best().header.stateRoot)
  })

  test('puts raw bytes under a raw key, and takes them away', async () => {
    const { runtime } = driver.devnet.chain
    const item = runtime.storage('SubtensorModule', 'SubnetTAO')
    const key = item?.key(45) as Hex
    const served = () => driver.devnet.chain.storage.read(best(), key)
    await driver.setRaw(key, '0x0100000000000000')
    await driver.newBlock()
    expect(served()).toEqual(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0))
    await driver.setRaw(key, null)
    await driver.newBlock()
    expect(served()).toBeUndefined()
  })

  test.each([
    ['0x1234', '0x00', 'no storage item of the runtime has the key'],
    ['SubtensorModule.SubnetTAO', '0x01', 'the value does not fit SubtensorModule.SubnetTAO'],
    ['SubtensorModule.SubnetTAO', '0x010000000000000000', 'the value does not fit SubtensorModule.SubnetTAO'],
    ['System.Number', '0x01000000', 'the node itself writes System.Number'],
  ])('refuses to set %s to %s', async (name, value, problem) => {
    const [pallet = '', item = ''] = name.split('.')
    const codec = driver.devnet.chain.runtime.storage(pallet, item)
    const key = codec ? (codec.arity === 0 ? codec.key() : codec.key(45)) : (name as Hex)
    expect(await refusal(driver.setRaw(key, value as Hex))).toContain(problem)
    // No trace of it is in the next block: that is the same as on a chain nobody touched.
    const untouched = await openDriver('in process')
    expect(await driver.newBlock()).toBe(await untouched.newBlock())
    await untouched.stop()
  })

  test('pays a dividend to all who stake to a hotkey', async () => {
    const [total, out] = [state().read(totalHotkeyAlpha, hot25, 45), state().read(subnetAlphaOut, 45)]
    await driver.dividend(hot25, 45, 3_000_000_001n)
    await driver.newBlock()
    expect(state().read(totalHotkeyAlpha, hot25, 45) - total).toBe(3_000_000_001n)
    expect(state().read(subnetAlphaOut, 45) - out).toBe(3_000_000_001n)
    await driver.newBlock()
    expect(state().read(totalHotkeyAlpha, hot25, 45) - total).toBe(3_000_000_001n)
  })

  test.each([
    [hot25, 0, 'subnet 0 has no pool'],
    [coldkey, 45, 'nobody stakes to'],
  ])('refuses a dividend to %s on subnet %i', async (hotkey, netuid, problem) => {
    expect(await refusal(driver.dividend(hotkey, netuid, 1n))).toContain(problem)
  })
})
