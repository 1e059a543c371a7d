import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { load } from '../support/kill.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { fakeProcesses } from '../support/processes.ts'
import { connectTo, filesWithWallets, type Meddling, startChain } from '../support/test-chain.ts'
import {
  documentOf,
  HOME,
  passing,
  startTaoctl,
  type TestHostOptions,
  taoctl,
  testClock,
  turns,
  until,
} from '../support/test-host.ts'

const JOURNAL = `${HOME}/.local/state/taoctl/journal/journal.ndjson`
const SUBMIT = 'author_submitAndWatchExtrinsic'
const base = ['--network', 'local', '--wallet', 'coldkey_1', '--json']
const swap = ['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0']
const trade = [...swap, '--amount', '1', '--yes', ...base]
const named = [...trade, '--intent-id', 'rebalance-7']
const resume = (...entry: readonly string[]) => ['journal', 'resume', ...entry, ...base]

let devnet: RunningDevnet
let files: MemoryFiles
let processes = 0
beforeAll(() => load(trade, resume()))
beforeEach(async () => {
  devnet = await startChain({ seal: { kind: 'manual' } })
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

const world = (more: TestHostOptions = {}, meddling?: Meddling): TestHostOptions => {
  processes += 1
  return {
    ...{ files, connect: connectTo(devnet, meddling), clock: testClock(), seed: `process ${processes}` },
    processes: fakeProcesses(processes),
    ...more,
  }
}
const lines = () =>
  (files.text(JOURNAL) ?? '')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
const states = () => lines().map(line => line.state)
const waiting = () => devnet.chain.pool.ready()
const { make, finalize } = {
  make: (count = 1) => devnet.control.blocks.make({ count }),
  finalize: () => devnet.control.blocks.finalize(),
}
const passEra = () => {
  make(20)
  finalize()
}

const noting = (asked: string[]): Meddling => ({
  request(message) {
    asked.push(message.method ?? '')
    return message
  },
})

/** A trade that was sent, and whose command gave up before any block. */
async function unknown(argv: readonly string[] = trade) {
  const run = startTaoctl(argv, world())
  await until(() => waiting().length === 1)
  await turns()
  run.interrupt()
  const ended = await run.ended
  expect([ended.code, documentOf(ended).error.code]).toEqual([8, 'E_UNKNOWN_OUTCOME'])
  const { journal } = documentOf(ended).error
  return { entry: journal as string, hash: lines()[0].hash }
}
/** What waits in the pool is lost, as when a node is started again. */
const lose = () => {
  for (const { hash } of waiting()) devnet.control.pool.drop(hash)
}

describe('a new trade while an earlier one may still execute', () => {
  test('is refused with exit 3: the entry and the command that settles it are named, nothing is sent', async () => {
    const { entry, hash } = await unknown()
    const asked: string[] = []
    const ended = await taoctl(trade, world({}, noting(asked)))
    expect(ended.code).toBe(3)
    const { error } = documentOf(ended)
    expect(error).toMatchObject({ code: 'E_ENTRY_OPEN', sent: 'no', retryable: false, journal: entry })
    expect(error.message).toContain(hash)
    expect(error.hint).toContain(`taoctl journal resume ${entry}`)
    expect(asked).not.toContain(SUBMIT)
    expect(states()).toEqual(['signed', 'unknown'])
  })

  test('of another trade may be run again; the same one may not, since it could execute twice', async () => {
    await unknown()
    const other = trade.map(word => (word === '1' ? '2' : word))
    const [same, different] = [await taoctl(trade, world()), await taoctl(other, world())]
    expect([same, different].map(ended => documentOf(ended).error.retryable)).toEqual([false, true])
  })

  test('is no reason against a dry run', async () => {
    await unknown()
    expect((await taoctl([...trade, '--dry-run'], world())).code).toBe(0)
  })

  test('of another coldkey goes through', async () => {
    await unknown()
    const other = trade.map(word => (word === 'coldkey_1' ? 'coldkey_2' : word === 'hot_25' ? 'hot_1' : word))
    const argv = other.map((word, i) => (other[i - 1] === '--origin' ? '64' : word))
    const run = startTaoctl(argv, world())
    await until(() => waiting().length === 2)
    make()
    finalize()
    expect((await passing(run)).code).toBe(0)
  })
})

describe('a new trade after an earlier one is settled', () => {
  const goesThrough = async (signed: number) => {
    const run = startTaoctl(trade, world())
    await until(
      () => waiting().length === 1 && lines().filter(line => line.state === 'signed').length === signed,
    )
    make()
    finalize()
    expect((await passing(run)).code).toBe(0)
  }

  test('by its block being final: noted, and the new one goes through', async () => {
    await unknown()
    const block = make()
    finalize()
    await goesThrough(2)
    expect(states()).toEqual(['signed', 'unknown', 'finalized', 'signed', 'finalized'])
    expect(lines()[2]).toMatchObject({ blockNumber: 1, blockHash: block.hash, index: 1 })
  })

  test('by its era being over: noted as expired', async () => {
    await unknown()
    lose()
    passEra()
    await goesThrough(2)
    expect(states()).toEqual(['signed', 'unknown', 'expired', 'signed', 'finalized'])
  })

  test('by its nonce being used: noted as rejected, with the proof', async () => {
    await unknown()
    lose()
    const elsewhere = startTaoctl(trade, world({ files: await filesWithWallets() }))
    await until(() => waiting().length === 1)
    make()
    finalize()
    expect((await passing(elsewhere)).code).toBe(0)
    await goesThrough(2)
    expect(states()).toEqual(['signed', 'unknown', 'rejected', 'signed', 'finalized'])
    expect(lines()[2]).toMatchObject({ proof: 'replaced', reason: expect.stringContaining('nonce 0') })
  })
})

describe('journal resume', () => {
  test('of one that is still possible sends the same bytes again and follows them to the end', async () => {
    const { entry, hash } = await unknown()
    lose()
    const run = startTaoctl(resume(entry), world())
    await until(() => waiting().length === 1)
    expect(waiting()[0]?.hash).toBe(hash)
    make()
    finalize()
    const ended = await passing(run)
    expect(ended.code).toBe(0)
    const document = documentOf(ended)
    expect(document).toMatchObject({
      schema: 'taoctl/stake.swap/v1',
      data: { kind: 'finalized', journal: entry, extrinsic: { hash, blockNumber: 1, index: 1 } },
    })
    expect(document.data.trades[0]).toMatchObject({
      status: 'done',
      received: document.data.trades[0].quoted,
    })
  })

  test('of one in the best chain waits until it is final, and is the receipt its own run would have given', async () => {
    const twin = await startChain()
    const first = await taoctl(trade, {
      files: await filesWithWallets(),
      connect: connectTo(twin),
      seed: 'process 1',
    })
    await twin.stop()
    processes = 0
    const { entry } = await unknown()
    make()
    const run = startTaoctl(resume(entry), world())
    await turns(60)
    finalize()
    const ended = await passing(run)
    expect(documentOf(ended).data).toEqual(documentOf(first).data)
  })

  test('of one whose era is over: exit 9, nothing moved, safe to repeat', async () => {
    const { entry, hash } = await unknown()
    lose()
    passEra()
    const ended = await taoctl(resume(entry), world())
    expect(ended.code).toBe(9)
    expect(documentOf(ended)).toMatchObject({
      error: { code: 'E_EXPIRED', sent: 'yes', retryable: false, journal: entry },
      data: { kind: 'expired', extrinsic: { hash }, trades: [{ status: 'failed', received: null }] },
    })
    expect(states().at(-1)).toBe('expired')
  })

  test('of one that may still execute when the time is up: exit 8, and it stays open', async () => {
    const { entry } = await unknown()
    const run = startTaoctl(resume(entry), world())
    await turns(60)
    const ended = await passing(run)
    expect(documentOf(ended).error).toMatchObject({ code: 'E_UNKNOWN_OUTCOME', exit: 8, journal: entry })
    expect(documentOf(ended).error.message).toContain('15 may still hold it')
  })

  test('of one that failed in its block: exit 5, as its own run would have ended', async () => {
    const { entry } = await unknown([...swap, '--all', '--yes', ...base])
    devnet.control.storage.write('SubtensorModule', 'SubtokenEnabled', [45], false)
    make()
    finalize()
    const ended = await taoctl(resume(entry), world())
    expect(documentOf(ended).error).toMatchObject({ code: 'E_DISPATCH', exit: 5, sent: 'yes' })
  })

  test('of one that is done tells its receipt again', async () => {
    const { entry } = await unknown()
    make()
    finalize()
    const [once, again] = [await taoctl(resume(entry), world()), await taoctl(resume(entry), world())]
    expect([once.code, again.code]).toEqual([0, 0])
    expect(documentOf(again).data).toEqual(documentOf(once).data)
  })

  test('without an entry takes all that are open, and there may be none', async () => {
    expect(documentOf(await taoctl(resume(), world()))).toMatchObject({ ok: true, data: { entries: [] } })
    const { entry } = await unknown()
    lose()
    passEra()
    const ended = await taoctl(resume(), world())
    expect(ended.code).toBe(9)
    expect(documentOf(ended).data.entries).toMatchObject([{ entry, exit: 9, code: 'E_EXPIRED' }])
    expect(documentOf(await taoctl(resume(), world())).data.entries).toEqual([])
  })

  test('of an entry of another chain is refused', async () => {
    const { entry } = await unknown()
    const other = await startChain({
      scenario: {
        ...(await import('../../devnet/scenario/default.ts')).defaultScenario,
        genesisTime: '2026-02-01T00:00:00Z',
      },
    })
    const ended = await taoctl(resume(entry), world({ connect: connectTo(other) }))
    await other.stop()
    expect(documentOf(ended).error).toMatchObject({ exit: 3, sent: 'no' })
  })
})

describe('--intent-id', () => {
  test('a second run after a good end prints the same receipt, signs nothing and asks no password', async () => {
    const run = startTaoctl(named, world())
    await until(() => waiting().length === 1)
    make()
    finalize()
    const first = await passing(run)
    const again = await taoctl(named, world())
    expect([first.code, again.code]).toEqual([0, 0])
    expect(documentOf(again).data).toEqual(documentOf(first).data)
    expect(states()).toEqual(['signed', 'finalized'])
  })

  test('a second run finishes what the first left open', async () => {
    const { hash } = await unknown(named)
    lose()
    const run = startTaoctl(named, world())
    await until(() => waiting().length === 1)
    expect(waiting()[0]?.hash).toBe(hash)
    make()
    finalize()
    expect((await passing(run)).code).toBe(0)
  })

  test('once the first is proven dead, a new signature is made under the same id', async () => {
    await unknown(named)
    lose()
    passEra()
    const run = startTaoctl(named, world())
    await until(() => waiting().length === 1)
    make()
    finalize()
    expect((await passing(run)).code).toBe(0)
    expect(states()).toEqual(['signed', 'unknown', 'expired', 'signed', 'finalized'])
  })

  test('another trade under the same id is refused', async () => {
    await unknown(named)
    const other = [...swap, '--amount', '2', '--yes', ...base, '--intent-id', 'rebalance-7']
    const ended = await taoctl(other, world())
    expect(documentOf(ended).error).toMatchObject({ code: 'E_INTENT_CHANGED', exit: 3, sent: 'no' })
  })
})

describe('a refusal by one pool is no proof', () => {
  const refused = async () => {
    devnet.control.messages.add({
      ...{ kind: 'error', direction: 'request', method: SUBMIT },
      ...{ code: 1010, message: 'Invalid Transaction', data: 'Custom error: 6' },
    })
    const ended = await taoctl(trade, world())
    expect([ended.code, documentOf(ended).error.code]).toEqual([3, 'E_POOL_REFUSED'])
    return documentOf(ended).error.journal
  }

  test('the entry stays open, and a repeat uses the same nonce', async () => {
    await refused()
    const run = startTaoctl(trade, world())
    await until(() => waiting().length === 1)
    make()
    finalize()
    expect((await passing(run)).code).toBe(0)
    const signed = lines().filter(line => line.state === 'signed')
    expect(signed.map(line => line.nonce)).toEqual([0, 0])
    expect(states()).toEqual(['signed', 'rejected', 'signed', 'finalized'])
    await taoctl(resume(), world())
    expect(lines().at(-1)).toMatchObject({ state: 'rejected', proof: 'replaced' })
  })

  test('where that nonce is taken meanwhile, a repeat waits for what becomes of it', async () => {
    const entry = await refused()
    const other = startTaoctl(trade, world({ files: await filesWithWallets() }))
    await until(() => waiting().length === 1)
    const ended = await taoctl(trade, world())
    expect(documentOf(ended).error).toMatchObject({ code: 'E_ENTRY_OPEN', journal: entry, sent: 'no' })
    make()
    finalize()
    await passing(other)
  })
})

describe('a signal', () => {
  test('between the record and the sending: exit 130, and the entry says that it was never sent', async () => {
    const asked: string[] = []
    const { append } = files
    let stop = () => {}
    files = {
      ...files,
      async append(path, content) {
        await append(path, content)
        stop()
      },
    }
    const run = startTaoctl(trade, world({}, noting(asked)))
    stop = run.interrupt
    const ended = await run.ended
    expect([ended.code, documentOf(ended).error.sent]).toEqual([130, 'no'])
    expect(asked).not.toContain(SUBMIT)
    expect(lines()).toMatchObject([{ state: 'signed' }, { state: 'rejected', proof: 'never sent' }])
  })
})

test('two commands of one coldkey at once come one after the other, each with its own nonce', async () => {
  devnet.control.sealing.set({ kind: 'instant' })
  // What the first sells must not make the second worse.
  const other = trade.map((word, i) => (trade[i - 1] === '--origin' ? '1' : word))
  const runs = [
    startTaoctl(trade, world({ processes: fakeProcesses(101, { 102: 'running' }) })),
    startTaoctl(other, world({ processes: fakeProcesses(102, { 101: 'running' }) })),
  ]
  const ended = await Promise.all(runs.map(passing))
  expect(ended.map(({ code }) => code)).toEqual([0, 0])
  const signed = lines().filter(line => line.state === 'signed')
  expect(signed.map(line => line.nonce)).toEqual([0, 1])
  expect(states()).toEqual(['signed', 'finalized', 'signed', 'finalized'])
})
