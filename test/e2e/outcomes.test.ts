import { mkdirSync, renameSync, rmdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type BadNode, type Exchange, type Meddling, relay } from '../support/bad-node.ts'
import { doneData, entryLines, expectUnknown } from '../support/journal.ts'
import { expectErrorDocument } from '../support/refusal.ts'
import { openStage, type Stage } from '../support/stage.ts'

/** One chain for the file; each test takes one alpha of subnet 45, if any. Blocks are made at once. */
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
// An entry left open would keep the next trade from being signed.
afterEach(() => rm(stage.journalPath, { force: true }))
afterAll(() => stage.close())

const swap45 = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '1']
const run = (network?: string) => stage.home.run(...stage.trade([...swap45, '--json'], network))
/** The same, for nodes that never tell an end. */
const briefly = (network: string) =>
  stage.home.run(...stage.trade([...swap45, '--json', '--timeout', '20s'], network))
const meddle = async (meddling: Meddling): Promise<BadNode> =>
  stage.keep(await relay(stage.devnet.endpoint, meddling))
const isSubmit = (method: string) => method.startsWith('author_submit')

describe('a trade that goes through', () => {
  it('is reported as finalized, with its place in the chain and its journal entry', async () => {
    const { document } = await stage.home.json(...stage.trade(swap45))
    const { extrinsic, journal, kind } = document.data
    expect(kind).toBe('finalized')
    const { hash } = document.block
    expect(extrinsic).toMatchObject({
      hash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      blockHash: hash,
      index: 1,
    })
    expect(await stage.node.request('chain_getFinalizedHead')).toBe(hash)
    const [signed, end] = await entryLines(stage, journal)
    expect(signed).toMatchObject({ state: 'signed', hash: extrinsic.hash, nonce: 0 })
    expect(end).toMatchObject({ state: 'finalized', blockNumber: extrinsic.blockNumber, index: 1 })
    const { block } = await stage.node.request('chain_getBlock', hash)
    expect(block.extrinsics[1]).toBe(signed.bytes)
  })

  it('tells people its plan on stderr and its receipt on stdout', async () => {
    const { code, stdout, stderr } = await stage.home.run(...stage.trade(swap45))
    expect(code).toBe(0)
    expect(stdout).toMatch(/^DEVNET {2}Done in block [0-9]+, final\n/)
    expect(stdout).toMatch(/^Sold +1 α45$/m)
    expect(stdout).toMatch(/^Received +0\.03[0-9]{7} τ on root$/m)
    expect(stderr).toContain('DEVNET  Plan at block')
    expect(stderr).not.toContain('Error')
  })

  it('says nothing on stderr with --json, and no progress with --quiet', async () => {
    const plan = stage.trade([...swap45, '--dry-run'])
    const [script, quiet] = await Promise.all([
      stage.home.run(...plan, '--json'),
      stage.home.run(...plan, '--quiet'),
    ])
    expect([script.stderr, quiet.stderr]).toEqual(['', ''])
    expect([script.code, quiet.code]).toEqual([0, 0])
  })
})

describe('a trade the node does not take into its pool', () => {
  it('for a used nonce: exit 3, and the journal keeps it open, for another node may have it', async () => {
    const height = await stage.node.height()
    const { endpoint } = await meddle({
      answer: ({ method }, message) =>
        method === 'system_accountNextIndex' ? { ...message, result: 0 } : undefined,
    })
    const document = expectErrorDocument(await run(endpoint), {
      code: 'E_POOL_REFUSED',
      exit: 3,
      says: 'nonce',
    })
    expect(document.error.sent).toBe('yes')
    expect(document.data).toMatchObject({ kind: 'rejected', trades: [{ status: 'failed' }] })
    const lines = await entryLines(stage, document.error.journal)
    expect(lines.map(line => line.state)).toEqual(['signed', 'rejected'])
    expect(lines[1].proof).toBeUndefined()
    expect(await stage.node.height()).toBe(height)
  })

  const answers: readonly (readonly [says: string, error: object, code: string, exit: number])[] = [
    [
      'RateLimitExceeded',
      { code: 1010, message: 'Invalid Transaction', data: 'Custom error: 6' },
      'E_POOL_REFUSED',
      3,
    ],
    ['same nonce', { code: 1014, message: 'Priority is too low' }, 'E_POOL_REFUSED', 3],
    ['banned', { code: 1012, message: 'Transaction is temporarily banned' }, 'E_UNKNOWN_OUTCOME', 8],
    ['Already', { code: 1013, message: 'Transaction Already Imported' }, 'E_UNKNOWN_OUTCOME', 8],
  ]
  it.each(answers)('which it explains by %s', async (says, error, code, exit) => {
    const height = await stage.node.height()
    const { endpoint } = await meddle({ request: ({ method }) => (isSubmit(method) ? { error } : undefined) })
    const document = expectErrorDocument(await briefly(endpoint), { code, exit, says })
    const [signed, end] = await entryLines(stage, document.error.journal)
    expect([signed?.state, end?.state]).toEqual(['signed', exit === 3 ? 'rejected' : 'unknown'])
    expect(end?.proof).toBeUndefined()
    expect(await stage.node.height()).toBe(height)
  })
})

describe('a trade whose connection closes', () => {
  it('after the bytes left: it is connected again, and the trade is followed to its end', async () => {
    const height = await stage.node.height()
    const { endpoint } = await meddle({
      answer({ method, before, hangUp }) {
        if (isSubmit(method) && before === 0) hangUp()
        return undefined
      },
    })
    expect(doneData(await run(endpoint)).kind).toBe('finalized')
    expect(await stage.node.height()).toBe(height + 1)
  })

  it('whenever it is sent: exit 8, and nothing executes', async () => {
    const height = await stage.node.height()
    const { endpoint } = await meddle({
      request({ method, hangUp }) {
        if (!isSubmit(method)) return undefined
        hangUp()
        return 'drop'
      },
    })
    await expectUnknown(stage, briefly(endpoint))
    expect(await stage.node.height()).toBe(height)
  })
})

describe('a trade whose node fails after it took the bytes: exit 8, whatever the reason', () => {
  const untilSent = (meddling: (exchange: Exchange) => 'drop' | object | undefined) => {
    let isSent = false
    return meddle({
      request(exchange) {
        if (isSubmit(exchange.method)) isSent = true
        return isSent ? meddling(exchange) : undefined
      },
    })
  }
  const failures: readonly (readonly [name: string, fail: (exchange: Exchange) => object | undefined])[] = [
    [
      'it hangs up before the receipt',
      ({ method, hangUp }) => {
        if (method === 'chain_getBlock') hangUp()
        return undefined
      },
    ],
    [
      'its events cannot be read',
      ({ method }) => (method === 'state_getStorage' ? { result: '0x08ff' } : undefined),
    ],
    [
      'it names a block without the transaction',
      ({ method }) => (method === 'chain_getBlock' ? { result: { block: { extrinsics: [] } } } : undefined),
    ],
  ]
  it.each(failures)('%s', async (_, fail) => {
    const height = await stage.node.height()
    const { endpoint } = await untilSent(fail)
    await expectUnknown(stage, briefly(endpoint))
    expect(await stage.node.height()).toBe(height + 1)
  })

  it('it never answers, and a person gives up', async () => {
    let give = () => {}
    const taken = new Promise<void>(resolve => {
      give = resolve
    })
    const { endpoint } = await untilSent(() => {
      give()
      return 'drop'
    })
    const running = stage.home.start(...stage.trade([...swap45, '--json'], endpoint))
    await taken
    running.child.kill('SIGINT')
    await expectUnknown(stage, running.ended)
  })

  it('the journal can no longer be written', async () => {
    const { endpoint } = await untilSent(({ method }) => {
      if (isSubmit(method)) {
        renameSync(stage.journalPath, `${stage.journalPath}.kept`)
        mkdirSync(stage.journalPath)
      }
      return undefined
    })
    const ran = await run(endpoint)
    rmdirSync(stage.journalPath)
    renameSync(`${stage.journalPath}.kept`, stage.journalPath)
    const document = expectErrorDocument(ran, { code: 'E_UNRECORDED', exit: 8, says: 'journal' })
    expect(document.error.sent).toBe('yes')
    expect(document.data.kind).toBe('finalized')
    expect((await entryLines(stage, document.error.journal)).map(line => line.state)).toEqual(['signed'])
  })
})

describe('a trade that stops before it is sent', () => {
  it('by a signal: exit 130, nothing sent, no journal', async () => {
    const [height, journal] = [await stage.node.height(), await stage.journal()]
    let reach = () => {}
    const reached = new Promise<void>(resolve => {
      reach = resolve
    })
    const { endpoint } = await meddle({
      request({ method }) {
        if (method !== 'system_accountNextIndex') return undefined
        reach()
        return 'drop'
      },
    })
    const running = stage.home.start(...stage.trade([...swap45, '--json'], endpoint))
    await reached
    running.child.kill('SIGINT')
    const document = expectErrorDocument(await running.ended, { code: 'E_INTERRUPTED', exit: 130 })
    expect(document.error.sent).toBe('no')
    expect(await stage.journal()).toEqual(journal)
    expect(await stage.node.height()).toBe(height)
  })

  /** A relay that lets `act` happen on the chain between the plan that is shown and the one that is signed. */
  const between = (act: () => Promise<unknown>) => {
    let heads = 0
    return meddle({
      async request({ method, params }) {
        // The header of the best block is asked for without a hash: on connecting, then for each plan.
        if (method !== 'chain_getHeader' || params.length > 0) return undefined
        heads += 1
        if (heads === 3) await act()
        return undefined
      },
    })
  }
  /** A trade of another coldkey. */
  const other = async (...words: readonly string[]) => {
    const args = stage.trade(['swap', '--hotkey', 'coldkey_2/hot_1', ...words, '--json'])
    doneData(await stage.home.run(...args.map(word => (word === 'coldkey_1' ? 'coldkey_2' : word))))
  }
  const sell = () => other('--origin', '64', '--destination', '0', '--amount', '100')
  const buyBack = () => other('--origin', '0', '--destination', '64', '--all')
  const swap64 = [
    'swap',
    '--hotkey',
    'coldkey_2/hot_1',
    '--origin',
    '64',
    '--destination',
    '0',
    '--amount',
    '3',
    '--tolerance',
    '0.005%',
  ]

  it('because the quote got worse: exit 3 under --yes', async () => {
    const height = await stage.node.height()
    const { endpoint } = await between(sell)
    const ran = await stage.home.run(...stage.trade([...swap64, '--json'], endpoint))
    const document = expectErrorDocument(ran, { code: 'E_QUOTE_WORSE', exit: 3 })
    expect(document.error).toMatchObject({ sent: 'no', retryable: true })
    expect(document.data.kind).toBe('planned')
    expect(await stage.node.height()).toBe(height + 1)
  })

  it('but not because the quote got better: it receives the new one', async () => {
    const plan = doneData(await stage.home.run(...stage.trade([...swap64, '--dry-run', '--json'])))
    const { endpoint } = await between(buyBack)
    const [trade] = doneData(await stage.home.run(...stage.trade([...swap64, '--json'], endpoint))).trades
    expect(BigInt(trade.quoted.rao)).toBeGreaterThan(BigInt(plan.trades[0].quoted.rao))
    expect(trade.received).toEqual(trade.quoted)
  })
})
