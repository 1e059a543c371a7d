import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import {
  connectTo,
  filesWithWallets,
  type Meddling,
  type Message,
  startChain,
} from '../support/test-chain.ts'
import { documentOf, HOME, startTaoctl, taoctl, testClock, turns, until } from '../support/test-host.ts'

// A development chain that was started again with the same genesis knows nothing of what was signed for it before.

const JOURNAL = `${HOME}/.local/state/taoctl/journal/journal.ndjson`
const base = ['--wallet', 'coldkey_1', '--json']
const swap = ['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '1']
const trade = [...swap, '--yes', ...base]
const named = [...trade, '--intent-id', 'rebalance-7']

/** Two starts of one chain: their genesis is the same. */
let before: RunningDevnet
let after: RunningDevnet
let files: MemoryFiles
beforeEach(async () => {
  before = await startChain()
  after = await startChain()
  expect(after.genesisHash).toBe(before.genesisHash)
  files = await filesWithWallets()
})
afterEach(() => Promise.all([before.stop(), after.stop()]))

let runs = 0
interface Given {
  readonly network?: string
  readonly meddling?: Meddling
}
const world = (devnet: RunningDevnet, meddling?: Meddling) => {
  runs += 1
  const common = { files, terminal: false, clock: testClock(), seed: `run ${runs}` }
  return { ...common, connect: connectTo(devnet, meddling) }
}
async function run(
  devnet: RunningDevnet,
  argv: readonly string[],
  { network = 'local', meddling }: Given = {},
) {
  const where = ['--network', network, ...(network.startsWith('ws') ? ['--insecure'] : [])]
  const ended = await taoctl([...argv, ...where], world(devnet, meddling))
  return { ...ended, document: documentOf(ended) }
}
const lines = () =>
  (files.text(JOURNAL) ?? '')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
const states = () => lines().map(line => line.state)
const height = (devnet: RunningDevnet) => devnet.chain.tree.best().header.number
const codes = (document: { readonly warnings: readonly { readonly code: string }[] }) =>
  document.warnings.map(({ code }) => code)

/** A trade that was sent, and whose command gave up before any block. */
async function unknown(devnet: RunningDevnet): Promise<string> {
  devnet.control.sealing.set({ kind: 'manual' })
  const started = startTaoctl([...trade, '--network', 'local'], world(devnet))
  await until(() => devnet.chain.pool.ready().length === 1)
  await turns()
  started.interrupt()
  return documentOf(await started.ended).error.journal
}

beforeAll(async () => {
  // Loads what the first trade of a process loads.
  const devnet = await startChain()
  files = await filesWithWallets()
  await run(devnet, trade)
  await devnet.stop()
})

describe('a trade on a chain that began again', () => {
  test('goes through; what was signed before is set aside, with one warning', async () => {
    expect((await run(before, trade)).code).toBe(0)
    const [first, second] = [await run(after, trade), await run(after, trade)]
    expect([first.code, second.code]).toEqual([0, 0])
    expect(codes(first.document)).toEqual(['W_CHAIN_RESTARTED'])
    expect(codes(second.document)).toEqual([])
    expect(states()).toEqual([
      'signed',
      'finalized',
      'abandoned',
      'signed',
      'finalized',
      'signed',
      'finalized',
    ])
  })

  test('with an intent id that was used before is a new intent', async () => {
    expect((await run(before, named)).code).toBe(0)
    const { code, document } = await run(after, named)
    expect([code, document.data?.kind]).toEqual([0, 'finalized'])
    expect(height(after)).toBe(1)
    const again = await run(after, named)
    expect([again.code, again.document.data.journal, height(after)]).toEqual([0, document.data.journal, 1])
  })

  test('with an intent id under which something else was asked for before', async () => {
    expect((await run(before, named)).code).toBe(0)
    const other = named.map(word => (word === '1' ? '2' : word))
    expect((await run(after, other)).code).toBe(0)
    expect((await run(after, named)).document.error.code).toBe('E_INTENT_CHANGED')
  })

  test('is not held up by one that was left open there', async () => {
    before.newBlock()
    await unknown(before)
    expect((await run(after, trade)).code).toBe(0)
    expect(states()).toEqual(['signed', 'unknown', 'abandoned', 'signed', 'finalized'])
  })

  test('nor by one that was in a block, which was enough', async () => {
    before.control.sealing.finalize(false)
    expect((await run(before, [...trade, '--wait', 'included'])).code).toBe(0)
    expect((await run(after, trade)).code).toBe(0)
    expect(states()).toEqual(['signed', 'included', 'abandoned', 'signed', 'finalized'])
  })

  test('that has grown past the block it had before', async () => {
    before.newBlock()
    expect((await run(before, trade)).code).toBe(0)
    expect((await run(after, trade)).code).toBe(0)
    for (let block = 0; block < 5; block += 1) after.newBlock()
    expect((await run(after, trade)).code).toBe(0)
    expect(states().filter(state => state === 'abandoned')).toHaveLength(1)
  })

  test('is taken back where that chain answers again, and is not made twice there', async () => {
    const first = await run(before, named)
    expect((await run(after, named)).code).toBe(0)
    const again = await run(before, named)
    expect([again.code, again.document.data.journal]).toEqual([0, first.document.data.journal])
    expect(height(before)).toBe(1)
    expect(codes(again.document)).toEqual(['W_CHAIN_RESTARTED'])
    expect(states().slice(-2).toSorted()).toEqual(['abandoned', 'finalized'])
  })

  test('that waits under its own birth block is open again where that chain answers again', async () => {
    before.newBlock()
    const entry = await unknown(before)
    expect((await run(after, trade)).code).toBe(0)
    const { document } = await run(before, trade)
    expect(document.error).toMatchObject({ code: 'E_ENTRY_OPEN', sent: 'no', journal: entry })
  })
})

describe('journal resume', () => {
  test('of an entry whose chain began again says so, and sends nothing', async () => {
    before.newBlock()
    const entry = await unknown(before)
    const { code, document } = await run(after, ['journal', 'resume', entry, ...base])
    expect([code, document.error.code, document.error.journal]).toEqual([3, 'E_CHAIN_RESTARTED', entry])
    expect(document.error.message).toContain('block 1')
    expect([height(after), after.chain.pool.ready()]).toEqual([0, []])
  })

  test('of all sets it aside, and none is open', async () => {
    before.newBlock()
    await unknown(before)
    const { code, document } = await run(after, ['journal', 'resume', ...base])
    expect([code, document.data.entries, codes(document)]).toEqual([0, [], ['W_CHAIN_RESTARTED']])
    const { document: list } = await run(after, ['journal', 'list', '--json'])
    expect(list.data.entries[0]).toMatchObject({ state: 'abandoned', open: false })
  })

  test('takes it back where that chain answers again, and brings it to its end', async () => {
    before.newBlock()
    const entry = await unknown(before)
    await run(after, ['journal', 'resume', ...base])
    before.newBlock()
    before.finalize()
    const { code, document } = await run(before, ['journal', 'resume', entry, ...base])
    expect([code, document.data.kind]).toEqual([0, 'finalized'])
  })
})

describe('nothing is set aside', () => {
  test('where the endpoint is not on this machine', async () => {
    expect((await run(before, trade)).code).toBe(0)
    const { code, document } = await run(after, trade, { network: 'ws://10.0.0.1:9944' })
    expect([code, document.error.code, document.error.sent]).toEqual([6, 'E_ENDPOINT', 'no'])
    expect(states()).toEqual(['signed', 'finalized'])
  })

  test('where the genesis does not bear the mark of a development chain', async () => {
    expect((await run(before, trade)).code).toBe(0)
    const unmark: Meddling = { answer: text => text.replace(/"logs":\["0x[0-9a-f]*"\]/, '"logs":[]') }
    const argv = [...trade, '--unverified-metadata', '--unprotected']
    const { code } = await run(after, argv, { meddling: unmark })
    expect(code).not.toBe(0)
    expect(states()).toEqual(['signed', 'finalized'])
  })

  test('of a block that was retracted: the chain still knows it', async () => {
    before.newBlock()
    const entry = await unknown(before)
    const birth = before.chain.tree.at(1)?.hash
    before.control.blocks.reorg({ parent: before.chain.tree.genesis })
    expect(before.chain.tree.at(1)?.hash).not.toBe(birth)
    const { document } = await run(before, trade)
    expect(document.error).toMatchObject({ code: 'E_ENTRY_OPEN', journal: entry })
    expect(states()).toEqual(['signed', 'unknown'])
  })

  test.each([
    ['chain_getBlockHash', 'a number is forgotten'],
    ['chain_getHeader', 'a hash is forgotten'],
  ])('by one wrong answer alone, to %s: %s', async method => {
    expect((await run(before, trade)).code).toBe(0)
    const asked = new Map<unknown, string | undefined>()
    const forget: Meddling = {
      request(message: Message) {
        if (message.params?.[0] !== 0) asked.set(message.id, message.method)
        return message
      },
      answer(text) {
        const { id } = JSON.parse(text)
        const isHit = asked.get(id) === method && JSON.stringify(lines()[1]?.blockHash) !== undefined
        const isAboutOld = isHit && (method === 'chain_getBlockHash' || text.includes('"number":"0x1"'))
        return isAboutOld ? JSON.stringify({ jsonrpc: '2.0', id, result: null }) : text
      },
    }
    await run(before, named, { meddling: forget })
    expect(states()).not.toContain('abandoned')
  })
})
