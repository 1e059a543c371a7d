import { afterAll, beforeAll, expect, it } from 'vitest'
import { profileMetadata } from '../../devnet/profile/profile.ts'
import { toHex } from '../../src/scale/bytes.ts'
import { relay } from '../support/bad-node.ts'
import { oneDocument } from '../support/binary.ts'
import { doneData, entryLines } from '../support/journal.ts'
import { openStage, type Stage } from '../support/stage.ts'

/** One chain for the file, whose blocks are made and finalized by hand. */
let stage: Stage
beforeAll(async () => {
  stage = await openStage('--seal', 'manual')
})
afterAll(() => stage.close())

const one = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '1', '--json']

const seal = async () => {
  const block = await stage.node.newBlock()
  await stage.node.finalize()
  return block
}

it('an endpoint that dies once it has the trade: the fallback tells what became of it, and it is made once', async () => {
  const genesis = await stage.node.request('chain_getBlockHash', 0)
  let die = () => {}
  const dead = new Promise<void>(resolve => {
    die = resolve
  })
  const first = stage.keep(
    await relay(stage.devnet.endpoint, {
      answer({ method }, message) {
        if (method === 'author_submitAndWatchExtrinsic') die()
        return message
      },
    }),
  )
  const further = ['--fallback', stage.devnet.endpoint, '--genesis', genesis, '-v']
  const running = stage.home.start(...stage.trade([...one, ...further], first.endpoint))
  await dead
  await first.close()
  const blockHash = await seal()
  const ran = await running.ended
  const data = doneData(ran)
  expect(data).toMatchObject({ kind: 'finalized', extrinsic: { blockHash } })
  expect(data.trades).toMatchObject([{ status: 'done', received: data.trades[0].quoted }])
  expect(ran.stderr).toContain(`Connected to ${stage.devnet.endpoint}`)
  expect((await entryLines(stage, data.journal)).map(({ state }) => state)).toEqual(['signed', 'finalized'])
  expect(await stage.node.pending()).toEqual([])
})

it('a runtime upgrade between the block and the look at it: the receipt is the same', async () => {
  const running = stage.home.start(...stage.trade([...one, '--wait', 'included']))
  await stage.node.untilPending(1)
  await stage.node.newBlock()
  const included = doneData(await running.ended)
  const metadata = toHex(profileMetadata('next').source())
  await stage.node.request('dev_upgrade', { metadata })
  await seal()
  await seal()
  const argv = ['journal', 'resume', included.journal, '--network', stage.devnet.endpoint, '--json']
  const resumed = await stage.home.run(...argv)
  expect(doneData(resumed)).toEqual({ ...included, kind: 'finalized' })
  expect(oneDocument(resumed.stdout).network.specVersion).toBe(473)
})
