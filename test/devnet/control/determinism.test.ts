import { expect, test } from 'vitest'
import type { NodeBlock } from '../../../devnet/node/block.ts'
import { developmentKey } from '../../../devnet/scenario/wallet-keys.ts'
import { type Hex, hashOf, toHex } from '../../../src/scale/bytes.ts'
import { type Driver, type handles, openDriver } from './driver.ts'
import { addStake, signed, swapStake } from './signed.ts'

const hot25 = developmentKey('coldkey_1/hot_25').address
const coldkey2 = developmentKey('coldkey_2').address

/** One of each control, in an order that lets them meet. */
async function history(driver: Driver): Promise<void> {
  const { devnet, clock } = driver
  const { core, chain } = devnet
  const submit = async (signer: string, nonce: number, call: ReturnType<typeof addStake>, spec = 425) =>
    (await core.request('author_submitExtrinsic', [signed(devnet, signer, nonce, call, spec)])) as Hex
  const best = () => chain.tree.best()

  const first = await driver.newBlock({ count: 2 })
  await driver.setTime(Number(best().timestamp) + 777_777)
  await driver.dividend(hot25, 45, 123_456_789n)
  await submit('coldkey_1', 0, swapStake(45, 64, 1_234_567_891n))
  await driver.newBlock()
  await driver.advanceTime(3_600_000)
  await driver.placeBefore('coldkey_2', addStake(64, 2_000_000_001n), 'SubtensorModule.swap_stake')
  const swap = await submit('coldkey_1', 1, swapStake(45, 64, 2_234_567_891n))
  await driver.newBlock()
  await driver.reorg({ parent: first, drop: [swap] })
  await driver.newBlock({ exclude: [swap] })
  await driver.write('SubtensorModule', 'SubnetTAO', [], undefined).catch(() => undefined)
  const key = chain.runtime.storage('SubtensorModule', 'SubnetTAO')?.key(45) as Hex
  await driver.setRaw(key, '0x00a0724e18090000')
  await driver.write('System', 'Account', [coldkey2], { ...account(driver), nonce: 9 })
  await driver.seal({ kind: 'interval', milliseconds: 500 })
  clock.advance(1_300)
  await driver.pause()
  await driver.finalize()
  await driver.limitPool({ ready: 0, future: 0 })
  await submit('coldkey_1', 2, swapStake(45, 64, 1_234_567_891n)).catch(() => undefined)
  await driver.limitPool({ ready: 10, future: 10 })
  await driver.addFault({ direction: 'answer', method: 'chain_getHeader', kind: 'drop' })
  await driver.upgrade({ specVersion: 426 })
  await driver.newBlock()
  await driver.restart({ keepPool: true })
  await submit('coldkey_1', 2, swapStake(45, 0, 3_000_000_000n), 426)
  await submit('coldkey_2', 9, addStake(45, 4_000_000_007n), 426)
  const parent = best().header.parentHash
  await driver.newBlock()
  await driver.newBlock({ parent })
  await driver.finalize()
}

function account({ devnet: { chain } }: Driver): object {
  const stored = chain.stateOf(chain.tree.best()).stored('System', 'Account', [coldkey2])
  return stored as object
}

/** Every block that was ever made, with the hash of every event and of the whole storage. */
async function recordOf(handle: (typeof handles)[number]) {
  const driver = await openDriver(handle)
  const { chain } = driver.devnet
  const record: ReturnType<typeof recordOfBlock>[] = []
  // At once, since a state beside the finalized chain is let go.
  chain.listen(event => {
    if (event.kind === 'imported') record.push(recordOfBlock(driver, event.block))
  })
  await history(driver)
  const end = { best: chain.tree.best().hash, finalized: chain.tree.finalized().hash }
  await driver.stop()
  return { genesis: driver.devnet.genesisHash, record, end }
}

function recordOfBlock({ devnet: { chain } }: Driver, block: NodeBlock) {
  const read = (key: Hex) => toHex(chain.storage.read(block, key) ?? new Uint8Array())
  const rows = chain.storage.keys(block, '0x').map(key => `${key}=${read(key)}`)
  const events = chain.runtime.storage('System', 'Events')?.key() as Hex
  return {
    hash: block.hash,
    number: block.header.number,
    time: block.timestamp,
    extrinsics: block.extrinsics.map(toHex),
    events: read(events),
    storage: hashOf(new TextEncoder().encode(rows.join('\n'))),
  }
}

test('the same commands make the same history, block for block and byte for byte, by either handle', async () => {
  const first = await recordOf('in process')
  expect(first.record).toHaveLength(13)
  expect(first.record.flatMap(block => block.extrinsics.slice(1)).length).toBeGreaterThan(6)
  expect(await recordOf('in process')).toEqual(first)
  expect(await recordOf('over the socket')).toEqual(first)
}, 60_000)
