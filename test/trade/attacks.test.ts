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
const resume = ['journal', 'resume', ...base]

let devnet: RunningDevnet
let files: MemoryFiles
let processes = 0
beforeAll(() => load(trade, resume))
beforeEach(async () => {
  devnet = await startChain({ seal: { kind: 'manual' } })
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

const world = (more: TestHostOptions = {}, meddling?: Meddling): TestHostOptions => {
  processes += 1
  const others = Object.fromEntries([1, 2, 3].map(back => [processes - back, 'running' as const]))
  return {
    ...{ files, connect: connectTo(devnet, meddling), clock: testClock(), seed: `process ${processes}` },
    processes: fakeProcesses(processes, others),
    ...more,
  }
}
const lines = () =>
  (files.text(JOURNAL) ?? '')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
const signed = () => lines().filter(line => line.state === 'signed')
const waiting = () => devnet.chain.pool.ready()
const make = (count = 1) => devnet.control.blocks.make({ count })
const seal = () => {
  make()
  devnet.control.blocks.finalize()
}

describe.each([
  ['the same command with the same --intent-id', named],
  ['journal resume', resume],
])('interrupted while %s runs beside it', (_, second) => {
  test('a trade is never noted as never sent when the other has sent it', async () => {
    let stop = () => {}
    let beside: ReturnType<typeof startTaoctl> | undefined
    const { append } = files
    const paused = {
      ...files,
      async append(path: string, content: Uint8Array) {
        await append(path, content)
        if (beside) return
        beside = startTaoctl(second, world())
        for (let turn = 0; turn < 400 && waiting().length === 0; turn += 1) await turns(1)
        stop()
      },
    }
    const first = startTaoctl(named, world({ files: paused }))
    stop = first.interrupt
    const ended = await passing(first)
    expect([ended.code, documentOf(ended).error.sent, waiting().length]).toEqual([130, 'no', 0])
    if (!beside) throw new Error('nothing ran beside it')
    const other = passing(beside)
    await turns(200)
    if (waiting().length > 0) seal()
    await other
    expect(new Set(signed().map(line => line.nonce)).size).toBe(1)
  })
})

test('a pool that refuses and sends all the same: the same command again tells that trade, and makes no other', async () => {
  const refusing = (): Meddling => {
    let id: number | undefined
    return {
      request(message) {
        if (message.method === SUBMIT) id = message.id
        return message
      },
      answer(text) {
        if (id === undefined || JSON.parse(text).id !== id) return text
        const error = { code: 1014, message: 'Priority is too low' }
        return JSON.stringify({ jsonrpc: '2.0', id, error })
      },
    }
  }
  const refused = await taoctl(trade, world({}, refusing()))
  expect(refused.code).toBe(3)
  expect(waiting()).toHaveLength(1)
  seal()
  const run = startTaoctl(trade, world())
  await turns(300)
  if (waiting().length > 0) seal()
  const again = await passing(run)
  expect(signed()).toHaveLength(1)
  expect(again.code).toBe(0)
  expect(documentOf(again).data).toMatchObject({ kind: 'finalized', journal: signed()[0].entry })
})

test('a block that was enough with --wait included and is gone again: a new trade waits for what becomes of it', async () => {
  const run = startTaoctl([...trade, '--wait', 'included'], world())
  await until(() => waiting().length === 1)
  make()
  expect((await passing(run)).code).toBe(0)
  devnet.control.blocks.reorg({ drop: [signed()[0].hash] })
  const second = startTaoctl(trade, world())
  await turns(300)
  const ended = await passing(second)
  expect(documentOf(ended).error).toMatchObject({ code: 'E_ENTRY_OPEN', exit: 3, sent: 'no' })
  expect(signed()).toHaveLength(1)
})

test('the receipt of a final trade that cannot be read again: exit 8, never an exit that means nothing was sent', async () => {
  const run = startTaoctl(named, world())
  await until(() => waiting().length === 1)
  seal()
  expect((await passing(run)).code).toBe(0)
  const blind: Meddling = {
    request: message =>
      message.method === 'chain_getBlock'
        ? JSON.stringify({ jsonrpc: '2.0', id: message.id, result: null })
        : message,
  }
  const ended = await taoctl(named, world({}, blind))
  expect(documentOf(ended)).toMatchObject({
    error: { code: 'E_UNKNOWN_OUTCOME', exit: 8, sent: 'unknown', journal: signed()[0].entry },
    data: { kind: 'unknown' },
  })
  expect(signed()).toHaveLength(1)
  expect((await taoctl(named, world())).code).toBe(0)
})

test('a key in the URL of an endpoint is not written into the journal', async () => {
  const argv = named.map(word => (word === 'local' ? 'ws://127.0.0.1:9944/v1/my-key?token=my-key' : word))
  const run = startTaoctl(argv, world())
  await until(() => waiting().length === 1)
  seal()
  expect((await passing(run)).code).toBe(0)
  expect(files.text(JOURNAL)).not.toContain('my-key')
})

test.each([
  ['wss://one.example', 'wss://one.example:443/'],
  ['wss://one.example/a', 'wss://ONE.example/b?c'],
])('%s is no witness of itself as %s', async (network, witness) => {
  const argv = [...trade.map(word => (word === 'local' ? network : word)), '--confirm-with', witness]
  expect(documentOf(await taoctl(argv, world())).error).toMatchObject({ code: 'E_USAGE', exit: 2 })
})
