import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Envelope, type Home, makeHome, oneDocument } from '../support/binary.ts'
import { doneData, expectUnknown } from '../support/journal.ts'
import { portfolio } from '../support/portfolio.ts'
import { expectErrorDocument, expectErrorText } from '../support/refusal.ts'
import { openStage, type Stage } from '../support/stage.ts'

/** One chain for the file, whose blocks are made and finalized by hand. What a test leaves in the pool goes into one. */
let stage: Stage
beforeAll(async () => {
  stage = await openStage('--seal', 'manual')
})
afterEach(async () => {
  await stage.node.newBlock()
  await stage.node.finalize()
})
afterAll(async () => {
  await Promise.all(homes.map(home => home.remove()))
  await stage.close()
})

const homes: Home[] = []
/** A home with a journal of its own. */
async function another(): Promise<Home> {
  const home = await makeHome()
  homes.push(home)
  return home
}

const swap45 = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0']
const one = [...swap45, '--amount', '1', '--json']
/** Starts a trade and waits until so many wait in the pool. */
async function sent(count: number, words: readonly string[]) {
  const running = stage.home.start(...stage.trade(words))
  await stage.node.untilPending(count)
  return running
}

describe('while a trade waits for a block', () => {
  it('--wait included ends with the block, before it is final', async () => {
    const running = await sent(1, [...one, '--wait', 'included'])
    const blockHash = await stage.node.newBlock()
    expect(doneData(await running.ended)).toMatchObject({ kind: 'included', extrinsic: { blockHash } })
    expect(await stage.node.request('chain_getFinalizedHead')).not.toBe(blockHash)
  })

  it('it is followed from a dropped block into the next one', async () => {
    const parent = await stage.node.request('chain_getFinalizedHead')
    const running = await sent(1, one)
    const dropped = await stage.node.newBlock()
    await stage.node.newBlock(await stage.node.newBlock(parent))
    await stage.node.newBlock()
    expect(await stage.node.pending()).toEqual([])
    await stage.node.finalize()
    const data = doneData(await running.ended)
    expect(data.kind).toBe('finalized')
    expect(data.extrinsic.blockHash).not.toBe(dropped)
    expect(data.trades[0].received).toEqual(data.trades[0].quoted)
  })

  it('the price may fall: the receipt tells what arrived, not what was quoted', async () => {
    const on = ['swap', '--hotkey', 'coldkey_2/hot_1', '--origin', '64', '--destination', '0', '--json']
    const asOther = (word: string) => (word === 'coldkey_1' ? 'coldkey_2' : word)
    const other = stage.home.start(...stage.trade([...on, '--amount', '500']).map(asOther))
    await stage.node.untilPending(1)
    const running = await sent(2, [...on, '--all'])
    await stage.node.newBlock()
    await stage.node.finalize()
    doneData(await other.ended)
    const [trade] = doneData(await running.ended).trades
    expect(BigInt(trade.received.rao)).toBeLessThan(BigInt(trade.quoted.rao))
    const where = `0 ${trade.destinationHotkey}`
    // A new position may read 1 rao less than what arrived.
    const missing = BigInt(trade.received.rao) - ((await portfolio(stage)).stakes.get(where) ?? 0n)
    expect(missing === 0n || missing === 1n, `${missing} rao are missing`).toBe(true)
  })

  it('the pool may drop it: the same bytes are sent again, and it is done', async () => {
    const running = await sent(1, one)
    const { hash } = (await stage.journal()).at(-1)
    await stage.node.request('author_removeExtrinsic', [{ hash }])
    await stage.node.untilPending(1)
    await stage.node.newBlock()
    await stage.node.finalize()
    expect(doneData(await running.ended)).toMatchObject({ kind: 'finalized', extrinsic: { hash } })
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends it with exit 8', async signal => {
    const running = await sent(1, one)
    running.child.kill(signal)
    const { document } = await expectUnknown(stage, running.ended)
    expect(document.error.message).toContain('interrupted')
  })

  it('people are told the transaction and the journal entry', async () => {
    const running = await sent(
      1,
      one.filter(word => word !== '--json'),
    )
    running.child.kill('SIGINT')
    const ran = await running.ended
    expectErrorText(ran, { code: 'E_UNKNOWN_OUTCOME', exit: 8 })
    const { hash, entry } = (await stage.journal()).findLast(line => line.state === 'signed')
    const lines = ran.stderr.trimEnd().split('\n')
    expect(lines.at(-2)).toContain(hash)
    expect(lines.at(-1)).toContain(`Journal entry ${entry}.`)
  })
})

describe('a trade that fails in its block', () => {
  it('exit 5 with the error by name, the fee paid, nothing moved; a batch moves nothing at all', async () => {
    // The first empties the position that the others were planned on.
    const winner = await sent(1, [...swap45, '--all', '--json'])
    // Each of another home: of one home they would come one after the other.
    const elsewhere = async (count: number, words: readonly string[]) => {
      const running = (await another()).start(...stage.trade(words))
      await stage.node.untilPending(count)
      return running
    }
    const loser = await elsewhere(2, [...swap45, '--all', '--queue', '--json'])
    const reader = await elsewhere(3, [...swap45, '--all', '--queue'])
    const batch = await elsewhere(4, ['swap-all', '--destination', '0', '--all-hotkeys', '--queue', '--json'])
    await stage.node.newBlock()
    await stage.node.finalize()
    expect(doneData(await winner.ended).kind).toBe('finalized')

    const document = expectErrorDocument(await loser.ended, { code: 'E_DISPATCH', exit: 5 })
    const { pallet, name, docs } = document.error.chain
    expect(pallet).toBe('SubtensorModule')
    expect(docs).toEqual(expect.any(String))
    expect(document.error.message).toContain(`SubtensorModule.${name}`)
    expect(document.error).toMatchObject({ sent: 'yes', retryable: false })
    expect(document.data.trades[0]).toMatchObject({
      status: 'failed',
      received: null,
      reason: `${pallet}.${name}`,
    })
    expect(BigInt(document.data.transactionFee.rao)).toBeGreaterThan(0n)
    expectErrorText(await reader.ended, { code: 'E_DISPATCH', exit: 5, says: name })

    const { data } = expectErrorDocument(await batch.ended, { code: 'E_DISPATCH', exit: 5 })
    expect(data.trades).toHaveLength(3)
    for (const trade of data.trades) expect(trade).toMatchObject({ status: 'failed', received: null })
    const list = oneDocument((await stage.home.run(...stage.trade(['list', '--json']))).stdout)
    expect(list.data.positions.map((each: Envelope) => each.netuid)).toEqual([0, 0, 1, 8])
  })
})
